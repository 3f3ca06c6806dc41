import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { commandInput, id, instant, procedure } from '../core/base.ts';
import { language } from '../core/station.ts';
import { may } from './errors.ts';
import { ROSTER_FIELDS } from './roster-headers.ts';

export const IMPORT_MAX_BYTES = 20 * 1024 * 1024;
export const IMPORT_MAX_ROWS = 50_000;
/** Most problems that a preview lists. It counts the others, and the file of bad rows has them all. */
export const PROBLEMS_SHOWN = 500;

export { fieldOfHeader, ROSTER_FIELDS, type RosterField } from './roster-headers.ts';
export const rosterField = z.enum(ROSTER_FIELDS);

/** The column (from 0) of each field; a field without one is not in the file. */
export const rosterMapping = z.partialRecord(rosterField, z.number().int().min(0).max(199));
export type RosterMapping = z.infer<typeof rosterMapping>;

export const rosterPolicy = z.object({
  /** What to do with people on record. */
  known: z.enum(['skip', 'update']),
  /** Create organisations and teams that are not on record; otherwise they are a problem. */
  createOrganisations: z.boolean(),
  /** Leave out rows with errors and import the rest; otherwise the import is all or nothing. */
  onlyGoodRows: z.boolean()
});
export type RosterPolicy = z.infer<typeof rosterPolicy>;

/** Errors that keep a row out. */
export const ROSTER_PROBLEMS = [
  'name_missing',
  'name_long',
  'id_empty',
  'id_length',
  'id_fifteen',
  'id_characters',
  'id_province',
  'id_birth_date',
  'id_check_digit',
  'number_cut',
  'id_residence_prefix',
  'id_foreign_residence',
  'number_masked',
  'document_invalid',
  'document_kind_unknown',
  'document_kind_missing',
  'mobile_invalid',
  'phone_invalid',
  'sex_unknown',
  'birth_date_invalid',
  'political_status_unknown',
  'organisation_unknown',
  'organisation_ambiguous',
  'organisation_archived',
  'organisation_long',
  'organisation_deep',
  'team_unknown',
  'team_ambiguous',
  'team_alone',
  'cell_fault',
  'cell_uncomputed',
  'value_long',
  'duplicate_in_file',
  'document_of_other',
  'document_differs',
  'several_known',
  'row_invalid'
] as const;
export const ROSTER_NOTES = [
  'known_skipped',
  'known_updated',
  'organisation_made',
  'birth_date_from_id',
  'birth_date_partial',
  'sex_from_id',
  'number_kept',
  'cell_ignored'
] as const;
export const rosterProblem = z.object({
  /** Row number as in the spreadsheet, from 1, the header included. */
  row: z.number().int(),
  /** Column from 0, null for the whole row. */
  column: z.number().int().nullable(),
  field: rosterField.nullable(),
  code: z.enum([...ROSTER_PROBLEMS, ...ROSTER_NOTES]),
  severity: z.enum(['error', 'note']),
  /** Content of the cell; document numbers and mobiles are masked. */
  value: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()]))
});
export type RosterProblem = z.infer<typeof rosterProblem>;

/** Why a row of the sheet is nobody: a sum, who made the list, how to fill it in, the headers again, the example of the template. */
export const LEFT_OUT = ['total', 'signature', 'instruction', 'header', 'example', 'faults', 'blank', 'decided'] as const;
export type LeftOutReason = (typeof LEFT_OUT)[number];

/** What may become of a row that is probably somebody on record, or somebody of another row. */
export const DECISIONS = ['same', 'another', 'leave'] as const;
export type Decision = (typeof DECISIONS)[number];
export const rosterDecision = z.object({
  row: z.number().int(),
  as: z.enum(DECISIONS),
  /** Who it is, for `same`. */
  personId: id.nullable().default(null)
});
export type RosterDecision = z.infer<typeof rosterDecision>;

