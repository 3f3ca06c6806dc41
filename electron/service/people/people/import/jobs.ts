import { PROBLEMS_SHOWN, type RosterPreview } from '../../../../contract/people/people-import.ts';
import { maskDocument } from '../../../../contract/people/people-rules.ts';
import { dateOf } from '../../../../contract/core/time.ts';
import { writeWorkbook } from '../../../core/documents/excel.ts';
import type { JobTools } from '../../../core/jobs/job.ts';
import { reasonText, SHEET_WORDS, sheetWord, type SheetLanguage } from '../labels.ts';
import type { ImportOrder } from './apply.ts';
import { examine } from './examine.ts';
import { cellText, guessMapping, readRoster } from './sheet.ts';

const SAMPLES = 3;

/** A cell as an example of its column: long numbers masked, whatever they are. */
const sampleOf = (text: string) => text.slice(0, 60).replace(/[0-9A-Z]{8,}/gi, (run) => (/\d{5}/.test(run) ? maskDocument(run) : run));

/** In the worker: the columns of a file with a few samples each. */
export async function openRosterJob(order: { bytes: Uint8Array }, _tools: JobTools) {
  const sheet = await readRoster(order.bytes);
  const fields = guessMapping(sheet.headers);
  return {
    columns: sheet.headers.map((header, column) => ({
      header,
      field: fields[column] ?? null,
      samples: sheet.filled.slice(0, SAMPLES).map((at) => sampleOf(cellText(sheet.rows[at]?.[column])))
    })),
    rows: sheet.filled.length
  };
}

const checks = (tools: JobTools) => ({
  today: dateOf(tools.now),
  progress: (done: number, total: number) => tools.progress(done, total),
  checkCancelled: () => tools.checkCancelled()
});

/** In the worker: what an import would do. Errors come before notes, so that the list is worth reading. */
export async function previewRosterJob(order: ImportOrder, tools: JobTools): Promise<RosterPreview> {
  const sheet = await readRoster(order.bytes);
  const { problems, counts, newPlaces } = await examine(tools.open.db, sheet, order.mapping, order.policy, checks(tools));
  const sorted = [
    ...problems.filter((problem) => problem.severity === 'error'),
    ...problems.filter((problem) => problem.severity === 'note')
  ];
  return {
    rows: sheet.filled.length,
    counts,
    problems: sorted.slice(0, PROBLEMS_SHOWN),
    problemCount: problems.length,
    newOrganisations: newPlaces.map((place) => place.path)
  };
}

/** In the worker: the rows with errors as they are in the file, each with its reasons. */
export async function badRowsJob(order: ImportOrder & { language: SheetLanguage }, tools: JobTools) {
  const sheet = await readRoster(order.bytes);
  const { plans, problems } = await examine(tools.open.db, sheet, order.mapping, order.policy, checks(tools));
  const reasons = new Map<number, string[]>();
  for (const problem of problems) {
    if (problem.severity === 'error') reasons.set(problem.row, [...(reasons.get(problem.row) ?? []), reasonText(problem, order.language)]);
  }
  const bad = plans.filter((plan) => plan.kind === 'bad');
  const bytes = await writeWorkbook([
    {
      name: sheetWord(SHEET_WORDS.problems, order.language),
      columns: [
        ...sheet.headers.map((header) => ({ header, width: 16 })),
        { header: sheetWord(SHEET_WORDS.row, order.language), width: 8, type: 'number' as const },
        { header: sheetWord(SHEET_WORDS.reason, order.language), width: 60 }
      ],
      rows: bad.map(({ row }) => [
        ...sheet.headers.map((_, column) => cellText(sheet.rows[row - 1]?.[column])),
        row,
        (reasons.get(row) ?? []).join('; ')
      ])
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
