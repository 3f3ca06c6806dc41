import type { PaletteItem, PaletteSource } from '@/app/palette/source.ts';
import { pagesAndActions } from './pages.ts';

const sources: PaletteSource[] = [
  ...Object.values(import.meta.glob<PaletteSource>('@/**/palette.ts', { eager: true, import: 'source' })),
  pagesAndActions
];

/** Asks every source; the failure of one does not affect the others. */
export async function searchPalette(text: string, signal: AbortSignal): Promise<PaletteItem[]> {
  const found = await Promise.all(sources.map(async (source) => Promise.resolve(source(text, signal)).catch(() => [])));
  const order: PaletteItem['group'][] = ['reservations', 'people', 'classes', 'volunteers', 'cases', 'zones', 'pages', 'actions'];
  return found.flat().sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}
