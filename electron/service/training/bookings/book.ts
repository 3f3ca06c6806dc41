import { bookingCode } from '../../../contract/people/scan-codes.ts';
import type { Refusal } from '../../../contract/training/booking-rules.ts';
import { advanceTx } from '../classes/settle.ts';
import { readClassTx, type ClassRecord } from '../classes/store.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { insertRow } from '../../db/fixed.ts';
import { found, StationError } from '../../core/errors.ts';
import { createPersonTx, NO_PERSON } from '../../people/people/persons.ts';
import { readSessionTx, type SessionRecord } from '../sessions/store.ts';
import { readSettings } from '../../core/station/settings.ts';
import { recordTx } from './events.ts';
import { freeOf, quotaOrganisation, quotaUsed, readApplicant, readTarget, refusalFor, type Applicant, type Target } from './facts.ts';
import { positionOf } from './position.ts';
import type { BookingRecord } from './store.ts';

/** A person on record, or a new person with name and mobile. */
export type BookedPerson =
  { personId: number } | { name: string; mobile: string; organisationId: number | null; confirmDuplicate: boolean };

export interface BookWish {
  classId: number;
  sessionId: number | null;
  overrideReason: string;
  whenFull: 'refuse' | 'wait';
}

/** The id of a person; makes a record for a new one. @throws StationError NOT_FOUND, INVALID, DUPLICATE_PERSON */
export async function personTx(cmd: Command, person: BookedPerson): Promise<number> {
  if ('personId' in person) return person.personId;
  const { name, mobile, organisationId, confirmDuplicate } = person;
  return createPersonTx(cmd, { ...NO_PERSON, name, mobile, organisationId, confirmDuplicate, consent: null });
}

/** Reads the class or session to book. @throws StationError NOT_FOUND, INVALID (the class takes no bookings of single sessions) */
export async function targetTx(cmd: Command, classId: number, sessionId: number | null, walkUp = false): Promise<Target> {
  const row = await readClassTx(cmd, classId);
  let session: SessionRecord | null = null;
  if (sessionId !== null) {
    session = await readSessionTx(cmd, sessionId);
    if (session.class_id !== classId) throw new StationError('NOT_FOUND', { what: 'session', id: sessionId });
    if (row.by_session === 0 && !walkUp) throw new StationError('INVALID', { field: 'sessionId', reason: 'whole_class' });
  }
  return readTarget(cmd.tx, row, session, await readSettings(cmd.tx));
}

export const refusedError = (refusals: { applicant: Applicant; refusal: Refusal }[]) =>
  new StationError('BOOKING_REFUSED', {
    refusals: refusals.map(({ applicant, refusal }) => ({ personId: applicant.id, name: applicant.name, refusal }))
  });

/** Whether somebody may wait, which is as long as a promotion is possible. @param now UTC ms */
export const listIsOpen = (row: ClassRecord, session: SessionRecord | null, now: number): boolean =>
  row.promote_after_start === 1 || now < (session?.from_at ?? row.first_at ?? 0);

export interface Seat {
  state: 'booked' | 'waiting';
  place: number | null;
  groupId?: number;
  overrideReason: string;
  walkUp?: boolean;
}

/** Writes one booking; triggers count its seat. */
export async function insertBookingTx(cmd: Command, target: Target, applicant: Applicant, seat: Seat): Promise<BookingRecord> {
  const values = {
    class_id: target.row.id,
    session_id: target.session?.id ?? null,
    person_id: applicant.id,
    organisation_id: applicant.organisationId,
    quota_organisation_id: quotaOrganisation(applicant, target)?.id ?? null,
    group_id: seat.groupId ?? null,
    state: seat.state,
    place: seat.place,
    offer_until: null,
    booked_at: seat.state === 'booked' ? cmd.now : null,
    ended_at: null,
    end_reason: null,
    walk_up: seat.walkUp === true ? 1 : 0,
    override_reason: seat.overrideReason,
    figure_month: null,
    figure_trainer_id: null,
    created_at: cmd.now,
    created_by: cmd.actor.name,
    version: 1
  };
  const row: BookingRecord = { id: await insertRow(cmd.tx, 'booking', values), ...values };
  await recordTx(cmd, {
    classId: target.row.id,
    bookingId: row.id,
    personId: applicant.id,
    kind: seat.walkUp === true ? 'walk_up' : seat.state,
    params: { place: seat.place, sessionId: row.session_id },
    reason: seat.overrideReason
  });
  cmd.audit({
    entity: 'booking',
    entityId: row.id,
    after: {
      classId: row.class_id,
      sessionId: row.session_id,
      personId: row.person_id,
      state: row.state,
      ...(seat.overrideReason === '' ? {} : { override: seat.overrideReason })
    }
  });
  cmd.changed('bookings', 'classes');
  return row;
}

/** The next place in a class's waiting list. */
export async function nextPlaceTx(cmd: Command, classId: number): Promise<number> {
  const { last_place } = await cmd.tx
    .updateTable('class')
    .set((eb) => ({ last_place: eb('last_place', '+', 1) }))
    .where('id', '=', classId)
    .returning('last_place')
    .executeTakeFirstOrThrow();
  return last_place;
}

