import './messages.ts';
import type { SettingsPanel } from '@/app/settings/panels.ts';
import ServiceSettings from './ServiceSettings.vue';

export const panel: SettingsPanel = { order: 20, component: ServiceSettings };
