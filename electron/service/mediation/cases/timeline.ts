import type { CaseEvent } from '../../../contract/mediation/cases.ts';
import { startOfDate } from '../../../contract/core/time.ts';
import type { Seal } from '../../core/vault/seal.ts';
import type { OpenedRecord } from './parts.ts';
import { bind } from './sealed.ts';
import type { Db } from '../../db/schema.ts';

type Evidence = { id: number; title: string; addedAt: number; addedBy: string };
type Hearing = { id: number; from: number; to: number; state: string; purpose: string };

/** The time line of a case, newest first: recorded steps and changes, and everything written in the case. */
export async function timelineOf(
  db: Db,
  seal: Seal,
  caseId: number,
  parts: { records: readonly OpenedRecord[]; evidence: readonly Evidence[]; hearings: readonly Hearing[] }
): Promise<CaseEvent[]> {
  const rows = await db.selectFrom('case_event').selectAll().where('case_id', '=', caseId).orderBy('id').execute();
  const events: CaseEvent[] = rows.map((row) => ({
    at: row.at,
    by: row.by,
    kind: row.kind,
    refId: row.ref_id,
    params: JSON.parse(row.params) as CaseEvent['params'],
    reason: row.reason === null ? '' : seal.open<string>(row.reason, bind.event(row.id, caseId))
  }));
  for (const record of parts.records) {
    const params = {
      what: record.kind,
      ...(record.body.kind === 'round' ? { result: record.body.result } : {}),
      ...(record.body.kind === 'performance' ? { fen: record.body.fen } : {})
    };
    events.push({ at: record.at, by: record.by, kind: 'record', refId: record.id, params, reason: '' });
  }
  for (const one of parts.evidence)
    events.push({ at: one.addedAt, by: one.addedBy, kind: 'evidence', refId: one.id, params: { title: one.title }, reason: '' });
  for (const one of parts.hearings)
    if (one.state !== 'cancelled')
      events.push({
        at: one.from,
        by: '',
        kind: 'hearing',
        refId: one.id,
        params: { purpose: one.purpose, state: one.state, to: one.to },
        reason: ''
      });
  // A step with an earlier date stands on that date; at the same moment, the last recorded event comes first.
  const when = (event: CaseEvent): number =>
    event.kind === 'step' && typeof event.params['on'] === 'string'
      ? Math.min(event.at, startOfDate(event.params['on']) + 86_399_999)
      : event.at;
  return events
    .map((event, i) => ({ event, i, at: when(event) }))
    .sort((a, b) => b.at - a.at || b.i - a.i)
    .map(({ event }) => event);
}
