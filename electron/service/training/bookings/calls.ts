import type { CallSubject } from '../../people/calls/subjects.ts';
import { recordTx } from './events.ts';

/** Calls about classes, their sessions and bookings. */
export const classCalls: CallSubject = {
  column: 'class_id',
  exists: async (db, id) => (await db.selectFrom('class').select('id').where('id', '=', id).executeTakeFirst()) !== undefined,
  async describe(db, calls) {
    const rows = await db
      .selectFrom('call')
      .innerJoin('class', 'class.id', 'call.class_id')
      .innerJoin('course', 'course.id', 'class.course_id')
      .leftJoin('class_session', 'class_session.id', 'call.session_id')
      .leftJoin('booking', 'booking.id', 'call.booking_id')
      .select(['call.id', 'class.id as class_id', 'class.code', 'class.title', 'course.title as course_title'])
      .select(['class_session.from_at', 'booking.offer_until'])
      .where(
        'call.id',
        'in',
        calls.map((call) => call.id)
      )
      .execute();
    return new Map(
      rows.map((row) => [
        row.id,
        {
          class: { id: row.class_id, code: row.code, title: row.title || row.course_title },
          sessionFrom: row.from_at,
          offerUntil: row.offer_until
        }
      ])
    );
  },
  async recordTx(cmd, call, event) {
    await recordTx(cmd, { ...event, classId: call.class_id ?? 0, ...(call.booking_id === null ? {} : { bookingId: call.booking_id }) });
  }
};
