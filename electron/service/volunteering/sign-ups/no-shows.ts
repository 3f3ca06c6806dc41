import { sql } from 'kysely';
import type { NoShow } from '../../../contract/people/no-shows.ts';
import type { NoShowSource } from '../../people/no-shows/standing.ts';

export interface ShiftNoShow extends NoShow {
  shiftId: number;
  projectId: number;
}

/** No-shows in shifts: missed, or withdrawn too late. */
export const shiftNoShows: NoShowSource<ShiftNoShow> = {
  area: 'shifts',
  topic: 'sign-ups',
  async read(db, personId) {
    const rows = await db
      .selectFrom('sign_up')
      .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
      .select(['outcome', 'ended_at', 'from_at', 'shift_id', 'sign_up.project_id'])
      .where('person_id', '=', personId)
      .where((eb) => eb.or([eb('outcome', '=', sql.lit('absent' as const)), eb('end_reason', '=', sql.lit('withdrawn_late' as const))]))
      .execute();
    return rows.map((row) => ({
      at: row.outcome === 'absent' ? row.from_at : (row.ended_at ?? 0),
      kind: row.outcome === 'absent' ? 'absent' : 'cancelled_late',
      shiftId: row.shift_id,
      projectId: row.project_id
    }));
  }
};