export async function answerOf(cmd: Command, row: BookingRecord) {
  return {
    id: row.id,
    code: bookingCode(row.id),
    state: row.state,
    position: await positionOf(cmd.tx, row),
    personId: row.person_id,
    version: row.version
  };
}

/**
 * Books one person, or puts them on the waiting list.
 * @throws StationError BOOKING_REFUSED, NOT_FOUND, INVALID, DUPLICATE_PERSON
 */
export async function bookTx(cmd: Command, person: BookedPerson, wish: BookWish) {
  const target = await targetTx(cmd, wish.classId, wish.sessionId);
  const personId = await personTx(cmd, person);
  const applicant = found(await readApplicant(cmd.tx, personId), 'person', personId);
  const refusal = await refusalFor(cmd.tx, cmd.now, target, applicant, { clashOverridden: wish.overrideReason !== '' });
  const waits = refusal?.reason === 'full' && wish.whenFull === 'wait' && listIsOpen(target.row, target.session, cmd.now);
  if (refusal !== null && !waits) throw refusedError([{ applicant, refusal }]);
  const place = waits ? await nextPlaceTx(cmd, target.row.id) : null;
  const row = await insertBookingTx(cmd, target, applicant, {
    state: waits ? 'waiting' : 'booked',
    place,
    overrideReason: wish.overrideReason
  });
  await advanceTx(cmd, target.row.id);
  return answerOf(cmd, row);
}

export function book(context: Context, input: BookWish & { person: BookedPerson; commandId: string }) {
  return command(context, input, (cmd) => bookTx(cmd, input.person, input));
}

/**
 * Books people who stay together: all get seats, or all wait as one entry.
 * @throws StationError BOOKING_REFUSED naming everybody who is refused
 */
export async function bookGroupTx(cmd: Command, input: BookWish & { name: string; personIds: number[] }) {
  const target = await targetTx(cmd, input.classId, input.sessionId);
  const ids = [...new Set(input.personIds)];
  const applicants: Applicant[] = [];
  for (const id of ids) applicants.push(found(await readApplicant(cmd.tx, id), 'person', id));
  const refusals: { applicant: Applicant; refusal: Refusal }[] = [];
  const quotaTaken = new Map<number, number>();
  for (const applicant of applicants) {
    const refusal = await refusalFor(cmd.tx, cmd.now, target, applicant, { clashOverridden: input.overrideReason !== '' });
    if (refusal !== null && refusal.reason !== 'full') refusals.push({ applicant, refusal });
    else await countQuotaTx(cmd, target, applicant, quotaTaken, refusals);
  }
  if (refusals.length > 0) throw refusedError(refusals);
  const fits = target.waiting === 0 && freeOf(target) >= applicants.length;
  const waits = !fits && input.whenFull === 'wait' && listIsOpen(target.row, target.session, cmd.now);
  if (!fits && !waits) {
    const refusal = { reason: 'full' as const, capacity: target.row.capacity, waiting: target.waiting };
    throw refusedError(applicants.map((applicant) => ({ applicant, refusal })));
  }
  const { id: groupId } = await cmd.tx
    .insertInto('booking_group')
    .values({ class_id: target.row.id, name: input.name, created_at: cmd.now, created_by: cmd.actor.name })
    .returning('id')
    .executeTakeFirstOrThrow();
  const place = waits ? await nextPlaceTx(cmd, target.row.id) : null;
  const rows: BookingRecord[] = [];
  for (const applicant of applicants) {
    rows.push(
      await insertBookingTx(cmd, target, applicant, {
        state: waits ? 'waiting' : 'booked',
        place,
        groupId,
        overrideReason: input.overrideReason
      })
    );
  }
  await advanceTx(cmd, target.row.id);
  const bookings = [];
  for (const row of rows) bookings.push(await answerOf(cmd, row));
  return { groupId, state: waits ? ('waiting' as const) : ('booked' as const), position: bookings[0]?.position ?? null, bookings };
}

/** Refuses the later members of a group where its earlier members fill a quota. */
async function countQuotaTx(
  cmd: Command,
  target: Target,
  applicant: Applicant,
  taken: Map<number, number>,
  refusals: { applicant: Applicant; refusal: Refusal }[]
): Promise<void> {
  const { quota } = target.row;
  const organisation = quota === null ? null : quotaOrganisation(applicant, target);
  if (quota === null || organisation === null) return;
  const used = taken.get(organisation.id) ?? (await quotaUsed(cmd.tx, target.row.id, organisation.id));
  if (used >= quota) refusals.push({ applicant, refusal: { reason: 'quota', organisation: organisation.name, limit: quota } });
  else taken.set(organisation.id, used + 1);
}

export function bookGroup(context: Context, input: BookWish & { name: string; personIds: number[]; commandId: string }) {
  return command(context, input, (cmd) => bookGroupTx(cmd, input));
}
