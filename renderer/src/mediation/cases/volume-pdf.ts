import { volumeIndex, type FiledPaper, type PaperPage } from '@contract/mediation/case-papers.ts';
import { numberPages, titlePages } from '@/ui/components/pdf.ts';
import { papersHtml } from './paper-html.ts';

/** The whole file as the service has it. */
export interface Volume {
  number: string;
  papers: PaperPage[];
  /** Pages that each paper takes, those of enclosures included. */
  lines: FiledPaper[];
}
export interface NumberedVolume extends Volume {
  bytes: Uint8Array;
  /** Pages of each paper as they were laid out. */
  laidOut: FiledPaper[];
}

/** The title of a paper has 22 points or more, everything else 16 or less (paper-html.ts): that is how a paper's first page is known. */
const TITLE_POINTS = 19;

/** How often the papers are laid out until the index no longer moves what it counts; twice is enough but for a line that breaks. */
const ATTEMPTS = 4;

/** How many pages each paper has, from where each begins. */
export function pagesFrom(
  papers: readonly Pick<FiledPaper, 'paper' | 'recordId'>[],
  places: readonly number[],
  total: number
): FiledPaper[] {
  return papers.map(({ paper, recordId }, i) => ({ paper, recordId, pages: Math.max(1, (places[i + 1] ?? total + 1) - places[i]!) }));
}

/**
 * The number at the foot of every page, null for none: cover, index and back cover are not counted. Numbers of enclosures are
 * left out, so that they can be put in between.
 */
export function pageNumbers(lines: readonly FiledPaper[], laidOut: readonly FiledPaper[]): (number | null)[] {
  const index = volumeIndex(lines);
  return laidOut.flatMap(({ paper, recordId, pages }) => {
    const first = index.find((line) => line.paper === paper && line.recordId === recordId)?.firstPage;
    return Array.from({ length: pages }, (_none, i) => (first === undefined ? null : first + i));
  });
}

/**
 * Lays the whole file out, counts the pages of each paper, lets the index name them and numbers the pages. It does not
 * depend on what the runtime's engine knows of margins.
 * @param ask the service, with the pages counted so far
 * @param layOut HTML as PDF
 * @throws Error when the layout does not come to rest; whatever `ask` and `layOut` throw
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
    // Rather no volume than one whose index is wrong.
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
