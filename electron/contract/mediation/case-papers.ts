import { z } from 'zod';
import { commandInput, date, id, instant, procedure, requiredLine } from '../core/base.ts';
import { FILED, paper, PAPERS } from './case-paper-rules.ts';
import { may } from './errors.ts';

export * from './case-paper-rules.ts';

/** One part of a paper. The law asks for Chinese forms, so the labels are part of the data. */
export const paperBlock = z.discriminatedUnion('kind', [
  /** Lines of labelled cells, as on a form. A single cell takes its whole line. */
  z.object({ kind: z.literal('fields'), lines: z.array(z.array(z.object({ label: z.string(), value: z.string() }))) }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    columns: z.array(z.object({ title: z.string(), width: z.number() })),
    rows: z.array(z.array(z.string()))
  }),
  /** A heading and running text. `lines`: the fewest lines, so that there is room for handwriting. */
  z.object({ kind: z.literal('text'), label: z.string(), value: z.string(), lines: z.number().int() }),
  z.object({ kind: z.literal('list'), label: z.string(), items: z.array(z.string()) }),
  /** Places to sign: whose, and the value known already. */
  z.object({ kind: z.literal('signatures'), lines: z.array(z.object({ label: z.string(), value: z.string() })) }),
  /** The place for the seal and the date. */
  z.object({ kind: z.literal('seal'), name: z.string(), date: z.string() })
]);
export type PaperBlock = z.infer<typeof paperBlock>;

/** A field that a paper still lacks; the window asks for it. */
export const missingField = z.object({
  /** Name of the field in its form, such as `facts`, `phone`, `committee`. */
  field: z.string(),
  of: z.enum(['case', 'party', 'agent', 'record', 'agreement', 'evidence', 'mediators', 'settings', 'confirmation']),
  /** Id of the party, record or piece of evidence with the field. */
  refId: id.nullable(),
  /** A party's name. */
  name: z.string()
});
export type MissingField = z.infer<typeof missingField>;

export const paperPage = z.object({
  paper,
  recordId: id.nullable(),
  /** 人民调解申请书 */
  title: z.string(),
  /** The case's number; empty before there is one. */
  number: z.string(),
  blocks: z.array(paperBlock),
  missing: z.array(missingField),
  /** Pages of the filed paper; null: not filed. */
  filedPages: z.number().int().nullable()
});
export type PaperPage = z.infer<typeof paperPage>;

/** How many pages a paper has. */
const pagesOf = z.object({ paper, recordId: id.nullable(), pages: z.number().int().min(1).max(2000) });

const which = {
  caseId: id,
  paper,
  recordId: id.nullable().default(null),
  /** Names as 王某, numbers left out. */ redact: z.boolean().default(false)
};
const file = z.object({ name: z.string(), file: z.instanceof(Blob) });
const templateName = z.enum(PAPERS);

/**
 * The papers of a case. The window lays them out on A4 from `preview` and prints them; the service makes .docx from templates
 * that the station may edit. Printing and reading are audited. The vault must be open, as for `cases`.
 */
export const casePapers = {
  /** The papers a case can have now, in the order of the volume; a paper of a record has its `recordId`. */
  list: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ caseId: id }))
    .output(
      z.array(
        z.object({
          paper,
          recordId: id.nullable(),
          at: instant.nullable(),
          title: z.string(),
          missing: z.number().int(),
          filed: FILED.nullable()
        })
      )
    )
    .errors(may('NOT_FOUND')),
  preview: procedure.meta({ permission: 'cases.read' }).input(z.object(which)).output(paperPage).errors(may('NOT_FOUND')),
  /**
   * The whole volume in order: papers required and papers filed; of an archived case only those filed. The window counts the pages it
   * lays out and asks again with `laidOut`, so that index and covers name the right pages. `lines` gives the pages of each paper,
   * enclosures included.
   */
  volume: procedure
    .meta({ permission: 'cases.read' })
    .input(z.object({ caseId: id, redact: z.boolean().default(false), laidOut: z.array(pagesOf).max(2000).default([]) }))
    .output(z.object({ number: z.string(), papers: z.array(paperPage), lines: z.array(pagesOf), pages: z.number().int() }))
    .errors(may('NOT_FOUND')),
  /** CASE_PAPER_INCOMPLETE names what is missing, unless `draft`. */
  docx: procedure
    .meta({ permission: 'cases.read' })
    .input(z.object({ ...which, draft: z.boolean().default(false) }))
    .output(file)
    .errors(may('NOT_FOUND', 'TEMPLATE_BROKEN', 'CASE_PAPER_INCOMPLETE')),
  /** A .zip with every paper of the volume as .docx, numbered in order. */
  volumeDocx: procedure
    .meta({ permission: 'cases.read' })
    .input(z.object({ caseId: id, redact: z.boolean().default(false), laidOut: z.array(pagesOf).max(2000).default([]) }))
    .output(file)
    .errors(may('NOT_FOUND', 'TEMPLATE_BROKEN')),
  /** Records in the audit that the window printed papers or made a PDF of them. */
  printed: procedure
    .meta({ permission: 'cases.read' })
    .input(commandInput({ caseId: id, papers: z.array(pagesOf).min(1).max(2000), how: z.enum(['printer', 'pdf']) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND')),
  /** Records that a signed paper of so many pages lies in the volume. */
  file: procedure
    .meta({ permission: 'cases.write' })
    .input(
      commandInput({
        caseId: id,
        paper,
        recordId: id.nullable().default(null),
        pages: z.number().int().min(1).max(2000),
        on: date.optional()
      })
    )
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'CASE_ARCHIVED')),
  unfile: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ caseId: id, paper, recordId: id.nullable().default(null), reason: requiredLine(300) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'CASE_ARCHIVED')),
  templates: {
    /** The templates, one .docx for each paper; the first call copies the program's own into the data folder. */
    list: procedure
      .meta({ permission: 'mediators.read', read: true })
      .output(z.array(z.object({ paper, name: z.string(), changed: z.boolean(), bytes: z.number().int(), at: instant }))),
    get: procedure
      .meta({ permission: 'mediators.manage', read: true })
      .input(z.object({ paper: templateName }))
      .output(file)
      .errors(may('NOT_FOUND')),
    /** Replaces a template. TEMPLATE_BROKEN when it cannot be filled in with sample data. */
    put: procedure
      .meta({ permission: 'mediators.manage' })
      .input(commandInput({ paper: templateName, file: z.instanceof(Blob) }))
      .output(z.object({}))
      .errors(may('TOO_LARGE', 'TEMPLATE_BROKEN')),
    reset: procedure
      .meta({ permission: 'mediators.manage' })
      .input(commandInput({ paper: templateName }))
      .output(z.object({}))
      .errors(may('NOT_FOUND'))
  }
};
