import { sql, type AliasableExpression } from 'kysely';
import { demandMonths, type MonthRange } from '../../core/figures/months.ts';
import type { Db } from '../../db/schema.ts';
import { volunteerName } from '../volunteers/rows.ts';

/** Minutes and number of services of a person in a period. */
interface Served {
  person_id: number;
  minutes: number;
  services: number;
}
type ServedIn = (of: Db) => AliasableExpression<Served>;

/** Rows with the same columns from any source, so that a union can combine them. */
const plain = (of: Db, part: ServedIn) => of.selectFrom(part(of).as('part')).select(['person_id', 'minutes', 'services']);

const ofYear = (db: Db, year: string) =>
  db.selectFrom('volunteer_year_person').select(['person_id', 'minutes', 'services']).where('year', '=', year);

/** A month in order of minutes, by an index of the dimension `all` alone. */
const ofMonth = (db: Db, month: string) =>
  db
    .selectFrom('volunteer_month_person')
    .select(['person_id', 'minutes', 'services'])
    .where('dimension', '=', sql.lit('all' as const))
    .where('month', '=', month);

const ofMonths = (db: Db, range: MonthRange) =>
  db
    .selectFrom('volunteer_month_person')
    .select(['person_id', 'minutes', 'services'])
    .where('dimension', '=', sql.lit('all' as const))
    .where('dimension_id', '=', sql.lit(0))
    .where('month', '>=', range.fromMonth)
    .where('month', '<=', range.toMonth);

/** Whether anybody served in a later month of the same year. */
async function servedLater(db: Db, year: string, month: string): Promise<boolean> {
  const later = await db
    .selectFrom('volunteer_month')
    .select('month')
    .where('dimension', '=', sql.lit('all' as const))
    .where('dimension_id', '=', sql.lit(0))
    .where('month', '>', month)
    .where('month', '<=', `${year}-12`)
    .where('services', '>', 0)
    .executeTakeFirst();
  return later !== undefined;
}

/**
 * The source of service in a range: whole years where the range has every month with service, otherwise single months. One year or one
 * month is read in order of minutes; more are summed up.
 */
async function servedIn(db: Db, range: MonthRange): Promise<ServedIn> {
  const first = Number(range.fromMonth.slice(0, 4));
  const parts: ServedIn[] = [];
  let months = 0;
  for (let at = first; at <= Number(range.toMonth.slice(0, 4)); at += 1) {
    const year = String(at);
    const fromMonth = at === first ? range.fromMonth : `${year}-01`;
    const toMonth = range.toMonth < `${year}-12` ? range.toMonth : `${year}-12`;
    const whole = fromMonth === `${year}-01` && !(await servedLater(db, year, toMonth));
    if (!whole) months += Number(toMonth.slice(5)) - Number(fromMonth.slice(5)) + 1;
    parts.push(
      whole ? (of) => ofYear(of, year) : (of) => (fromMonth === toMonth ? ofMonth(of, toMonth) : ofMonths(of, { fromMonth, toMonth }))
    );
  }
  const [one, ...others] = parts;
  if (others.length === 0 && months === 0) return one!;
  if (others.length === 0 && months === 1) return (of) => ofMonth(of, range.toMonth);
  return (of) =>
    of
      .selectFrom(others.reduce((all, part) => all.unionAll(plain(of, part)), plain(of, one!)).as('part'))
      .select((eb) => ['person_id', eb.fn.sum<number>('minutes').as('minutes'), eb.fn.sum<number>('services').as('services')])
      .groupBy('person_id');
}

/** Volunteers with the most approved minutes over some months who agreed to be named (志愿服务条例 article 20). @throws StationError INVALID */
export async function leaderboard(db: Db, input: MonthRange & { limit: number }) {
  demandMonths(input);
  const served = await servedIn(db, input);
  const ranked = () =>
    db
      .selectFrom(served(db).as('served'))
      .innerJoin('volunteer', 'volunteer.person_id', 'served.person_id')
      .where('served.minutes', '>', 0);
  const rows = await ranked()
    .innerJoin('person', 'person.id', 'served.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select([
      'served.person_id',
      'served.minutes as sum_minutes',
      'served.services as sum_services',
      'volunteer.number as volunteer_number',
      'volunteer.star',
      'person.name',
      'organisation.name as organisation_name'
    ])
    .where('volunteer.publish_consent_at', 'is not', null)
    .orderBy('served.minutes', 'desc')
    .orderBy('served.person_id')
    .limit(input.limit)
    .execute();
  // Volunteers who did not agree and served at least as long as the last one named, or all of them if nobody agreed.
  const { n: hidden } = await ranked()
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('volunteer.publish_consent_at', 'is', null)
    .where('served.minutes', '>=', Number(rows.at(-1)?.sum_minutes ?? 1))
    .executeTakeFirstOrThrow();
  return {
    // Equal hours give an equal rank.
    rows: rows.map((row) => ({
      rank: rows.findIndex((one) => Number(one.sum_minutes) === Number(row.sum_minutes)) + 1,
      volunteer: { ...volunteerName(row), star: row.star },
      minutes: Number(row.sum_minutes),
      services: Number(row.sum_services)
    })),
    hidden: Number(hidden)
  };
}
