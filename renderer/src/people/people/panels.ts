import type { Component } from 'vue';

/**
 * A panel of an area on a person's page, with the props `personId` and `name`. Registered in a person-panel.ts; not shown for a merged
 * record.
 */
export interface PersonPanel {
  order: number;
  component: Component;
}

export const personPanels = Object.values(import.meta.glob<PersonPanel>('@/*/person-panel.ts', { eager: true, import: 'panel' })).sort(
  (a, b) => a.order - b.order
);
