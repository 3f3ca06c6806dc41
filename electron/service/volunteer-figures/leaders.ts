import { sql, type Kysely } from 'kysely';
import { demandRange, type FigureRange } from '../class-figures/read.ts';
import type { StationDatabase } from '../db/schema.ts';
import { volunteerName } from '../volunteers/rows.ts';

type Db = Kysely<StationDatabase>;

/** What each person served in the months asked for: `minutes` and `services` by `person_id`. */
type Served = (db: Db) => ReturnType<typeof ofYear>;

const ofYear = (db: Db, year: string) => db.selectFrom('volunteer_year_person').select(['person_id', 'minutes', 'services']).where('year', '=', year);

const ofMonth = (db: Db, month: string) =>
  db
    .selectFrom('volunteer_month_person')
    .select(['person_id', 'minutes', 'services'])
    .where('dimension', '=', sql.lit('all' as const))
    .where('dimension_id', '=', sql.lit(0))
    .where('month', '=', month);

const ofMonths = (db: Db, range: FigureRange) =>
  db
    .selectFrom('volunteer_month_person')
    .select((eb) => ['person_id', eb.fn.sum<number>('minutes').as('minutes'), eb.fn.sum<number>('services').as('services')])
    .where('dimension', '=', sql.lit('all' as const))
    .where('dimension_id', '=', sql.lit(0))
    .where('month', '>=', range.fromMonth)
    .where('month', '<=', range.toMonth)
    .groupBy('person_id');

/**
 * Where the sums of a range are kept in order already: a month, a year, or a year as far as anybody has served in it.
 * Any other range is summed up.
 */
async function servedIn(db: Db, range: FigureRange): Promise<Served> {
  const { fromMonth, toMonth } = range;
  const year = fromMonth.slice(0, 4);
  if (fromMonth === toMonth) return (of) => ofMonth(of, fromMonth) as unknown as ReturnType<Served>;
  if (fromMonth !== `${year}-01` || toMonth.slice(0, 4) !== year) return (of) => ofMonths(of, range) as unknown as ReturnType<Served>;
  const later = await db
    .selectFrom('volunteer_month')
    .select('month')
    .where('dimension', '=', sql.lit('all' as const))
    .where('dimension_id', '=', sql.lit(0))
    .where('month', '>', toMonth)
    .where('month', '<=', `${year}-12`)
    .where('services', '>', 0)
    .executeTakeFirst();
  return later === undefined ? (of) => ofYear(of, year) : (of) => ofMonths(of, range) as unknown as ReturnType<Served>;
}

/** Most approved minutes over some months; only those are named who agreed (志愿服务条例 article 20). @throws StationError INVALID */
export async function leaderboard(db: Db, input: FigureRange & { limit: number }) {
  demandRange(input);
  const served = await servedIn(db, input);
  const ranked = () => db.selectFrom(served(db).as('served')).innerJoin('volunteer', 'volunteer.person_id', 'served.person_id').where('served.minutes', '>', 0);
  const rows = await ranked()
    .innerJoin('person', 'person.id', 'served.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select(['served.person_id', 'served.minutes as sum_minutes', 'served.services as sum_services', 'volunteer.number as volunteer_number', 'volunteer.star', 'person.name', 'organisation.name as organisation_name'])
    .where('volunteer.publish_consent_at', 'is not', null)
    .orderBy('served.minutes', 'desc')
    .orderBy('served.person_id')
    .limit(input.limit)
    .execute();
  // Whoever did not agree and served at least as long as the last one named; where nobody agreed, everybody.
  const { n: hidden } = await ranked()
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('volunteer.publish_consent_at', 'is', null)
    .where('served.minutes', '>=', Number(rows.at(-1)?.sum_minutes ?? 1))
    .executeTakeFirstOrThrow();
  return {
    rows: rows.map((row, i) => ({ rank: i + 1, volunteer: { ...volunteerName(row), star: row.star }, minutes: Number(row.sum_minutes), services: Number(row.sum_services) })),
    hidden: Number(hidden)
  };
}
