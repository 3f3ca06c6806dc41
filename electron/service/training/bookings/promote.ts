import { BOOKABLE } from '../../../contract/training/class-rules.ts';
import type { FreeSeats, Waiting } from '../../../contract/people/waiting-list.ts';
import { readClassTx, type ClassRecord } from '../classes/store.ts';
import type { Command } from '../../core/command.ts';
import { readSettings } from '../../core/station/settings.ts';
import { recordTx } from './events.ts';
import { toCallTx } from '../../people/calls/to-call.ts';
import { givenTx, promoteInTurn } from '../../people/waiting-list.ts';
import { quotaUsed } from './facts.ts';
import { endBookingTx, type BookingRecord } from './store.ts';

interface Entry extends Waiting {
  members: BookingRecord[];
  /** Begin of the class or session it waits for, UTC ms. */
  startAt: number;
}

/** The free seats of a class. */
export async function freeSeatsTx(cmd: Command, row: ClassRecord): Promise<FreeSeats> {
  const singles = await cmd.tx
    .selectFrom('class_session')
    .select(['id', 'single_taken'])
    .where('class_id', '=', row.id)
    .where('state', 'in', ['planned', 'suspended'])
    .where('single_taken', '>', 0)
    .execute();
  return { beside: row.capacity - row.taken, single: new Map(singles.map((one) => [one.id, one.single_taken])) };
}

/** Entries of the list that may get a seat, in order. */
async function entriesTx(cmd: Command, row: ClassRecord): Promise<Entry[]> {
  const waiting = await cmd.tx
    .selectFrom('booking')
    .selectAll()
    .where('class_id', '=', row.id)
    .where('place', 'is not', null)
    .orderBy('place')
    .orderBy('id')
    .execute();
  const sessions = await cmd.tx
    .selectFrom('class_session')
    .select(['id', 'from_at', 'to_at'])
    .where('class_id', '=', row.id)
    .where('state', 'in', ['planned', 'suspended'])
    .where('to_at', '>', cmd.now)
    .orderBy('from_at')
    .execute();
  const late = row.promote_after_start === 1;
  const startOf = (sessionId: number | null): number | null => {
    if (sessionId !== null) {
      const session = sessions.find((one) => one.id === sessionId);
      return session !== undefined && (late || cmd.now < session.from_at) ? session.from_at : null;
    }
    if (row.first_at === null || (!late && cmd.now >= row.first_at)) return null;
    return cmd.now < row.first_at ? row.first_at : (sessions.find((one) => one.from_at > cmd.now)?.from_at ?? null);
  };
  const entries = new Map<number, Entry>();
  for (const booking of waiting) {
    const startAt = startOf(booking.session_id);
    if (booking.place === null || startAt === null) continue;
    const entry = entries.get(booking.place) ?? { place: booking.place, sessionId: booking.session_id, size: 0, members: [], startAt };
    entry.members.push(booking);
    entry.size = entry.members.length;
    entries.set(booking.place, entry);
  }
  return [...entries.values()];
}

/** Whether the people of an entry would exceed the quota of an organisation. */
async function overQuotaTx(cmd: Command, row: ClassRecord, entry: Entry): Promise<boolean> {
  if (row.quota === null) return false;
  for (const id of new Set(entry.members.map((member) => member.quota_organisation_id))) {
    if (id === null) continue;
    const wanted = entry.members.filter((member) => member.quota_organisation_id === id).length;
    if ((await quotaUsed(cmd.tx, row.id, id)) + wanted > row.quota) return true;
  }
  return false;
}

/**
 * Gives the free seats of a class to its waiting list, first come first served. Somebody whose organisation has used up its quota is
 * skipped and keeps their place.
 * @returns how many people got or were offered a seat
 */
export async function promoteTx(cmd: Command, classId: number): Promise<number> {
  let row = await readClassTx(cmd, classId);
  if (row.waiting === 0 || !BOOKABLE.includes(row.state)) return 0;
  const others = new Set<number>();
  const promoted = await promoteInTurn({
    entries: await entriesTx(cmd, row),
    async free() {
      row = await readClassTx(cmd, classId);
      return freeSeatsTx(cmd, row);
    },
    passedOver: (entry) => overQuotaTx(cmd, row, entry),
    async give({ members, startAt }) {
      for (const member of members) await seatTx(cmd, row, member, startAt);
      for (const member of members) for (const other of await leaveOtherListsTx(cmd, row, member.person_id)) others.add(other);
    }
  });
  // Somebody who left another list may have blocked it.
  for (const other of others) await promoteTx(cmd, other);
  return promoted;
}

/** Gives a seat to a member of the list: offered until they answer, or theirs at once on the day of the session. */
async function seatTx(cmd: Command, row: ClassRecord, member: BookingRecord, startAt: number): Promise<void> {
  const { kind, offer_until, takenAt } = await givenTx(cmd, startAt);
  const state = kind === 'promoted' ? 'booked' : 'offered';
  const after = { state, place: null, offer_until, booked_at: takenAt } as const;
  await cmd.tx
    .updateTable('booking')
    .set({ ...after, version: member.version + 1 })
    .where('id', '=', member.id)
    .execute();
  cmd.byClock?.({ entity: 'booking', id: member.id, before: member, after });
  const ids = { classId: row.id, bookingId: member.id, personId: member.person_id };
  await recordTx(cmd, { ...ids, kind, params: { place: member.place, until: offer_until } });
  await toCallTx(cmd, { ...ids, sessionId: member.session_id, reason: kind });
  cmd.audit({ entity: 'booking', entityId: member.id, before: { state: 'waiting' }, after: { state, until: offer_until } });
  cmd.changed('bookings', 'classes');
}

/** Ends a person's waiting in other classes of the course, if the settings say so; groups stay whole. @returns ids of those classes */
async function leaveOtherListsTx(cmd: Command, row: ClassRecord, personId: number): Promise<number[]> {
  const { leaveOtherLists } = await readSettings(cmd.tx);
  if (!leaveOtherLists) return [];
  const others = await cmd.tx
    .selectFrom('booking')
    .innerJoin('class', 'class.id', 'booking.class_id')
    .selectAll('booking')
    .where('booking.ended_at', 'is', null)
    .where('booking.person_id', '=', personId)
    .where('booking.state', '=', 'waiting')
    .where('booking.group_id', 'is', null)
    .where('class.course_id', '=', row.course_id)
    .where('class.id', '<>', row.id)
    .execute();
  for (const other of others) await endBookingTx(cmd, other, 'promoted_elsewhere', row.code);
  return others.map((other) => other.class_id);
}
