// The plan of the house: its areas, their leaves, and who may import whom. ESLint fences it (eslint.config.js);
// tests/scripts/house.test.ts compares it with the tree.

/** A business area, which is a folder in every layer. */
export interface AreaPlan {
  /** The areas below it, which it may import. */
  below: readonly string[];
  /** Its leaves. A leaf has the same name in every layer and belongs to one area only. */
  leaves: readonly string[];
}

const BASE = ['core', 'people', 'schedule'] as const;

/** The areas, lowest first. An area imports only those below it. */
export const AREAS: Readonly<Record<string, AreaPlan>> = {
  core: {
    below: [],
    leaves: ['access', 'vault', 'audit', 'backup', 'drafts', 'files', 'station', 'templates', 'documents', 'figures', 'jobs']
  },
  people: { below: ['core'], leaves: ['people', 'organisations', 'calls', 'no-shows'] },
  schedule: { below: ['core', 'people'], leaves: ['allocation', 'zones', 'calendar', 'closures', 'reservations', 'series', 'zone-log'] },
  training: {
    below: BASE,
    leaves: [
      'courses',
      'trainers',
      'wishes',
      'classes',
      'planner',
      'sessions',
      'bookings',
      'attendance',
      'certificates',
      'satisfaction',
      'class-documents',
      'class-figures'
    ]
  },
  volunteering: {
    below: BASE,
    leaves: [
      'volunteers',
      'volunteer-projects',
      'shifts',
      'sign-ups',
      'service-hours',
      'recognition',
      'service-certificates',
      'volunteer-figures'
    ]
  },
  mediation: { below: BASE, leaves: ['cases', 'case-papers', 'case-figures', 'hearings', 'mediators'] }
};

/** The layers. `frame`: folders of a layer that belong to no area, each with the folders it may import. */
export const LAYERS = {
  contract: { folder: 'electron/contract', frame: {} },
  service: { folder: 'electron/service', frame: { db: [] } },
  renderer: { folder: 'renderer/src', frame: { ui: [], app: ['ui'] } }
} as const satisfies Record<string, { folder: string; frame: Readonly<Record<string, readonly string[]>> }>;

/**
 * The folders of a layer, each with the folders beside it that it may import. Every area is above the layer's frame. In the window the
 * frame is core.
 */
export function mayImport(layer: keyof typeof LAYERS): Record<string, readonly string[]> {
  const frame: Readonly<Record<string, readonly string[]>> = LAYERS[layer].frame;
  const areas = Object.entries(AREAS).map(([area, { below }]) => [area, [...Object.keys(frame), ...below]]);
  return Object.fromEntries([...Object.entries(frame), ...areas]);
}
