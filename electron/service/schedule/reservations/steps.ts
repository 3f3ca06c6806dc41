import { requestOf } from './create.ts';
import {
  reasonNeeded,
  STEP_RULES,
  stepsFrom,
  type ReservationState,
  type ReservationStep
} from '../../../contract/schedule/reservation.ts';
import { MINUTE_MS } from '../../../contract/core/time.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { countUseTx, usedMinutes } from '../zone-log/rollup.ts';
import { heldSinceTx, moveTx, releaseTx, trimTx } from '../allocation/allocate.ts';
import type { ScheduleRequest, Source } from '../allocation/request.ts';
import { factOf, readLinesTx, reservationForChangeTx, type ReservationRecord, difference } from './store.ts';

export interface StepInput {
  id: number;
  version: number;
  reason?: string | undefined;
  /** For check_in and finish: number of people who came. */
  headcount?: number | undefined;
}

type Change = Partial<ReservationRecord>;
type Handler = (cmd: Command, row: ReservationRecord, input: Omit<StepInput, 'id' | 'version'>) => Promise<Change>;

const sourceOf = (row: ReservationRecord): Source => ({ kind: 'reservation', id: row.id });

/** The request to the schedule of an unchanged reservation, with the buffers it was made with. */
export async function standingRequestTx(cmd: Command, row: ReservationRecord): Promise<ScheduleRequest> {
  const where = { zoneId: row.zone_id, from: row.from_at, to: row.to_at, equipment: await readLinesTx(cmd, row.id), staffId: row.staff_id };
  return { ...requestOf(where, row.expected_headcount), buffers: { setup: row.setup_minutes, clearup: row.clearup_minutes } };
}

/** Rules that do not apply to what is on or over: it has happened. */
export const HAPPENED = { past: true, hours: true, capacity: true };

const grace = (cmd: Command, row: ReservationRecord) => ({ grace_from_at: Math.max(row.from_at, cmd.now) });

const STEP_HANDLERS: Record<ReservationStep, Handler> = {
  approve: async (cmd, row) => ({ decided_at: cmd.now, decided_by: cmd.actor.name, ...grace(cmd, row) }),
  decline: async (cmd, row) => {
    await releaseTx(cmd, sourceOf(row));
    return { state_before: 'requested', decided_at: cmd.now, decided_by: cmd.actor.name };
  },
  withdraw_approval: async () => ({ decided_at: null, decided_by: null }),
  cancel: async (cmd, row) => {
    await releaseTx(cmd, sourceOf(row));
    return { state_before: row.state_before ?? (row.state === 'requested' ? 'requested' : 'approved'), closure_id: null };
  },
  check_in: async (cmd, row, input) => {
    if (row.state === 'no_show') {
      // Late arrivals take the rest of their time; a use recorded afterwards takes all of it.
      const late = cmd.now < row.to_at ? { notBefore: cmd.now } : {};
      await moveTx(cmd, sourceOf(row), { ...(await standingRequestTx(cmd, row)), lift: HAPPENED, ...late });
    }
    return { checked_in_at: cmd.now, headcount: input.headcount ?? row.expected_headcount };
  },
  undo_check_in: async (cmd, row) => ({ checked_in_at: null, headcount: null, ...grace(cmd, row) }),
  finish: async (cmd, row, input) => {
    const since = await heldSinceTx(cmd, sourceOf(row));
    const end = Math.min(Math.max(cmd.now, row.from_at), row.to_at);
    if (end < row.to_at) await trimTx(cmd, sourceOf(row), end + row.clearup_minutes * MINUTE_MS);
    const done = { finished_at: cmd.now, headcount: input.headcount ?? row.headcount, used_minutes: usedMinutes(row, since, cmd.now) };
    await countUseTx(cmd, { ...row, ...done }, 1);
    return done;
  },
  undo_finish: async (cmd, row) => {
    await countUseTx(cmd, row, -1);
    // Takes again the time that an early finish freed, if nobody else has it.
    const since = await heldSinceTx(cmd, sourceOf(row));
    await moveTx(cmd, sourceOf(row), {
      ...(await standingRequestTx(cmd, row)),
      lift: HAPPENED,
      ...(since === null ? {} : { notBefore: since })
    });
    return { finished_at: null, used_minutes: null };
  },
  mark_no_show: async (cmd, row) => {
    await releaseTx(cmd, sourceOf(row));
    return {};
  },
  reopen: async (cmd, row) => {
    await moveTx(cmd, sourceOf(row), { ...(await standingRequestTx(cmd, row)), lift: { past: true } });
    return { state_before: null, ...grace(cmd, row) };
  }
};

const CLOSING: readonly ReservationState[] = ['finished', 'declined', 'cancelled', 'no_show'];

/**
 * Takes one step of a reservation.
 * @param options.withoutReason for a step that is part of a larger change, which explains it, such as a date left out of a series
 * @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED, REASON_NEEDED, CLASH
 */
export async function stepTx(
  cmd: Command,
  row: ReservationRecord,
  step: ReservationStep,
  input: Omit<StepInput, 'id' | 'version'>,
  options: { withoutReason?: boolean } = {}
) {
  const subject = { state: row.state, from: row.from_at, to: row.to_at, checkedInAt: row.checked_in_at, finishedAt: row.finished_at };
  if (!stepsFrom(subject, cmd.now).some((open) => open.step === step)) {
    throw new StationError('STEP_NOT_ALLOWED', { from: row.state, step });
  }
  const reason = input.reason?.trim() ?? '';
  if (reason === '' && !options.withoutReason && reasonNeeded(step, subject, cmd.now)) throw new StationError('REASON_NEEDED', {});
  const rule = STEP_RULES[step].to;
  const state = rule === 'before' ? (row.state_before ?? 'requested') : rule;
  const change: Change = {
    ...(await STEP_HANDLERS[step](cmd, row, input)),
    state,
    closed_at: CLOSING.includes(state) ? cmd.now : null,
    ...(reason === '' ? {} : { reason }),
    version: row.version + 1
  };
  await cmd.tx.updateTable('reservation').set(change).where('id', '=', row.id).execute();
  cmd.audit({ entity: 'reservation', entityId: row.id, ...difference(factOf(row), factOf({ ...row, ...change })) });
  cmd.changed('reservations');
  return { version: row.version + 1, state };
}

export function takeStep(context: Context, step: ReservationStep, input: StepInput & { commandId: string }) {
  return command(context, input, async (cmd) => {
    return stepTx(cmd, await reservationForChangeTx(cmd, input), step, input);
  });
}