/** Somebody a row might mean; numbers masked. */
export const rosterCandidate = z.object({
  personId: z.number().int(),
  name: z.string(),
  organisation: z.string(),
  mobileMasked: z.string(),
  documentMasked: z.string(),
  birthYear: z.number().int().nullable()
});
export const rosterDuplicate = z.object({
  row: z.number().int(),
  name: z.string(),
  organisation: z.string(),
  mobileMasked: z.string(),
  documentMasked: z.string(),
  candidates: z.array(rosterCandidate),
  /** An earlier row of the same name and place, if that is what it resembles. */
  otherRow: z.number().int().nullable(),
  /** What will be done, chosen or proposed; null: it has to be decided, and until then the row has an error. */
  as: z.enum(DECISIONS).nullable(),
  personId: z.number().int().nullable()
});
export type RosterDuplicate = z.infer<typeof rosterDuplicate>;

/** What a row changes, field by field, as its cells would say it; numbers masked. */
export const rosterChange = z.object({
  row: z.number().int(),
  name: z.string(),
  kind: z.enum(['new', 'update']),
  fields: z.array(z.object({ field: rosterField, before: z.string(), after: z.string() }))
});
export type RosterChange = z.infer<typeof rosterChange>;

export const rosterPreview = z.object({
  rows: z.number().int(),
  counts: z.object({
    new: z.number().int(),
    update: z.number().int(),
    unchanged: z.number().int(),
    /** People on record whom the policy leaves unchanged. */
    skipped: z.number().int(),
    /** Rows with at least one error. */
    bad: z.number().int()
  }),
  problems: z.array(rosterProblem),
  /** All problems, shown or not. */
  problemCount: z.number().int(),
  /** Organisations that would be made, as paths. */
  newOrganisations: z.array(z.string()),
  /** Rows that are nobody, or that were decided to be left out. */
  leftOut: z.array(z.object({ row: z.number().int(), reason: z.enum(LEFT_OUT), text: z.string() })),
  leftOutCount: z.number().int(),
  duplicates: z.array(rosterDuplicate),
  duplicateCount: z.number().int(),
  changes: z.array(rosterChange),
  changeCount: z.number().int()
});
export type RosterPreview = z.infer<typeof rosterPreview>;

const importId = z.uuid();
/** Which sheet and which row of headers (index from 0); left out: those the program finds. */
const layout = { sheet: z.number().int().min(0).max(9999).optional(), headerAt: z.number().int().min(0).max(9999).optional() };
const chosen = {
  importId,
  ...layout,
  mapping: rosterMapping,
  policy: rosterPolicy,
  /** Where rows belong that name no organisation. */
  organisationId: id.nullable().default(null),
  decisions: z.array(rosterDecision).max(5000).default([])
};
const permission = { permission: 'people.import' } as const;
const gone = may('NOT_FOUND', 'CANCELLED', 'FILE_UNREADABLE');

/** What is in an opened file and where its rows are. */
export const rosterOpened = z.object({
  columns: z.array(z.object({ header: z.string(), field: rosterField.nullable(), samples: z.array(z.string()) })),
  rows: z.number().int(),
  /** All sheets with anything in them, visible ones first; `at` is what `sheet` takes. */
  sheets: z.array(z.object({ at: z.number().int(), name: z.string(), hidden: z.boolean(), rows: z.number().int() })),
  sheet: z.number().int(),
  /** The first rows that hold anything, of which one may be chosen as the headers. */
  top: z.array(z.object({ at: z.number().int(), text: z.string() })),
  headerAt: z.number().int(),
  /** Two where the headers stand in two lines. */
  headerRows: z.number().int()
});
export type RosterOpened = z.infer<typeof rosterOpened>;

