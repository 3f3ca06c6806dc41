import { ENCLOSURES, volumePages, type FiledPaper, type Paper, type PaperPage } from '../../../contract/mediation/case-papers.ts';
import { sealOf } from '../../core/vault/seal.ts';
import { readDetail } from '../cases/detail.ts';
import { openCaseTx, readCase, recordEventTx } from '../cases/store.ts';
import { command, unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { DOCX_TYPE } from '../../core/documents/document-file.ts';
import { plainFileName } from '../../core/files/files.ts';
import { readMediationSettings } from '../mediators/settings.ts';
import { fillDocument } from '../../core/templates/store.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { paperData, paperPage, papersOf, papersOfVolume, recordKindOf, type Printed } from './pages.ts';
import { CASE_TEMPLATES } from './templates.ts';
import { PAPER_TITLES } from './words.ts';

const MIME = { docx: DOCX_TYPE, zip: 'application/zip' } as const;

async function opened(context: Context, caseId: number): Promise<Printed> {
  const seal = sealOf(context, 'mediation');
  const { db, clock } = context.station;
  const now = clock.now();
  return {
    detail: await readDetail(db, seal, await readCase(db, caseId), now),
    settings: await readMediationSettings(db),
    today: dateOf(now)
  };
}

/** Audits each reading and each copy of a paper. */
async function noted(context: Context, caseId: number, after: Record<string, unknown>): Promise<void> {
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'case', entityId: caseId, after });
    return {};
  });
}

/** The papers of a case with the fields that each lacks. */
export async function listPapers(context: Context, caseId: number) {
  const of = await opened(context, caseId);
  return papersOf(of.detail).map(({ paper, recordId, at }) => {
    const { missing } = paperData(of, paper, recordId, false);
    return {
      paper,
      recordId,
      at,
      title: PAPER_TITLES[paper],
      missing: missing.length,
      filed: of.detail.filed.find((one) => one.paper === paper && one.recordId === recordId) ?? null
    };
  });
}

export async function previewPaper(
  context: Context,
  input: { caseId: number; paper: Paper; recordId: number | null; redact: boolean }
): Promise<PaperPage> {
  const page = paperPage(await opened(context, input.caseId), input.paper, input.recordId, input.redact);
  await noted(context, input.caseId, { paper: input.paper, recordId: input.recordId });
  return page;
}

/**
 * The whole volume in order, for the window to lay out. Enclosures are counted, not printed.
 * @param input.laidOut pages that the window has counted
 */
export async function volumePreview(context: Context, input: { caseId: number; redact: boolean; laidOut: readonly FiledPaper[] }) {
  const of = await opened(context, input.caseId);
  const all = papersOfVolume(of.detail);
  const lines = volumePages(all, of.detail.filed, input.laidOut);
  const papers = all
    .filter(({ paper }) => !ENCLOSURES.includes(paper))
    .map(({ paper, recordId }) => paperPage(of, paper, recordId, input.redact, lines));
  await noted(context, input.caseId, { papers: papers.length });
  return { number: of.detail.number ?? '', papers, lines, pages: lines.reduce((sum, one) => sum + one.pages, 0) };
}

const fileOf = (name: string, bytes: Uint8Array, kind: keyof typeof MIME) => ({
  name: plainFileName(`${name.trim()}.${kind}`),
  file: new Blob([bytes as BlobPart], { type: MIME[kind] })
});

/** One paper from its template. @throws StationError CASE_PAPER_INCOMPLETE, TEMPLATE_BROKEN, NOT_FOUND, INVALID */
export async function paperDocx(
  context: Context,
  input: { caseId: number; paper: Paper; recordId: number | null; redact: boolean; draft: boolean }
) {
  const of = await opened(context, input.caseId);
  const { data, missing } = paperData(of, input.paper, input.recordId, input.redact);
  if (missing.length > 0 && !input.draft)
    throw new StationError('CASE_PAPER_INCOMPLETE', { paper: input.paper, fields: missing.map((one) => one.field) });
  const bytes = await fillDocument(context.station, CASE_TEMPLATES, input.paper, data);
  await noted(context, input.caseId, { paper: input.paper, recordId: input.recordId, bytes: bytes.length });
  return fileOf(`${PAPER_TITLES[input.paper]} ${of.detail.number ?? ''}`, bytes, 'docx');
}

/**
 * A .zip of all papers as .docx, each from the station's template, numbered in the order of the volume. One document for all would lose
 * the pages and styles of the station's templates.
 * @param input.laidOut pages that the window has counted, so that index and covers agree with the PDF
 * @throws StationError TEMPLATE_BROKEN, NOT_FOUND
 */
