import { keyset, numberKey } from '../../db/keyset.ts';
import { sql } from 'kysely';
import { eligibleLevel, nextLevel, pointsOf } from '../../../contract/volunteering/volunteer-rules.ts';
import { DAY_MS } from '../../../contract/core/time.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';

import { readSettings } from '../../core/station/settings.ts';
import { volunteerName } from '../volunteers/rows.ts';
import { readLadder } from './ladder.ts';

const YEAR_MS = 365 * DAY_MS;

/** Volunteers by approved minutes, most first, each with their standing on the ladder. @throws StationError INVALID for a cursor of another list */
export async function listStandings(
  context: Context,
  input: { eligible: boolean; level?: number | undefined; after?: string | undefined; limit: number }
) {
  const { db, clock } = context.station;
  const ladder = await readLadder(db);
  let query = db
    .selectFrom('volunteer')
    .innerJoin('person', 'person.id', 'volunteer.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([
      'volunteer.person_id',
      'volunteer.number as volunteer_number',
      'person.name',
      'organisation.name as organisation_name',
      'volunteer.minutes',
      'volunteer.star'
    ])
    .where('volunteer.state', 'in', ['active', 'paused', 'left'])
    .where('volunteer.registered_at', 'is not', null);
  if (input.level !== undefined) query = query.where('volunteer.star', '=', input.level);
  if (input.eligible) {
    // Enough hours for a level above the highest award.
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('star_level')
          .select('level')
          .whereRef('star_level.level', '>', 'volunteer.star')
          .whereRef('star_level.minutes', '<=', 'volunteer.minutes')
      )
    );
  }
  const { rows: shown, next } = await keyset(query, input, 'desc', [
    numberKey('volunteer.minutes', (row) => row.minutes),
    numberKey('volunteer.person_id', (row) => row.person_id)
  ]);
  const ids = shown.map((row) => row.person_id);
  const quality =
    ids.length === 0
      ? []
      : await db
          .selectFrom('service_record')
          .select((eb) => ['person_id', eb.fn.avg<number>('quality').as('mean')])
          .where('person_id', 'in', ids)
          .where('state', '=', 'approved')
          .where('quality', 'is not', null)
          .groupBy('person_id')
          .execute();
  const missed =
    ids.length === 0
      ? []
      : await db
          .selectFrom('sign_up')
          .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
          .select((eb) => ['person_id', eb.fn.countAll<number>().as('n')])
          .where('person_id', 'in', ids)
          .where((eb) => eb.or([eb('outcome', '=', sql.lit('absent' as const)), eb('end_reason', '=', sql.lit('withdrawn_late' as const))]))
          .where('shift.from_at', '>', clock.now() - YEAR_MS)
          .groupBy('person_id')
          .execute();
  const { servicePointsPerHour } = await readSettings(db);
  return {
    rows: shown.map((row) => {
      const mean = quality.find((one) => one.person_id === row.person_id)?.mean;
      return {
        volunteer: volunteerName(row),
        minutes: row.minutes,
        awarded: row.star,
        eligible: eligibleLevel(ladder, row.minutes),
        next: nextLevel(ladder, row.minutes),
        points: pointsOf(row.minutes, servicePointsPerHour),
        quality: mean === undefined || mean === null ? null : Math.round(Number(mean) * 10) / 10,
        noShows: Number(missed.find((one) => one.person_id === row.person_id)?.n ?? 0)
      };
    }),
    next,
    total: input.after === undefined ? await cappedCount(db, query) : null
  };
}
