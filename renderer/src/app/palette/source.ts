/** An item that the palette found. */
export interface PaletteItem {
  id: string;
  group: 'reservations' | 'people' | 'classes' | 'volunteers' | 'cases' | 'zones' | 'pages' | 'actions';
  title: string;
  note?: string;
  /** Ranges of the title that matched, for marking: [from, to). */
  marks?: [number, number][];
  run: () => unknown;
}

/** Finds the items for a text; an empty text asks for useful suggestions. An area exports its source from a palette.ts. */
export type PaletteSource = (text: string, signal: AbortSignal) => PaletteItem[] | Promise<PaletteItem[]>;
