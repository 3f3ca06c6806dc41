import type { Component } from 'vue';

/** Settings of an area on the settings page; its v-model holds all settings. Registered in a settings-panel.ts. */
export interface SettingsPanel {
  order: number;
  component: Component;
}

export const settingsPanels = Object.values(
  import.meta.glob<SettingsPanel>('@/*/settings-panel.ts', { eager: true, import: 'panel' })
).sort((a, b) => a.order - b.order);
