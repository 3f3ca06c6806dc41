import type { ATTENDANCE_WAYS } from '../../../contract/training/attendance.ts';
import { ATTENDED, type Attendance } from '../../../contract/training/certificate-rules.ts';
import { STANDING_SESSIONS } from '../../../contract/training/class-rules.ts';
import { acceptTx } from '../bookings/answer.ts';
import { insertBookingTx, personTx, refusedError, targetTx, type BookedPerson } from '../bookings/book.ts';
import { readApplicant, refusalFor } from '../bookings/facts.ts';
import { promoteTx } from '../bookings/promote.ts';
import { endBookingTx, type BookingRecord } from '../bookings/store.ts';
import { countMarkTx, countedSessionTx } from '../class-figures/rollup.ts';
import { advanceTx } from '../classes/settle.ts';
import { applyStepTx } from '../classes/steps.ts';
import { readClassTx } from '../classes/store.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { readSettings } from '../../core/station/settings.ts';
import { countsOf, KEEPS_ATTENDANCE, readAttended, seatedQuery, timesOf, type AttendedSession } from './session.ts';

export type Way = (typeof ATTENDANCE_WAYS)[number];

const refuse = (from: string, step: string) => new StationError('STEP_NOT_ALLOWED', { from, step });

/** A session with an open list. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED */
export async function openSessionTx(cmd: Command, sessionId: number): Promise<AttendedSession> {
  const session = await readAttended(cmd.tx, sessionId);
  if (!KEEPS_ATTENDANCE.includes(session.class_state)) throw refuse(session.class_state, 'attendance');
  if (!STANDING_SESSIONS.includes(session.state)) throw refuse(session.state, 'attendance');
  if (session.closed_at !== null) throw refuse('closed', 'attendance');
  return session;
}

