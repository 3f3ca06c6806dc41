import { sql, type Kysely } from 'kysely';
import { noShowStanding, type NoShowPolicy } from '../../contract/booking-rules.ts';
import type { Settings } from '../../contract/station.ts';
import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { fixedQuery } from '../db/fixed.ts';
import type { StationDatabase } from '../db/schema.ts';
import { found } from '../errors.ts';
import { readSettings } from '../station/settings.ts';

type Db = Kysely<StationDatabase>;

export const policyOf = (settings: Settings): NoShowPolicy => ({
  count: settings.noShowCount,
  windowDays: settings.noShowWindowDays,
  blockDays: settings.noShowBlockDays
});

export interface PersonNoShow {
  at: number;
  kind: 'absent' | 'cancelled_late';
  classId: number;
  sessionId: number | null;
}

/** Every no-show of a person: sessions they were absent from, bookings they cancelled too late. */
export async function noShowsOf(db: Db, personId: number): Promise<PersonNoShow[]> {
  const absent = await absences(db, { personId });
  const late = await lateEnds(db, { personId });
  return [
    ...absent.map((row) => ({ at: row.from_at, kind: 'absent' as const, classId: row.class_id, sessionId: row.session_id })),
    ...late.map((row) => ({ at: row.ended_at ?? 0, kind: 'cancelled_late' as const, classId: row.class_id, sessionId: row.session_id }))
  ];
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
  db.selectFrom('booking').select(['ended_at', 'class_id', 'session_id']).where('person_id', '=', personId).where('end_reason', '=', sql.lit('cancelled_late'))
);

/** Where a person stands with the policy. Who has had fewer no-shows than it takes is not looked at further. */
export async function standingOf(db: Db, personId: number, policy: NoShowPolicy, now: number) {
  const noShows = policy.count === 0 ? [] : await noShowsOf(db, personId);
  const lifts = noShows.length === 0 ? [] : await db.selectFrom('no_show_lift').select(['at', 'by', 'reason']).where('person_id', '=', personId).orderBy('id', 'desc').execute();
  return { ...noShowStanding(policy, noShows, lifts.map((lift) => lift.at), now), lifted: lifts };
}

/** The same with the classes' names: what the person's page explains. @throws StationError NOT_FOUND */
export async function readStanding(context: Context, personId: number) {
  const { db, clock } = context.station;
  found(await db.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst(), 'person', personId);
  const policy = policyOf(await readSettings(db));
  const standing = await standingOf(db, personId, policy, clock.now());
  const ids = [...new Set([...standing.counted, ...(standing.block?.because ?? [])].map((one) => one.classId))];
  const classes =
    ids.length === 0
      ? []
      : await db
          .selectFrom('class')
          .innerJoin('course', 'course.id', 'class.course_id')
          .select(['class.id', 'code', 'class.title', 'course.title as course_title'])
          .where('class.id', 'in', ids)
          .execute();
  const named = (one: PersonNoShow) => {
    const row = classes.find((candidate) => candidate.id === one.classId);
    return { ...one, code: row?.code ?? '', title: row === undefined ? '' : row.title || row.course_title };
  };
  return {
    policy,
    counted: standing.counted.map(named),
    block: standing.block === null ? null : { ...standing.block, because: standing.block.because.map(named) },
    lifted: standing.lifted
  };
}

/** Lifts a block, or wipes what counts towards one. @throws StationError NOT_FOUND */
export function liftBlock(context: Context, input: { commandId: string; personId: number; reason: string }) {
  return command(context, input, async (cmd) => {
    found(await cmd.tx.selectFrom('person').select('id').where('id', '=', input.personId).executeTakeFirst(), 'person', input.personId);
    await cmd.tx.insertInto('no_show_lift').values({ person_id: input.personId, at: cmd.now, by: cmd.actor.name, reason: input.reason }).execute();
    cmd.audit({ entity: 'person', entityId: input.personId, after: { lifted: input.reason } });
    cmd.changed('bookings');
    return {};
  });
}
