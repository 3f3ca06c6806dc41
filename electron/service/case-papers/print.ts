import type { Paper, PaperPage } from '../../contract/case-papers.ts';
import { sealOf } from '../access/vault/seal.ts';
import { readDetail } from '../cases/detail.ts';
import { openCaseTx, readCase, recordEventTx } from '../cases/store.ts';
import { command, unnumberedCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { StationError } from '../errors.ts';
import { plainFileName } from '../files.ts';
import { readMediationSettings } from '../mediators/settings.ts';
import { fillDocument } from '../templates/store.ts';
import { dateOf } from '../../contract/time.ts';
import { paperData, paperPage, papersOf, recordKindOf, type Printed } from './pages.ts';
import { CASE_TEMPLATES } from './templates.ts';
import { PAPER_TITLES } from './words.ts';
import { writePapers } from './write-docx.ts';

const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function opened(context: Context, caseId: number): Promise<Printed> {
  const seal = sealOf(context, 'mediation');
  const { db, clock } = context.station;
  const now = clock.now();
  return { detail: await readDetail(db, seal, await readCase(db, caseId), now), settings: await readMediationSettings(db), today: dateOf(now) };
}

/** Whoever looks at a paper, or takes it away, is on record. */
async function noted(context: Context, caseId: number, after: Record<string, unknown>): Promise<void> {
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'case', entityId: caseId, after });
    return {};
  });
}

/** The papers of a case with what each lacks. */
export async function listPapers(context: Context, caseId: number) {
  const of = await opened(context, caseId);
  return papersOf(of.detail).map(({ paper, recordId, at }) => {
    const { missing } = paperData(of, paper, recordId, false);
    return { paper, recordId, at, title: PAPER_TITLES[paper], missing: missing.length, filed: of.detail.filed.find((one) => one.paper === paper && one.recordId === recordId) ?? null };
  });
}

export async function previewPaper(context: Context, input: { caseId: number; paper: Paper; recordId: number | null; redact: boolean }): Promise<PaperPage> {
  const page = paperPage(await opened(context, input.caseId), input.paper, input.recordId, input.redact);
  await noted(context, input.caseId, { paper: input.paper, recordId: input.recordId });
  return page;
}

/** The whole file in order; papers of enclosures alone are left out. */
async function volumePages(context: Context, input: { caseId: number; redact: boolean }): Promise<{ number: string; papers: PaperPage[] }> {
  const of = await opened(context, input.caseId);
  const papers = papersOf(of.detail).filter(({ paper }) => paper !== 'identity').map(({ paper, recordId }) => paperPage(of, paper, recordId, input.redact));
  return { number: of.detail.number ?? '', papers };
}

export async function volumePreview(context: Context, input: { caseId: number; redact: boolean }) {
  const volume = await volumePages(context, input);
  await noted(context, input.caseId, { papers: volume.papers.length });
  return { ...volume, pages: volume.papers.reduce((sum, page) => sum + (page.filedPages ?? 1), 0) };
}

const fileOf = (name: string, bytes: Uint8Array) => ({ name: plainFileName(`${name.trim()}.docx`), file: new Blob([bytes as BlobPart], { type: MIME }) });

/** One paper from its template. @throws StationError CASE_PAPER_INCOMPLETE, TEMPLATE_BROKEN, NOT_FOUND, INVALID */
export async function paperDocx(context: Context, input: { caseId: number; paper: Paper; recordId: number | null; redact: boolean; draft: boolean }) {
  const of = await opened(context, input.caseId);
  const { data, missing } = paperData(of, input.paper, input.recordId, input.redact);
  if (missing.length > 0 && !input.draft) throw new StationError('CASE_PAPER_INCOMPLETE', { paper: input.paper, fields: missing.map((one) => one.field) });
  const bytes = await fillDocument(context.station, CASE_TEMPLATES, input.paper, data);
  await noted(context, input.caseId, { paper: input.paper, recordId: input.recordId, bytes: bytes.length });
  return fileOf(`${PAPER_TITLES[input.paper]} ${of.detail.number ?? ''}`, bytes);
}

