import { noShowStanding, type NoShow, type NoShowPolicy } from '../../../contract/people/no-shows.ts';
import { sql } from 'kysely';
import type { Settings } from '../../../contract/core/station.ts';
import type { Command } from '../../core/command.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import type { NoShowArea } from './tables.ts';

/**
 * No-shows of classes and of volunteer shifts: one policy, one rule, each counted for itself. Who does not come to a class
 * may still serve, and the other way round.
 */

export const policyOf = (settings: Settings): NoShowPolicy => ({
  count: settings.noShowCount,
  windowDays: settings.noShowWindowDays,
  blockDays: settings.noShowBlockDays
});

export interface ClassNoShow extends NoShow {
  classId: number;
  sessionId: number | null;
}
export interface ShiftNoShow extends NoShow {
  shiftId: number;
  projectId: number;
}
export interface NoShowsByArea {
  classes: ClassNoShow;
  shifts: ShiftNoShow;
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

const SOURCES: { [A in NoShowArea]: (db: Db, personId: number) => Promise<NoShowsByArea[A][]> } = {
  /** Sessions somebody was absent from, bookings they cancelled too late. */
  async classes(db, personId) {
    const absent = await absences(db, { personId });
    const late = await lateEnds(db, { personId });
    return [
      ...absent.map((row) => ({ at: row.from_at, kind: 'absent' as const, classId: row.class_id, sessionId: row.session_id })),
      ...late.map((row) => ({ at: row.ended_at ?? 0, kind: 'cancelled_late' as const, classId: row.class_id, sessionId: row.session_id }))
    ];
  },
  /** Shifts somebody was absent from, or withdrew from too late. */
  async shifts(db, personId) {
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

/** Where a person stands with the policy in an area. Who has had no no-show is not looked at further. */
export async function standingOf<A extends NoShowArea>(db: Db, area: A, personId: number, policy: NoShowPolicy, now: number) {
  const noShows = policy.count === 0 ? [] : await SOURCES[area](db, personId);
  const lifts =
    noShows.length === 0
      ? []
      : await db
          .selectFrom('no_show_lift')
          .select(['at', 'by', 'reason'])
          .where('person_id', '=', personId)
          .where('area', '=', area)
          .orderBy('id', 'desc')
          .execute();
  return {
    ...noShowStanding(
      policy,
      noShows,
      lifts.map((lift) => lift.at),
      now
    ),
    lifted: lifts
  };
}

/** Lifts a block, or wipes what counts towards one. @throws StationError NOT_FOUND */
export async function liftBlockTx(cmd: Command, area: NoShowArea, personId: number, reason: string): Promise<void> {
  found(await cmd.tx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst(), 'person', personId);
  await cmd.tx.insertInto('no_show_lift').values({ person_id: personId, at: cmd.now, by: cmd.actor.name, reason, area }).execute();
  cmd.audit({ entity: 'person', entityId: personId, after: { lifted: reason } });
  cmd.changed(area === 'classes' ? 'bookings' : 'sign-ups');
}
