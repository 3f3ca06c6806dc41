// The picture of the house: which areas there are, what they hold and which of them may import which. ESLint fences it
// (eslint.config.js), tests/scripts/house.test.ts compares it with the tree.

/** One business area: a folder in every layer. */
export interface AreaPlan {
  /** The areas below it, which it may import. */
  below: readonly string[];
  /** What it holds. A leaf has one name, the same in every layer, and stands in one area alone. */
  leaves: readonly string[];
}

const BASE = ['core', 'people', 'schedule'] as const;

/** The areas, lowest first. An area imports those below it and no others. */
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

/** What each layer is made of. `frame` are the folders of a layer that belong to no area, each with what it may import. */
export const LAYERS = {
  contract: { folder: 'electron/contract', frame: {} },
  service: { folder: 'electron/service', frame: { db: [] } },
  renderer: { folder: 'renderer/src', frame: { ui: [], app: ['ui'] } }
} as const satisfies Record<string, { folder: string; frame: Readonly<Record<string, readonly string[]>> }>;

/**
 * The folders of a layer, each with those beside it that it may import. Every area stands above the layer's frame; core of
 * the window is the frame itself.
 */
export function mayImport(layer: keyof typeof LAYERS): Record<string, readonly string[]> {
  const frame: Readonly<Record<string, readonly string[]>> = LAYERS[layer].frame;
  const areas = Object.entries(AREAS).map(([area, { below }]) => [area, [...Object.keys(frame), ...below]]);
  return Object.fromEntries([...Object.entries(frame), ...areas]);
}
