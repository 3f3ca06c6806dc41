import './messages.ts';
import type { SettingsPanel } from '@/app/settings/panels.ts';
import PolicySettings from './PolicySettings.vue';

export const panel: SettingsPanel = { order: 10, component: PolicySettings };
