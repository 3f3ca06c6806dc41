import { sql } from 'kysely';
import type { NoShow } from '../../../contract/people/no-shows.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { NoShowSource } from '../../people/no-shows/standing.ts';

export interface ClassNoShow extends NoShow {
  classId: number;
  sessionId: number | null;
}

const absences = fixedQuery((db, { personId }: { personId: number }) =>
  db
    .selectFrom('attendance')
    .innerJoin('class_session', 'class_session.id', 'attendance.session_id')
    .select(['from_at', 'class_id', 'session_id'])
    .where('attendance.person_id', '=', personId)
    .where('attendance.status', '=', sql.lit('absent'))
);

const lateEnds = fixedQuery((db, { personId }: { personId: number }) =>
  db
    .selectFrom('booking')
    .select(['ended_at', 'class_id', 'session_id'])
    .where('person_id', '=', personId)
    .where('end_reason', '=', sql.lit('cancelled_late'))
);

/** No-shows in classes: sessions missed, and bookings cancelled too late. */
export const classNoShows: NoShowSource<ClassNoShow> = {
  area: 'classes',
  topic: 'bookings',
  async read(db, personId) {
    const absent = await absences(db, { personId });
    const late = await lateEnds(db, { personId });
    return [
      ...absent.map((row) => ({ at: row.from_at, kind: 'absent' as const, classId: row.class_id, sessionId: row.session_id })),
      ...late.map((row) => ({ at: row.ended_at ?? 0, kind: 'cancelled_late' as const, classId: row.class_id, sessionId: row.session_id }))
    ];
  }
};
