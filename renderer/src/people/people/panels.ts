import type { Component } from 'vue';

/**
 * What an area shows of somebody on their page: its props are `personId` and `name`. Registered in a person-panel.ts; not
 * shown for a record that was merged into another.
 */
export interface PersonPanel {
  order: number;
  component: Component;
}

export const personPanels = Object.values(import.meta.glob<PersonPanel>('@/*/person-panel.ts', { eager: true, import: 'panel' })).sort(
  (a, b) => a.order - b.order
);
