import type { Database, Statement } from 'better-sqlite3';
import { MAX_USE_MS } from '../../electron/contract/schedule/allocation.ts';
import { parseQuery } from '../../electron/service/people/people/query.ts';

/** The least cost of reads: the same answers by statements written and prepared by hand. */

const LAST = '\u{10ffff}';
const PERSON = `p.id, p.name, p.name_key, p.name_sort, p.readings, p.sex, p.birth_date, p.document_kind, p.document_number, p.mobile,
  p.organisation_id, p.trade, p.political_status, o.name as organisation_name`;

export interface PeopleFloor {
  /** Ids of the first page of a query, and the number of rows, counted up to 1,001. */
  page(query: string, limit: number): { ids: number[]; total: number };
}

/** A page of people by their search texts, best first, and the capped count that a list shows. */
export function peopleFloor(sqlite: Database): PeopleFloor {
  const range = sqlite.prepare(`select ${PERSON}, g.gram from person_gram g cross join person p on p.id = g.person_id
    left join organisation o on o.id = p.organisation_id where g.gram >= +? and g.gram < +? order by g.gram, g.person_id limit +?`);
  const counts = new Map<number, Statement>();
  const countOf = (ranges: number) => {
    let count = counts.get(ranges);
    if (!count) {
      const each = Array.from({ length: ranges }, () => 'select person_id from person_gram where gram >= +? and gram < +?').join(
        ' union all '
      );
      count = sqlite.prepare(`select count(*) from (select distinct person_id from (${each}) limit 1001)`).pluck();
      counts.set(ranges, count);
    }
    return count;
  };
  return {
    page(query, limit) {
      const prefixes = parseQuery(query)?.prefixes ?? [];
      const ids = new Set<number>();
      for (const prefix of prefixes) {
        // One more than asked for tells whether there is a next page.
        for (const row of range.all(prefix, prefix + LAST, limit + 1) as { id: number }[]) ids.add(row.id);
        if (ids.size > limit) break;
      }
      const total = Number(countOf(prefixes.length).get(prefixes.flatMap((prefix) => [prefix, prefix + LAST])));
      return { ids: [...ids].slice(0, limit), total };
    }
  };
}

/** The reservations of some zones in a range with the names that a calendar shows. */
export function rangeFloor(sqlite: Database, zones: readonly number[]): (from: number, to: number) => { id: number }[] {
  const statement =
    sqlite.prepare(`select r.id, r.version, r.number, r.zone_id, r.purpose_id, r.from_at, r.to_at, r.setup_minutes, r.clearup_minutes,
      r.state, r.title, o.name as organisation, coalesce(c.name, r.contact_name) as contact, r.expected_headcount, r.headcount, r.series_id
    from reservation r left join organisation o on o.id = r.organisation_id left join person c on c.id = r.contact_id
    where r.zone_id in (${zones.map(() => '+?').join(', ')}) and r.from_at > +? and r.from_at < +? and r.to_at > +?
      and r.state not in ('declined', 'cancelled')
    order by r.from_at`);
  return (from, to) => statement.all([...zones, from - MAX_USE_MS, to, from]) as { id: number }[];
}

/** Ids of everybody whose name contains a text, by a scan of all names. */
export function likeIds(sqlite: Database, text: string): number[] {
  return sqlite
    .prepare('select id from person where name_key like ? and merged_into is null order by id')
    .pluck()
    .all(`%${text}%`) as number[];
}

const CLASS = `c.id, c.code, c.course_id, c.title, c.term, c.zone_id, c.state, c.capacity, c.min_to_open, c.taken, c.offered, c.waiting, c.sessions, c.held,
  c.first_at, c.last_at, c.price, c.version, o.title as course_title, o.title_en, o.category_id, z.name as zone_name, z.name_en, z.colour`;

/** Ids of the first page of classes in some states (default: all), latest first, with trainers; and the number of rows, counted up to 1,001. */
export function classListFloor(
  sqlite: Database
): (states: readonly string[] | undefined, limit: number) => { ids: number[]; total: number } {
  const prepared = new Map<number, { page: Statement; total: Statement }>();
  const statementsFor = (states: number) => {
    let made = prepared.get(states);
    if (!made) {
      const where = states === 0 ? '' : `where c.state in (${Array.from({ length: states }, () => '+?').join(', ')})`;
      made = {
        page: sqlite.prepare(`select ${CLASS} from class c join course o on o.id = c.course_id join zone z on z.id = c.zone_id ${where}
          order by coalesce(c.first_at, 9007199254740991) desc, c.id desc limit +?`),
        total: sqlite
          .prepare(
            `select count(*) from (select c.id from class c join course o on o.id = c.course_id join zone z on z.id = c.zone_id ${where} limit 1001)`
          )
          .pluck()
      };
      prepared.set(states, made);
    }
    return made;
  };
  const trainers = new Map<number, Statement>();
  return (states = [], limit) => {
    const { page, total } = statementsFor(states.length);
    // One more than asked for tells whether there is a next page.
    const rows = page.all([...states, limit + 1]).slice(0, limit) as { id: number }[];
    let names = trainers.get(rows.length);
    if (!names) {
      names = sqlite.prepare(`select t.class_id, p.id, p.name from class_trainer t join person p on p.id = t.person_id
        where t.class_id in (${rows.map(() => '+?').join(', ')}) order by t.class_id, t.position`);
      trainers.set(rows.length, names);
    }
    names.all(rows.map((row) => row.id));
    return { ids: rows.map((row) => row.id), total: Number(total.get([...states])) };
  };
}
