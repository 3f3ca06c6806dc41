import type { Selectable } from 'kysely';
import { ENDED_STATES } from '../../../contract/mediation/case-states.ts';
import { useProblem } from '../../../contract/schedule/allocation.ts';
import type { Seal } from '../../core/vault/seal.ts';
import { bind } from '../cases/sealed.ts';
import type { Db } from '../../db/schema.ts';
import { openCaseTx, recordEventTx } from '../cases/store.ts';
import { demandMediators } from '../cases/people.ts';
import type { CaseHearingTable } from '../cases/tables.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { allocateTx, moveTx, releaseTx } from '../../schedule/allocation/allocate.ts';
import type { ScheduleRequest, Source } from '../../schedule/allocation/request.ts';

export type HearingRecord = Selectable<CaseHearingTable>;

export interface HearingWish {
  from: number;
  to: number;
  zoneId: number | null;
  /** Mediators whose time it takes; empty: those of the case. The schedule does not hold the parties' time, because that would name them. */
  mediatorIds: readonly number[];
}

export const sourceOf = (id: number): Source => ({ kind: 'hearing', id });

/** @throws StationError NOT_FOUND */
export async function readHearing(db: Db, id: number): Promise<HearingRecord> {
  return found(await db.selectFrom('case_hearing').selectAll().where('id', '=', id).executeTakeFirst(), 'hearing', id);
}

/** The mediators whose time a hearing takes. @throws StationError INVALID (none, not_mediator, order, too_long, seconds) */
export async function peopleOf(db: Db, caseId: number, wish: HearingWish): Promise<number[]> {
  const problem = useProblem(wish);
  if (problem) throw new StationError('INVALID', { field: problem === 'seconds' ? 'from' : 'to', reason: problem });
  const given = wish.mediatorIds.length > 0;
  const ids = given
    ? [...new Set(wish.mediatorIds)]
    : (await db.selectFrom('case_mediator').select('person_id').where('case_id', '=', caseId).orderBy('position').execute()).map(
        (row) => row.person_id
      );
  if (ids.length === 0) throw new StationError('INVALID', { field: 'mediatorIds', reason: 'none' });
  if (given) await demandMediators(db, ids);
  return ids;
}

/** The request of a hearing to the schedule. Opening hours do not bind it, because people also talk in the evening. */
export const requestOf = (wish: HearingWish, personIds: readonly number[]): ScheduleRequest => ({
  use: { from: wish.from, to: wish.to },
  zoneId: wish.zoneId,
  personIds,
  equipment: [],
  headcount: 0,
  lift: { hours: true }
});

async function writePeopleTx(cmd: Command, hearingId: number, personIds: readonly number[]): Promise<void> {
  await cmd.tx.deleteFrom('case_hearing_mediator').where('hearing_id', '=', hearingId).execute();
  await cmd.tx
    .insertInto('case_hearing_mediator')
    .values(personIds.map((person_id) => ({ hearing_id: hearingId, person_id })))
    .execute();
}

export type HearingInput = HearingWish & { purpose: HearingRecord['purpose']; note: string };

/** @throws StationError NOT_FOUND, CASE_ARCHIVED, STEP_NOT_ALLOWED (before or after mediation), CLASH, INVALID */
export async function planHearingTx(
  cmd: Command,
  seal: Seal,
  input: HearingInput & { caseId: number }
): Promise<{ id: number; version: number }> {
  const { state } = await openCaseTx(cmd, input.caseId);
  if (ENDED_STATES.includes(state)) throw new StationError('STEP_NOT_ALLOWED', { from: state, step: 'hearing' });
  const personIds = await peopleOf(cmd.tx, input.caseId, input);
  const source = await allocateTx(cmd, requestOf(input, personIds), async ({ buffers }) => {
    const { id } = await cmd.tx
      .insertInto('case_hearing')
      .values({
        case_id: input.caseId,
        purpose: input.purpose,
        from_at: input.from,
        to_at: input.to,
        zone_id: input.zoneId,
        setup_minutes: buffers.setup,
        clearup_minutes: buffers.clearup,
        state: 'planned',
        closure_id: null
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await cmd.tx
      .updateTable('case_hearing')
      .set({ note: seal.seal(input.note, bind.hearing(id, input.caseId)) })
      .where('id', '=', id)
      .execute();
    await writePeopleTx(cmd, id, personIds);
    return sourceOf(id);
  });
  await recordEventTx(cmd, seal, {
    caseId: input.caseId,
    kind: 'hearing',
    refId: source.id,
    params: { what: 'planned', from: input.from }
  });
  cmd.audit({
    entity: 'case',
    entityId: input.caseId,
    after: { hearing: source.id, from: input.from, to: input.to, zoneId: input.zoneId }
  });
  cmd.changed('hearings', 'cases', 'reservations');
  return { id: source.id, version: 1 };
}

/** @throws StationError NOT_FOUND, STALE, CASE_ARCHIVED, STEP_NOT_ALLOWED (over, or cancelled) */
async function hearingForChangeTx(cmd: Command, input: { id: number; version: number }, step: string): Promise<HearingRecord> {
  const row = await readHearing(cmd.tx, input.id);
  await openCaseTx(cmd, row.case_id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'hearing' });
  if (row.state === 'cancelled') throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step });
  if (row.state === 'planned' && row.to_at <= cmd.now) throw new StationError('STEP_NOT_ALLOWED', { from: 'held', step });
  return row;
}

