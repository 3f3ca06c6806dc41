import { PiniaColada } from '@pinia/colada';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import 'element-plus/dist/index.css';
import './theme/theme.css';
import App from './App.vue';
import { i18n } from './i18n/index.ts';
import { askAhead, router } from './router.ts';
import { useSession } from './access/session.ts';

const app = createApp(App);
const pinia = createPinia();
app.use(pinia);
app.use(PiniaColada, { queryOptions: { staleTime: 2_000, gcTime: 300_000, refetchOnWindowFocus: false } });
app.use(i18n);
app.use(router);
useSession(pinia).begin((operator) => askAhead(operator.roles));
app.mount('#app');
