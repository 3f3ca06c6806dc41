import type { CodeOwner } from '../../people/people/scanned.ts';
import type { TimelineEntry } from '../../../contract/people/people.ts';
import { ATTENDED } from '../../../contract/training/certificate-rules.ts';
import { countMarkTx, countedSessionTx } from '../class-figures/rollup.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import type { PersonReference } from '../../people/people/references.ts';
import type { TimelineSource } from '../../people/people/timeline.ts';
import { promoteTx } from './promote.ts';
import { endBookingTx } from './store.ts';

/** Entries of a person's time line: bookings made and ended, sessions attended or missed. */
async function entries(db: Db, personId: number, before: number, limit: number): Promise<TimelineEntry[]> {
  const bookings = await db
    .selectFrom('booking')
    .innerJoin('class', 'class.id', 'booking.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .select([
      'booking.class_id',
      'booking.created_at',
      'booking.ended_at',
      'booking.state',
      'end_reason',
      'walk_up',
      'class.code',
      'class.title',
      'course.title as course_title'
    ])
    .where('booking.person_id', '=', personId)
    .where('booking.created_at', '<', before)
    .orderBy('booking.created_at', 'desc')
    .limit(limit)
    .execute();
  const marks = await db
    .selectFrom('attendance')
    .innerJoin('class_session', 'class_session.id', 'attendance.session_id')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .select([
      'class_session.class_id',
      'class_session.from_at',
      'attendance.status',
      'class.code',
      'class.title',
      'course.title as course_title'
    ])
    .where('attendance.person_id', '=', personId)
    .where('class_session.from_at', '<', before)
    .orderBy('class_session.from_at', 'desc')
    .limit(limit)
    .execute();
  return [
    ...bookings.flatMap((row): TimelineEntry[] => {
      const params = { code: row.code, title: row.title || row.course_title };
      const made = {
        at: row.created_at,
        area: 'bookings',
        kind: row.walk_up === 1 ? 'walk_up' : 'booked',
        params: { ...params, state: row.state },
        recordId: row.class_id
      };
      const ended =
        row.ended_at === null
          ? []
          : [{ at: row.ended_at, area: 'bookings', kind: 'ended', params: { ...params, reason: row.end_reason }, recordId: row.class_id }];
      return [made, ...ended];
    }),
    ...marks.map((row) => ({
      at: row.from_at,
      area: 'attendance',
      kind: row.status,
      params: { code: row.code, title: row.title || row.course_title },
      recordId: row.class_id
    }))
  ];
}

/**
 * Moves bookings and attendance of one person to another. Where both have a seat in the same class, the person who goes gives
 * theirs up. @returns how many
 */
async function move(cmd: Command, from: number, to: number): Promise<number> {
  await moveMarks(cmd, from, to);
  const live = await cmd.tx.selectFrom('booking').selectAll().where('person_id', '=', from).where('ended_at', 'is', null).execute();
  const freed = new Set<number>();
  for (const booking of live) {
    const twin = await cmd.tx
      .selectFrom('booking')
      .select('id')
      .where('ended_at', 'is', null)
      .where('class_id', '=', booking.class_id)
      .where('person_id', '=', to)
      .where((eb) => (booking.session_id === null ? eb('session_id', 'is', null) : eb('session_id', '=', booking.session_id)))
      .executeTakeFirst();
    if (!twin) continue;
    await endBookingTx(cmd, booking, 'merged');
    freed.add(booking.class_id);
  }
  const moved = await cmd.tx.updateTable('booking').set({ person_id: to }).where('person_id', '=', from).executeTakeFirst();
  await cmd.tx.updateTable('class_event').set({ person_id: to }).where('person_id', '=', from).execute();
  await cmd.tx.updateTable('call').set({ person_id: to }).where('person_id', '=', from).execute();
  await cmd.tx.updateTable('no_show_lift').set({ person_id: to }).where('person_id', '=', from).execute();
  for (const classId of freed) await promoteTx(cmd, classId);
  cmd.changed('bookings', 'classes', 'attendance', 'calls');
  return Number(moved.numUpdatedRows);
}

/** Moves marks one by one, because the figures count people. Of two marks in one session, the one with attendance stays. */
async function moveMarks(cmd: Command, from: number, to: number): Promise<void> {
  const marks = await cmd.tx.selectFrom('attendance').selectAll().where('person_id', '=', from).execute();
  for (const mark of marks) {
    const session = await countedSessionTx(cmd, mark.session_id);
    const other = await cmd.tx
      .selectFrom('attendance')
      .selectAll()
      .where('session_id', '=', mark.session_id)
      .where('person_id', '=', to)
      .executeTakeFirst();
    await countMarkTx(cmd, session, mark, -1);
    await cmd.tx.deleteFrom('attendance').where('session_id', '=', mark.session_id).where('person_id', '=', from).execute();
    if (other && (ATTENDED.includes(other.status) || !ATTENDED.includes(mark.status))) continue;
    if (other) {
      await countMarkTx(cmd, session, other, -1);
      await cmd.tx.deleteFrom('attendance').where('session_id', '=', mark.session_id).where('person_id', '=', to).execute();
    }
    const kept = { ...mark, person_id: to };
    await cmd.tx.insertInto('attendance').values(kept).execute();
    await countMarkTx(cmd, session, kept, 1);
  }
}

export const bookingTimeline: TimelineSource = entries;
export const bookingReference: PersonReference = { move };

/** The owner of a booking, whose code its slip shows. */
export const bookingOwner: CodeOwner = async (db, id) =>
  (await db.selectFrom('booking').select('person_id').where('id', '=', id).executeTakeFirst())?.person_id;
