import type { Component } from 'vue';

/** Settings of an area, shown on the page of settings; its v-model are all the settings. Registered in a settings-panel.ts. */
export interface SettingsPanel {
  order: number;
  component: Component;
}

export const settingsPanels = Object.values(
  import.meta.glob<SettingsPanel>('@/*/settings-panel.ts', { eager: true, import: 'panel' })
).sort((a, b) => a.order - b.order);