/** What an undo does, and what it has to leave as it is. */
export const undoOutcome = z.object({
  /** People withdrawn, records put back as they were, organisations archived again. */
  people: z.number().int(),
  restored: z.number().int(),
  organisations: z.number().int(),
  kept: z.array(
    z.object({
      personId: z.number().int().nullable(),
      name: z.string(),
      /** Somebody refers to them; they were changed since; merged; the organisation has people. */
      why: z.enum(['referred', 'changed', 'merged', 'taken', 'occupied'])
    })
  ),
  keptCount: z.number().int()
});
export type UndoOutcome = z.infer<typeof undoOutcome>;

/**
 * A roster comes in by three steps: `open` reads the headers, `preview` checks every row and writes nothing, `apply` checks again and
 * writes all rows in one transaction. The file stays in the service's memory for half an hour after its last use.
 */
export const peopleImport = {
  open: procedure
    .meta(permission)
    .input(z.object({ file: z.instanceof(Blob), name: z.string().max(255) }))
    .output(rosterOpened.extend({ importId }))
    .errors(may('TOO_LARGE', 'FILE_UNREADABLE', 'CANCELLED')),
  /** The columns of another sheet, or under another row of headers, of an opened file. */
  look: procedure
    .meta({ permission: 'people.import', read: true })
    .input(z.object({ importId, ...layout }))
    .output(rosterOpened)
    .errors(gone),
  preview: procedure
    .meta({ permission: 'people.import', read: true })
    .input(z.object({ ...chosen, language: language.default('zh-CN') }))
    .output(rosterPreview)
    .errors(gone),
  apply: procedure
    .meta(permission)
    .input(commandInput(chosen))
    .output(
      z.object({
        created: z.number().int(),
        updated: z.number().int(),
        unchanged: z.number().int(),
        skipped: z.number().int(),
        left: z.number().int(),
        organisations: z.number().int()
      })
    )
    .errors({ ...gone, ...may('IMPORT_HAS_PROBLEMS') }),
  /** Progress of a running preview or apply; the stream ends with it. */
  progress: procedure
    .meta({ permission: 'people.import', read: true })
    .input(z.object({ importId }))
    .output(eventIterator(z.object({ done: z.number().int(), total: z.number().int() })))
    .errors(may('NOT_FOUND')),
  /** The rows with errors as .xlsx, as in the file, with a column of reasons. */
  badRows: procedure
    .meta(permission)
    .input(z.object({ ...chosen, language: language.default('zh-CN') }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
    .errors(gone),
  /** Forgets the file. */
  close: procedure.meta(permission).input(z.object({ importId })).output(z.object({})),
  /** An empty roster as .xlsx with headers, choices and an example that no import takes in. */
  template: procedure
    .meta({ permission: 'people.import', read: true })
    .input(z.object({ language: language.default('zh-CN') }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob) })),
  /** Today's imports, newest first. */
  recent: procedure.meta({ permission: 'people.import', read: true }).output(
    z.array(
      z.object({
        id: z.number().int(),
        at: instant,
        by: z.string(),
        fileName: z.string(),
        created: z.number().int(),
        updated: z.number().int(),
        organisations: z.number().int(),
        undoneAt: instant.nullable()
      })
    )
  ),
  /** People an import made who resemble others on record, for a last look; those merged since are not listed. */
  alike: procedure
    .meta({ permission: 'people.import', read: true })
    .input(z.object({ id }))
    .output(z.array(z.object({ person: rosterCandidate, other: rosterCandidate })))
    .errors(may('NOT_FOUND')),
  /** What undoing an import would do: it is done and taken back. */
  undoPreview: procedure
    .meta({ permission: 'people.import', read: true })
    .input(z.object({ id }))
    .output(undoOutcome)
    .errors(may('NOT_FOUND', 'CANCELLED')),
  /** Takes an import of today back: whom it made and nobody refers to is withdrawn, what it changed is put back where nobody changed it since. */
  undo: procedure.meta(permission).input(commandInput({ id })).output(undoOutcome).errors(may('NOT_FOUND', 'CANCELLED'))
};
