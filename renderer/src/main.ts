import { PiniaColada } from '@pinia/colada';
import ElementPlus from 'element-plus';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { z } from 'zod';
import 'element-plus/dist/index.css';
import './theme/theme.css';
import App from './App.vue';
import { i18n } from './i18n/index.ts';
import { askAhead, router } from './router.ts';
import { useSession } from './access/session.ts';

// The content security policy forbids building code from text, which zod would try for speed.
z.config({ jitless: true });

const app = createApp(App);
const pinia = createPinia();
app.use(pinia);
app.use(PiniaColada, { queryOptions: { staleTime: 2_000, gcTime: 300_000, refetchOnWindowFocus: false } });
app.use(i18n);
app.use(ElementPlus);
app.use(router);
useSession(pinia).begin((operator) => askAhead(operator.roles));
app.mount('#app');
