import { pagesAndActions } from './pages.ts';

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

const sources: PaletteSource[] = [
  ...Object.values(import.meta.glob<PaletteSource>('@/**/palette.ts', { eager: true, import: 'source' })),
  pagesAndActions
];

/** Asks every source; one that fails leaves the others standing. */
export async function searchPalette(text: string, signal: AbortSignal): Promise<PaletteItem[]> {
  const found = await Promise.all(sources.map(async (source) => Promise.resolve(source(text, signal)).catch(() => [])));
  const order: PaletteItem['group'][] = ['reservations', 'people', 'classes', 'volunteers', 'cases', 'zones', 'pages', 'actions'];
  return found.flat().sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}
