/** One thing the palette found. */
export interface PaletteItem {
  id: string;
  group: 'reservations' | 'people' | 'classes' | 'volunteers' | 'cases' | 'zones' | 'pages' | 'actions';
  title: string;
  note?: string;
  /** Ranges of the title that matched, for marking: [from, to). */
  marks?: [number, number][];
  run: () => unknown;
}

/** Gives the items for a text; an area that has some gives its source in a palette.ts. An empty text asks for what is useful right away. */
export type PaletteSource = (text: string, signal: AbortSignal) => PaletteItem[] | Promise<PaletteItem[]>;
