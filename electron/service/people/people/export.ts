import { allows } from '../../../contract/core/permissions.ts';
import type { PeopleFilter, PoliticalStatus } from '../../../contract/people/people.ts';
import { ROSTER_FIELDS } from '../../../contract/people/people-import.ts';
import { maskDocument, maskPhone, shownBirth, type DocumentKind, type Sex } from '../../../contract/people/people-rules.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';
import { runJob } from '../../core/jobs/run.ts';
import type { JobTools } from '../../core/jobs/job.ts';
import { everyPerson } from './find.ts';
import { Places } from './import/places.ts';
import { DOCUMENT_WORDS, FIELD_WORDS, POLITICAL_WORDS, SEX_WORDS, SHEET_WORDS, sheetWord, word, type SheetLanguage } from './labels.ts';

/** Most rows of an export, because a larger workbook takes too much memory. Larger lists must be filtered first. */
export const EXPORT_MAX_ROWS = 100_000;

interface ExportOrder {
  filter: PeopleFilter;
  /** Whether numbers are written in full. */
  whole: boolean;
  language: SheetLanguage;
}

/** In a worker: makes the filtered list as a workbook with the columns that an import takes. @throws StationError CANCELLED, INVALID */
export async function exportPeopleJob(order: ExportOrder, tools: JobTools) {
  const { db } = tools.open;
  const { language } = order;
  const places = await Places.load(db, false);
  const cells = new Map<number, ReturnType<Places['cellsOf']>>();
  const placeCells = (id: number | null) => {
    if (id === null) return { organisation: '', team: '' };
    let own = cells.get(id);
    if (own === undefined) cells.set(id, (own = places.cellsOf(id)));
    return own;
  };
  const rows: string[][] = [];
  for await (const found of everyPerson(db, order.filter)) {
    tools.checkCancelled();
    if (found.length === 0) continue;
    const more = await db
      .selectFrom('person')
      .select(['id', 'emergency_name', 'emergency_phone', 'notes'])
      .where(
        'id',
        'in',
        found.map((row) => row.id)
      )
      .execute();
    const moreById = new Map(more.map((row) => [row.id, row]));
    for (const row of found) {
      const { organisation, team } = placeCells(row.organisation_id);
      const rest = moreById.get(row.id);
      const born = shownBirth(
        { birthDate: row.birth_date, documentKind: row.document_kind, documentNumber: row.document_number },
        order.whole
      );
      rows.push([
        row.name,
        word(SEX_WORDS, row.sex as Sex | null, language),
        born.birthDate ?? String(born.birthYear ?? ''),
        word(DOCUMENT_WORDS, row.document_kind as DocumentKind, language),
        order.whole ? row.document_number : maskDocument(row.document_number),
        order.whole ? (row.mobile ?? '') : maskPhone(row.mobile ?? ''),
        organisation,
        team,
        row.trade,
        word(POLITICAL_WORDS, row.political_status as PoliticalStatus | null, language),
        rest?.emergency_name ?? '',
        order.whole ? (rest?.emergency_phone ?? '') : maskPhone(rest?.emergency_phone ?? ''),
        rest?.notes ?? ''
      ]);
    }
    if (rows.length > EXPORT_MAX_ROWS)
      throw new StationError('INVALID', { field: 'filter', reason: 'too_many', params: { limit: EXPORT_MAX_ROWS } });
  }
  const widths: Partial<Record<(typeof ROSTER_FIELDS)[number], number>> = { documentNumber: 22, organisation: 32, mobile: 15, notes: 30 };
  const bytes = await writeWorkbook([
    {
      name: sheetWord(SHEET_WORDS.people, language),
      columns: ROSTER_FIELDS.map((field) => ({ header: sheetWord(FIELD_WORDS[field], language), width: widths[field] ?? 14 })),
      rows
    }
  ]);
  return { name: `${sheetWord(SHEET_WORDS.people, language)}-${dateOf(tools.now)}.xlsx`, rows: rows.length, bytes };
}

/** Records the export, then makes it in a worker thread. */
export async function exportPeople(context: Context, filter: PeopleFilter, language: SheetLanguage, signal: AbortSignal | undefined) {
  const whole = allows(context.session.operator?.roles ?? [], 'people.reveal');
  await unnumberedCommand(context, async (cmd) => {
    // A query may be a full number, so the audit masks it.
    const query = filter.query?.replace(/\d{4,}/g, (digits) => '*'.repeat(digits.length - 4) + digits.slice(-4));
    cmd.audit({ entity: 'person', after: { filter: query === undefined ? filter : { ...filter, query }, whole } });
    return {};
  });
  const made = await runJob(context.station, 'exportPeople', { filter, whole, language }, { signal });
  return { name: made.name, rows: made.rows, file: new Blob([made.bytes as BlobPart]) };
}

declare module '../../core/jobs/job.ts' {
  interface Jobs {
    exportPeople: typeof exportPeopleJob;
  }
}