/** The booking that gives somebody a seat in a session, or with which they are marked already. */
async function bookingOfTx(cmd: Command, session: AttendedSession, personId: number): Promise<BookingRecord | undefined> {
  const marked = await cmd.tx
    .selectFrom('attendance')
    .select('booking_id')
    .where('session_id', '=', session.id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (marked) return cmd.tx.selectFrom('booking').selectAll().where('id', '=', marked.booking_id).executeTakeFirst();
  return seatedQuery(cmd.tx, session).selectAll('booking').where('booking.person_id', '=', personId).executeTakeFirst();
}

/**
 * Marks somebody; null takes their mark back. A person who comes to an offered seat takes it.
 * @throws StationError STEP_NOT_ALLOWED (no seat; absent before the start; checked in too early)
 */
export async function markTx(cmd: Command, session: AttendedSession, personId: number, status: Attendance | null, way: Way): Promise<void> {
  const booking = await bookingOfTx(cmd, session, personId);
  if (booking === undefined) throw refuse('not_booked', 'attendance');
  const before = await cmd.tx
    .selectFrom('attendance')
    .selectAll()
    .where('session_id', '=', session.id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (before?.status === status) return;
  const counted = await countedSessionTx(cmd, session.id);
  if (before) await countMarkTx(cmd, counted, before, -1);
  if (status === null) {
    await cmd.tx.deleteFrom('attendance').where('session_id', '=', session.id).where('person_id', '=', personId).execute();
  } else {
    demandTime(cmd.now, session, status);
    if (booking.state === 'offered' && ATTENDED.includes(status)) await acceptTx(cmd, booking);
    const organisation_id = before ? before.organisation_id : await organisationTx(cmd, personId);
    const mark = { status, way, at: cmd.now, by: cmd.actor.name };
    if (before)
      await cmd.tx.updateTable('attendance').set(mark).where('session_id', '=', session.id).where('person_id', '=', personId).execute();
    else {
      const place = { session_id: session.id, person_id: personId, booking_id: booking.id, organisation_id };
      await cmd.tx
        .insertInto('attendance')
        .values({ ...mark, ...place })
        .execute();
    }
    await countMarkTx(cmd, counted, { person_id: personId, organisation_id, status }, 1);
  }
  cmd.audit({
    entity: 'attendance',
    entityId: `${session.id}/${personId}`,
    before: { status: before?.status ?? null },
    after: { status, way }
  });
  cmd.changed('attendance', 'classes');
  // A walk-up who was not here after all loses the seat with the mark.
  if (status === null && booking.walk_up === 1 && booking.ended_at === null) {
    await endBookingTx(cmd, booking, 'cancelled');
    await promoteTx(cmd, session.class_id);
  }
}

async function organisationTx(cmd: Command, personId: number): Promise<number | null> {
  return (await cmd.tx.selectFrom('person').select('organisation_id').where('id', '=', personId).executeTakeFirstOrThrow()).organisation_id;
}

function demandTime(now: number, session: AttendedSession, status: Attendance): void {
  // Before the start nobody can be absent, late or gone early.
  if (now < session.from_at && (status === 'absent' || status === 'late' || status === 'left_early')) throw refuse('not_begun', status);
  if (now < timesOf(session, 0).opensAt && status === 'present') throw refuse('too_early', status);
}

/** Starts a class that was never confirmed when the first person comes. */
export async function underWayTx(cmd: Command, session: AttendedSession): Promise<void> {
  const row = await readClassTx(cmd, session.class_id);
  if (row.state === 'open') await applyStepTx(cmd, row, 'confirm', '');
  await advanceTx(cmd, row.id);
}

/** Present, or late once the time in the settings has passed. */
export async function arrivalTx(cmd: Command, session: AttendedSession): Promise<Attendance> {
  const { lateMinutes } = await readSettings(cmd.tx);
  return cmd.now > timesOf(session, lateMinutes).lateAfter && cmd.now < session.to_at ? 'late' : 'present';
}

export function mark(
  context: Context,
  input: { commandId: string; sessionId: number; personId: number; status: Attendance | null; way: 'search' | 'list' }
) {
  return command(context, input, async (cmd) => {
    const session = await openSessionTx(cmd, input.sessionId);
    await markTx(cmd, session, input.personId, input.status, input.way);
    if (input.status !== null && ATTENDED.includes(input.status)) await underWayTx(cmd, session);
    return { counts: await countsOf(cmd.tx, await readAttended(cmd.tx, session.id)) };
  });
}

/** A whole paper sheet, all of it or nothing. @throws StationError STEP_NOT_ALLOWED, NOT_FOUND */
export function saveSheet(
  context: Context,
  input: { commandId: string; sessionId: number; marks: { personId: number; status: Attendance | null }[]; close: boolean }
) {
  return command(context, input, async (cmd) => {
    const session = await openSessionTx(cmd, input.sessionId);
    for (const { personId, status } of input.marks) await markTx(cmd, session, personId, status, 'sheet');
    if (input.marks.some(({ status }) => status !== null && ATTENDED.includes(status))) await underWayTx(cmd, session);
    if (input.close) await closeTx(cmd, session);
    return { counts: await countsOf(cmd.tx, await readAttended(cmd.tx, session.id)) };
  });
}

/** Closes a list and marks everybody without a mark absent. @throws StationError STEP_NOT_ALLOWED before the start */
export async function closeTx(cmd: Command, session: AttendedSession): Promise<void> {
  if (cmd.now < session.from_at) throw refuse('not_begun', 'close');
  const unmarked = await seatedQuery(cmd.tx, session)
    .leftJoin('attendance', (join) =>
      join.on('attendance.session_id', '=', session.id).onRef('attendance.person_id', '=', 'booking.person_id')
    )
    .select('booking.person_id')
    .where('attendance.person_id', 'is', null)
    .orderBy('booking.id')
    .execute();
  for (const row of unmarked) await markTx(cmd, session, row.person_id, 'absent', 'closing');
  await cmd.tx.updateTable('class_session').set({ closed_at: cmd.now }).where('id', '=', session.id).execute();
  cmd.audit({ entity: 'session', entityId: session.id, before: { closed: false }, after: { closed: true, absent: unmarked.length } });
  cmd.changed('attendance', 'classes', 'bookings');
}

export function closeList(context: Context, input: { commandId: string; sessionId: number }) {
  return command(context, input, async (cmd) => {
    const session = await openSessionTx(cmd, input.sessionId);
    await closeTx(cmd, session);
    return { counts: await countsOf(cmd.tx, await readAttended(cmd.tx, session.id)) };
  });
}

/** Opens a closed list again and removes the marks that closing made. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED, REASON_NEEDED */
export function reopenList(context: Context, input: { commandId: string; sessionId: number; reason: string }) {
  return command(context, input, async (cmd) => {
    const closed = await readAttended(cmd.tx, input.sessionId);
    if (closed.closed_at === null) throw refuse('open', 'reopen');
    if (input.reason.trim() === '') throw new StationError('REASON_NEEDED', {});
    await cmd.tx.updateTable('class_session').set({ closed_at: null }).where('id', '=', closed.id).execute();
    const session = await openSessionTx(cmd, closed.id);
    const marks = await cmd.tx
      .selectFrom('attendance')
      .select('person_id')
      .where('session_id', '=', session.id)
      .where('way', '=', 'closing')
      .execute();
    for (const one of marks) await markTx(cmd, session, one.person_id, null, 'list');
    cmd.audit({ entity: 'session', entityId: session.id, before: { closed: true }, after: { closed: false, reason: input.reason } });
    cmd.changed('attendance', 'classes', 'bookings');
    return { counts: await countsOf(cmd.tx, await readAttended(cmd.tx, session.id)) };
  });
}

/** Gives a person without a booking a free seat of this session and marks them present. @throws StationError BOOKING_REFUSED, … */
export function walkUp(context: Context, input: { commandId: string; sessionId: number; person: BookedPerson; overrideReason: string }) {
  return command(context, input, async (cmd) => {
    const session = await openSessionTx(cmd, input.sessionId);
    if (cmd.now < timesOf(session, 0).opensAt) throw refuse('too_early', 'walk_up');
    const target = await targetTx(cmd, session.class_id, session.id, true);
    const personId = await personTx(cmd, input.person);
    const applicant = found(await readApplicant(cmd.tx, personId), 'person', personId);
    const refusal = await refusalFor(cmd.tx, cmd.now, target, applicant, { clashOverridden: input.overrideReason !== '', walkUp: true });
    if (refusal !== null) throw refusedError([{ applicant, refusal }]);
    const booking = await insertBookingTx(cmd, target, applicant, {
      state: 'booked',
      place: null,
      overrideReason: input.overrideReason,
      walkUp: true
    });
    const seated = await readAttended(cmd.tx, session.id);
    await markTx(cmd, seated, personId, await arrivalTx(cmd, session), 'walk_up');
    await underWayTx(cmd, session);
    return { personId, bookingId: booking.id, counts: await countsOf(cmd.tx, await readAttended(cmd.tx, session.id)) };
  });
}
