import { volumeIndex, type FiledPaper, type PaperPage } from '@contract/mediation/case-papers.ts';
import { numberPages, titlePages } from '@/ui/components/pdf.ts';
import { papersHtml } from './paper-html.ts';

/** The whole volume as the service answers it. */
export interface Volume {
  number: string;
  papers: PaperPage[];
  /** Pages of each paper, enclosures included. */
  lines: FiledPaper[];
}
export interface NumberedVolume extends Volume {
  bytes: Uint8Array;
  /** Pages of each paper in the layout. */
  laidOut: FiledPaper[];
}

/** Identifies the first page of a paper: a title has 22 points or more, all other text 16 or less (paper-html.ts). */
const TITLE_POINTS = 19;

/** Most layouts until the index is stable; twice is enough unless a line breaks. */
const ATTEMPTS = 4;

/** The pages of each paper, from the pages on which they begin. */
export function pagesFrom(
  papers: readonly Pick<FiledPaper, 'paper' | 'recordId'>[],
  places: readonly number[],
  total: number
): FiledPaper[] {
  return papers.map(({ paper, recordId }, i) => ({ paper, recordId, pages: Math.max(1, (places[i + 1] ?? total + 1) - places[i]!) }));
}

/**
 * The number at the foot of every page; null for cover, index and back cover. Numbers of enclosures are skipped, so that enclosures
 * can be put in between.
 */
export function pageNumbers(lines: readonly FiledPaper[], laidOut: readonly FiledPaper[]): (number | null)[] {
  const index = volumeIndex(lines);
  return laidOut.flatMap(({ paper, recordId, pages }) => {
    const first = index.find((line) => line.paper === paper && line.recordId === recordId)?.firstPage;
    return Array.from({ length: pages }, (_none, i) => (first === undefined ? null : first + i));
  });
}

/**
 * Lays out the whole volume, counts the pages of each paper, lets the index name them, and numbers the pages. It does not depend on the
 * engine's support for margins.
 * @param ask asks the service for the volume, with the pages counted so far
 * @param layOut lays out HTML as PDF
 * @throws Error when the layout is not stable after ATTEMPTS; errors of `ask` and `layOut`
 */
export async function numberedVolume(
  ask: (laidOut: FiledPaper[]) => Promise<Volume>,
  layOut: (html: string) => Promise<Uint8Array>
): Promise<NumberedVolume> {
  let counted: FiledPaper[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const volume = await ask(counted);
    const bytes = await layOut(papersHtml(volume.papers));
    const { places, total } = await titlePages(bytes, TITLE_POINTS);
    // No volume is better than one with a wrong index.
    if (places.length !== volume.papers.length || places[0] !== 1) throw new Error('the papers do not fit the pages');
    const laidOut = pagesFrom(volume.papers, places, total);
    if (JSON.stringify(laidOut) === JSON.stringify(counted)) {
      const numbers = pageNumbers(volume.lines, laidOut).map((number) => (number === null ? null : `— ${number} —`));
      return { ...volume, laidOut, bytes: await numberPages(bytes, numbers) };
    }
    counted = laidOut;
  }
  throw new Error('the layout of the volume does not come to rest');
}