/** All papers in one file, pages numbered throughout. It is laid out as the preview is; edited templates count for single papers. */
export async function volumeDocx(context: Context, input: { caseId: number; redact: boolean }) {
  const { number, papers } = await volumePages(context, input);
  const bytes = await writePapers(papers);
  await noted(context, input.caseId, { papers: papers.length, bytes: bytes.length });
  return fileOf(`人民调解卷宗 ${number}`, bytes);
}

/** Records what the window printed, or made a PDF of. */
export async function notePrinted(context: Context, input: { commandId: string; caseId: number; papers: { paper: Paper; recordId: number | null; pages: number }[]; how: 'printer' | 'pdf' }) {
  sealOf(context, 'mediation');
  return command(context, input, async (cmd) => {
    await readCase(cmd.tx, input.caseId);
    cmd.audit({ entity: 'case', entityId: input.caseId, after: { how: input.how, papers: input.papers } });
    return {};
  });
}

/** The paper lies in the volume. @throws StationError NOT_FOUND, CASE_ARCHIVED, INVALID */
export async function filePaper(context: Context, input: { commandId: string; caseId: number; paper: Paper; recordId: number | null; pages: number; on?: string | undefined }) {
  const seal = sealOf(context, 'mediation');
  return command(context, input, async (cmd) => {
    await openCaseTx(cmd, input.caseId);
    const today = dateOf(cmd.now);
    const on = input.on ?? today;
    if (on > today) throw new StationError('INVALID', { field: 'on', reason: 'future' });
    const kind = recordKindOf(input.paper);
    if (kind !== null || input.recordId !== null) {
      const record = await cmd.tx.selectFrom('case_record').select('kind').where('id', '=', input.recordId ?? 0).where('case_id', '=', input.caseId).executeTakeFirst();
      if (!record || record.kind !== kind) throw new StationError('INVALID', { field: 'recordId', reason: input.recordId === null ? 'needed' : 'other_case' });
    }
    const values = { pages: input.pages, filed_on: on, filed_by: cmd.actor.name };
    await cmd.tx
      .insertInto('case_paper')
      .values({ case_id: input.caseId, paper: input.paper, record_id: input.recordId ?? 0, ...values })
      .onConflict((conflict) => conflict.columns(['case_id', 'paper', 'record_id']).doUpdateSet(values))
      .execute();
    await recordEventTx(cmd, seal, { caseId: input.caseId, kind: 'paper', refId: input.recordId, params: { paper: input.paper, what: 'filed', pages: input.pages } });
    cmd.audit({ entity: 'case', entityId: input.caseId, after: { filed: input.paper, recordId: input.recordId, pages: input.pages } });
    cmd.changed('cases');
    return {};
  });
}

/** @throws StationError NOT_FOUND, CASE_ARCHIVED */
export async function unfilePaper(context: Context, input: { commandId: string; caseId: number; paper: Paper; recordId: number | null; reason: string }) {
  const seal = sealOf(context, 'mediation');
  return command(context, input, async (cmd) => {
    await openCaseTx(cmd, input.caseId);
    const gone = await cmd.tx.deleteFrom('case_paper').where('case_id', '=', input.caseId).where('paper', '=', input.paper).where('record_id', '=', input.recordId ?? 0).returning('pages').executeTakeFirst();
    if (!gone) throw new StationError('NOT_FOUND', { what: 'paper', id: input.paper });
    await recordEventTx(cmd, seal, { caseId: input.caseId, kind: 'paper', refId: input.recordId, params: { paper: input.paper, what: 'unfiled' }, reason: input.reason });
    cmd.audit({ entity: 'case', entityId: input.caseId, before: { filed: input.paper, recordId: input.recordId } });
    cmd.changed('cases');
    return {};
  });
}