export async function volumeDocx(context: Context, input: { caseId: number; redact: boolean; laidOut: readonly FiledPaper[] }) {
  const of = await opened(context, input.caseId);
  const all = papersOfVolume(of.detail);
  const lines = volumePages(all, of.detail.filed, input.laidOut);
  const papers = all.filter(({ paper }) => !ENCLOSURES.includes(paper));
  const files: Record<string, Uint8Array> = {};
  for (const [i, { paper, recordId }] of papers.entries()) {
    const turn = papers.slice(0, i + 1).filter((one) => one.paper === paper).length;
    const several = papers.filter((one) => one.paper === paper).length > 1;
    const { data } = paperData(of, paper, recordId, input.redact, lines);
    files[`${String(i + 1).padStart(2, '0')} ${PAPER_TITLES[paper]}${several ? ` ${turn}` : ''}.docx`] = await fillDocument(
      context.station,
      CASE_TEMPLATES,
      paper,
      data
    );
  }
  // No compression, because .docx files are packed already.
  const bytes = (await import('fflate')).zipSync(files, { level: 0, mtime: context.station.clock.now() });
  await noted(context, input.caseId, { papers: papers.length, bytes: bytes.length });
  return fileOf(`人民调解卷宗 ${of.detail.number ?? ''}`, bytes, 'zip');
}

/** Records in the audit what the window printed or made a PDF of. */
export async function notePrinted(
  context: Context,
  input: { commandId: string; caseId: number; papers: { paper: Paper; recordId: number | null; pages: number }[]; how: 'printer' | 'pdf' }
) {
  sealOf(context, 'mediation');
  return command(context, input, async (cmd) => {
    await readCase(cmd.tx, input.caseId);
    cmd.audit({ entity: 'case', entityId: input.caseId, after: { how: input.how, papers: input.papers } });
    return {};
  });
}

/** Records that a paper is filed in the volume. @throws StationError NOT_FOUND, CASE_ARCHIVED, INVALID */
export async function filePaper(
  context: Context,
  input: { commandId: string; caseId: number; paper: Paper; recordId: number | null; pages: number; on?: string | undefined }
) {
  const seal = sealOf(context, 'mediation');
  return command(context, input, async (cmd) => {
    await openCaseTx(cmd, input.caseId);
    const today = dateOf(cmd.now);
    const on = input.on ?? today;
    if (on > today) throw new StationError('INVALID', { field: 'on', reason: 'future' });
    const kind = recordKindOf(input.paper);
    if (kind !== null || input.recordId !== null) {
      const record = await cmd.tx
        .selectFrom('case_record')
        .select('kind')
        .where('id', '=', input.recordId ?? 0)
        .where('case_id', '=', input.caseId)
        .executeTakeFirst();
      if (!record || record.kind !== kind)
        throw new StationError('INVALID', { field: 'recordId', reason: input.recordId === null ? 'needed' : 'other_case' });
    }
    const values = { pages: input.pages, filed_on: on, filed_by: cmd.actor.name };
    await cmd.tx
      .insertInto('case_paper')
      .values({ case_id: input.caseId, paper: input.paper, record_id: input.recordId ?? 0, ...values })
      .onConflict((conflict) => conflict.columns(['case_id', 'paper', 'record_id']).doUpdateSet(values))
      .execute();
    await recordEventTx(cmd, seal, {
      caseId: input.caseId,
      kind: 'paper',
      refId: input.recordId,
      params: { paper: input.paper, what: 'filed', pages: input.pages }
    });
    cmd.audit({ entity: 'case', entityId: input.caseId, after: { filed: input.paper, recordId: input.recordId, pages: input.pages } });
    cmd.changed('cases');
    return {};
  });
}

/** @throws StationError NOT_FOUND, CASE_ARCHIVED */
export async function unfilePaper(
  context: Context,
  input: { commandId: string; caseId: number; paper: Paper; recordId: number | null; reason: string }
) {
  const seal = sealOf(context, 'mediation');
  return command(context, input, async (cmd) => {
    await openCaseTx(cmd, input.caseId);
    const gone = await cmd.tx
      .deleteFrom('case_paper')
      .where('case_id', '=', input.caseId)
      .where('paper', '=', input.paper)
      .where('record_id', '=', input.recordId ?? 0)
      .returning('pages')
      .executeTakeFirst();
    if (!gone) throw new StationError('NOT_FOUND', { what: 'paper', id: input.paper });
    await recordEventTx(cmd, seal, {
      caseId: input.caseId,
      kind: 'paper',
      refId: input.recordId,
      params: { paper: input.paper, what: 'unfiled' },
      reason: input.reason
    });
    cmd.audit({ entity: 'case', entityId: input.caseId, before: { filed: input.paper, recordId: input.recordId } });
    cmd.changed('cases');
    return {};
  });
}
