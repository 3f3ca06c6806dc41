import { performanceOf, type PerformanceStanding } from '../../../contract/mediation/case-performance.ts';
import type { Party, RecordBody } from '../../../contract/mediation/case-records.ts';
import type { Seal } from '../../core/vault/seal.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { bind, openParty, openRecord, type AgreementBody, type EvidenceBody, type InstalmentBody } from './sealed.ts';
import type { Db } from '../../db/schema.ts';

/** Reads and opens the parts of one case. */

export async function partiesOf(db: Db, seal: Seal, caseId: number): Promise<Party[]> {
  const rows = await db.selectFrom('case_party').selectAll().where('case_id', '=', caseId).orderBy('side').orderBy('position').execute();
  return rows.map((row) => openParty(seal, row));
}

export async function recordsOf(db: Db, seal: Seal, caseId: number) {
  const rows = await db.selectFrom('case_record').selectAll().where('case_id', '=', caseId).orderBy('at').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: row.at,
    by: row.by,
    body: openRecord(seal, row),
    hearingId: row.hearing_id,
    version: row.version
  }));
}
export type OpenedRecord = Awaited<ReturnType<typeof recordsOf>>[number];

export async function instalmentsOf(db: Db, seal: Seal, caseId: number) {
  const rows = await db.selectFrom('case_instalment').selectAll().where('case_id', '=', caseId).orderBy('number').execute();
  return rows.map((row) => ({ ...row, body: seal.open<InstalmentBody>(row.body, bind.instalment(row.id, caseId)) }));
}
export type OpenedInstalment = Awaited<ReturnType<typeof instalmentsOf>>[number];

export async function agreementOf(db: Db, seal: Seal, caseId: number) {
  const row = await db.selectFrom('case_agreement').selectAll().where('case_id', '=', caseId).executeTakeFirst();
  return row ? { ...row, body: seal.open<AgreementBody>(row.body, bind.agreement(caseId)) } : null;
}
export type OpenedAgreement = NonNullable<Awaited<ReturnType<typeof agreementOf>>>;

export async function evidenceOf(db: Db, seal: Seal, caseId: number) {
  const rows = await db.selectFrom('case_evidence').selectAll().where('case_id', '=', caseId).orderBy('id').execute();
  return rows.map((row) => {
    const { file, ...body } = seal.open<EvidenceBody>(row.body, bind.evidence(row.id, caseId));
    return {
      ...body,
      id: row.id,
      file: file === null ? null : { ...file, bytes: row.bytes ?? 0 },
      addedAt: row.added_at,
      addedBy: row.added_by,
      version: row.version
    };
  });
}

type Performance = Extract<RecordBody, { kind: 'performance' }>;
const isPerformance = (body: RecordBody): body is Performance => body.kind === 'performance';

/** Where the performance of an agreement stands on a day `YYYY-MM-DD`. */
export function standingOf(
  instalments: readonly OpenedInstalment[],
  records: readonly Pick<OpenedRecord, 'at' | 'body'>[],
  today: string
): PerformanceStanding {
  const payments = records.flatMap(({ at, body }) =>
    isPerformance(body) ? [{ instalmentId: body.instalmentId, on: dateOf(at), fen: body.fen }] : []
  );
  return performanceOf(
    instalments.map((one) => ({ id: one.id, number: one.number, dueOn: one.due_on, fen: one.body.fen })),
    payments,
    today
  );
}
