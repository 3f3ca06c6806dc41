import { PROBLEMS_SHOWN, type RosterOpened, type RosterPreview } from '../../../../contract/people/people-import.ts';
import { maskDocument } from '../../../../contract/people/people-rules.ts';
import { dateOf } from '../../../../contract/core/time.ts';
import { writeWorkbook } from '../../../core/documents/excel.ts';
import type { JobTools } from '../../../core/jobs/job.ts';
import { reasonText, SHEET_WORDS, sheetWord, type SheetLanguage } from '../labels.ts';
import type { ImportOrder } from './apply.ts';
import { shownChange } from './changes.ts';
import { examine } from './examine.ts';
import { cellsOf, cellText, guessMapping, readRoster, type Cell, type Layout, type RosterSheet } from './sheet.ts';

const SAMPLES = 3;
/** Rows from the top that may be chosen as the headers. */
const TOP = 20;

/** A cell as an example of its column: long numbers masked, whatever they are. */
const sampleOf = (text: string) => text.slice(0, 60).replace(/[0-9A-Z]{8,}/gi, (run) => (/\d{5}/.test(run) ? maskDocument(run) : run));

/** In the worker: the sheets of a file, and the columns of one with a few samples each. */
export async function openRosterJob(order: { bytes: Uint8Array; layout: Layout }, _tools: JobTools): Promise<RosterOpened> {
  return openedOf(await readRoster(order.bytes, order.layout));
}

/** What the window is told of a file. */
export function openedOf(sheet: RosterSheet): RosterOpened {
  const fields = guessMapping(sheet.headers);
  const top = sheet.rows.slice(0, TOP).flatMap((row, at) => {
    const text = row
      .slice(0, 12)
      .map((cell) => sampleOf(cellText(cell)))
      .filter((part) => part !== '')
      .join(' | ');
    return text === '' ? [] : [{ at, text: text.slice(0, 120) }];
  });
  return {
    columns: sheet.headers.map((header, column) => ({
      header,
      field: fields[column] ?? null,
      samples: sheet.filled.slice(0, SAMPLES).map((at) => sampleOf(cellText(sheet.rows[at]?.[column])))
    })),
    rows: sheet.filled.length,
    sheets: sheet.sheets,
    sheet: sheet.sheet,
    top,
    headerAt: sheet.headerAt,
    headerRows: sheet.headerRows
  };
}

const checks = (tools: JobTools) => ({
  today: dateOf(tools.now),
  progress: (done: number, total: number) => tools.progress(done, total),
  checkCancelled: () => tools.checkCancelled()
});

/** In the worker: what an import would do. Errors come before notes, so that the list is worth reading. */
export async function previewRosterJob(order: ImportOrder & { language: SheetLanguage }, tools: JobTools): Promise<RosterPreview> {
  const sheet = await readRoster(order.bytes, order.layout);
  const { plans, problems, counts, newPlaces, leftOut, duplicates, places } = await examine(
    tools.open.db,
    sheet,
    order.choices,
    checks(tools)
  );
  const sorted = [
    ...problems.filter((problem) => problem.severity === 'error'),
    ...problems.filter((problem) => problem.severity === 'note')
  ];
  // What is changed is worth more than what is new, which the file says already.
  const changing = [...plans.filter((plan) => plan.kind === 'update'), ...plans.filter((plan) => plan.kind === 'new')];
  return {
    rows: sheet.filled.length,
    counts,
    problems: sorted.slice(0, PROBLEMS_SHOWN),
    problemCount: problems.length,
    newOrganisations: newPlaces.map((place) => place.path),
    leftOut: leftOut.sort((a, b) => a.row - b.row).slice(0, PROBLEMS_SHOWN),
    leftOutCount: leftOut.length,
    // Those that must be decided first.
    duplicates: duplicates.sort((a, b) => Number(a.as !== null) - Number(b.as !== null) || a.row - b.row).slice(0, PROBLEMS_SHOWN),
    duplicateCount: duplicates.length,
    changes: changing.slice(0, PROBLEMS_SHOWN).flatMap((plan) => shownChange(plan, (id) => places.pathOf(id), order.language) ?? []),
    changeCount: changing.length
  };
}

/** A cell as it is written again: numbers stay numbers, because 1988.1 as a text would be a January. */
const again = (cell: Cell | undefined): string | number => (typeof cell === 'number' ? cell : cellText(cell));

/** In the worker: the rows with errors as they are in the file, each with its reasons. */
export async function badRowsJob(order: ImportOrder & { language: SheetLanguage }, tools: JobTools) {
  const sheet = await readRoster(order.bytes, order.layout);
  const { plans, problems } = await examine(tools.open.db, sheet, order.choices, checks(tools));
  const reasons = new Map<number, string[]>();
  for (const problem of problems) {
    if (problem.severity === 'error') reasons.set(problem.row, [...(reasons.get(problem.row) ?? []), reasonText(problem, order.language)]);
  }
  const bad = plans.filter((plan) => plan.kind === 'bad');
  const columns = [...sheet.headers.keys()];
  const bytes = await writeWorkbook([
    {
      name: sheetWord(SHEET_WORDS.problems, order.language),
      columns: [
        ...sheet.headers.map((header) => ({ header, width: 16 })),
        { header: sheetWord(SHEET_WORDS.row, order.language), width: 8, type: 'number' as const },
        { header: sheetWord(SHEET_WORDS.reason, order.language), width: 60 }
      ],
      rows: bad.map(({ row }) => {
        const cells = cellsOf(sheet, row - 1, columns);
        return [...columns.map((column) => again(cells[column])), row, (reasons.get(row) ?? []).join('; ')];
      })
    }
  ]);
  return { name: `${sheetWord(SHEET_WORDS.problems, order.language)}-${dateOf(tools.now)}.xlsx`, rows: bad.length, bytes };
}

declare module '../../../core/jobs/job.ts' {
  interface Jobs {
    openRoster: typeof openRosterJob;
    previewRoster: typeof previewRosterJob;
    badRows: typeof badRowsJob;
  }
}