/** @throws StationError NOT_FOUND, STALE, CASE_ARCHIVED, STEP_NOT_ALLOWED, CLASH, INVALID */
export async function moveHearingTx(
  cmd: Command,
  seal: Seal,
  input: HearingInput & { id: number; version: number }
): Promise<{ id: number; version: number }> {
  const row = await hearingForChangeTx(cmd, input, 'move');
  const personIds = await peopleOf(cmd.tx, row.case_id, input);
  const request = requestOf(input, personIds);
  const { buffers } = await moveTx(cmd, sourceOf(row.id), { ...request, lift: { ...request.lift, past: input.from === row.from_at } });
  const version = row.version + 1;
  await cmd.tx
    .updateTable('case_hearing')
    .set({
      purpose: input.purpose,
      from_at: input.from,
      to_at: input.to,
      zone_id: input.zoneId,
      setup_minutes: buffers.setup,
      clearup_minutes: buffers.clearup,
      state: 'planned',
      closure_id: null,
      note: seal.seal(input.note, bind.hearing(row.id, row.case_id)),
      version
    })
    .where('id', '=', row.id)
    .execute();
  await writePeopleTx(cmd, row.id, personIds);
  await recordEventTx(cmd, seal, {
    caseId: row.case_id,
    kind: 'hearing',
    refId: row.id,
    params: { what: 'moved', before: row.from_at, from: input.from }
  });
  cmd.audit({
    entity: 'case',
    entityId: row.case_id,
    before: { hearing: row.id, from: row.from_at, to: row.to_at, zoneId: row.zone_id },
    after: { from: input.from, to: input.to, zoneId: input.zoneId }
  });
  cmd.changed('hearings', 'cases', 'reservations');
  return { id: row.id, version };
}

/** @throws StationError NOT_FOUND, STALE, CASE_ARCHIVED, STEP_NOT_ALLOWED */
export async function cancelHearingTx(cmd: Command, seal: Seal, input: { id: number; version: number; reason: string }): Promise<void> {
  await dropTx(cmd, seal, await hearingForChangeTx(cmd, input, 'cancel'), input.reason);
}

/**
 * Cancels the coming hearings of a case before it is archived. A bound volume cannot change, so afterwards nobody could release the zone
 * and the mediators' time, and no closure could suspend them.
 */
export async function cancelComingTx(cmd: Command, seal: Seal, caseId: number): Promise<void> {
  const rows = await cmd.tx
    .selectFrom('case_hearing')
    .selectAll()
    .where('case_id', '=', caseId)
    .where((eb) => eb.or([eb('state', '=', 'suspended'), eb.and([eb('state', '=', 'planned'), eb('from_at', '>', cmd.now)])]))
    .orderBy('id')
    .execute();
  for (const row of rows) await dropTx(cmd, seal, row, '');
}

async function dropTx(cmd: Command, seal: Seal, row: HearingRecord, reason: string): Promise<void> {
  await releaseTx(cmd, sourceOf(row.id));
  await cmd.tx
    .updateTable('case_hearing')
    .set({ state: 'cancelled', closure_id: null, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await recordEventTx(cmd, seal, {
    caseId: row.case_id,
    kind: 'hearing',
    refId: row.id,
    params: { what: 'cancelled', from: row.from_at },
    reason
  });
  cmd.audit({ entity: 'case', entityId: row.case_id, before: { hearing: row.id, state: row.state }, after: { state: 'cancelled' } });
  cmd.changed('hearings', 'cases', 'reservations');
}
