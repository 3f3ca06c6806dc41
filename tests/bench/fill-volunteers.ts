import type { Database } from 'better-sqlite3';
import { addDays, dateOf, DAY_MS, HOUR_MS, MINUTE_MS, startOfDate } from '../../electron/contract/core/time.ts';
import { ALWAYS } from '../../electron/contract/volunteering/volunteer-rules.ts';
import { NOW } from './plan.ts';

/** Fills a file with volunteers: everybody is one and has served twenty times over two and a half years. */

/**
 * Most volunteers of a file, which gives 2,000,000 records. Ten million would take most of the bench's time and show no more: files of
 * 10,000 to 1,000,000 bookings differ by a factor of twenty, and any cost that grows with the file misses its budget there.
 */
const MOST_VOLUNTEERS = 100_000;
const PROJECTS = 200;
/** Records of each volunteer, some weeks apart. */
const EACH = 20;
const APART_DAYS = 45;
/** One of every this many volunteers has an honour in each of the last years. */
const HONOURED_OF = 5;
const HONOUR_YEARS = 3;
const YEAR = Number(dateOf(NOW).slice(0, 4));
/** A shift that wants volunteers: the first of the first project. */
export const SHIFT = 1;

const MONTH_REGISTERED = `strftime('%Y-%m', (registered_at + 28800000) / 1000, 'unixepoch')`;

/** The data of a row, derived from its number, so that they are the same every time. */
const START = startOfDate(addDays(dateOf(NOW), -1)) + 9 * HOUR_MS;

/** Number of people, all of them volunteers, for a number of bookings. */
export const volunteersOf = (bookings: number): number => Math.min(bookings / 2, MOST_VOLUNTEERS);

/** Tables that are filled without indexes and triggers; the sums of the triggers are computed at the end. */
export const BULK_VOLUNTEER_TABLES = ['volunteer', 'service_record', 'service_award', 'volunteer_month_person', 'volunteer_year_person'];

/** Makes everybody of a file a volunteer. */
export function fillVolunteers(sqlite: Database): void {
  const skills = sqlite.prepare(`select id from volunteer_choice where kind = 'skill' order by id`).pluck().all() as number[];
  const category = sqlite.prepare(`select id from volunteer_choice where kind = 'project_category' order by id`).pluck().all() as number[];
  sqlite.exec(`insert into volunteer (person_id, number, national_number, state, state_at, state_by, availability, availability_note, limits, guardian_name,
      guardian_phone, insurance, team, team_leader, notes, applied_at, registered_at, registered_organisation_id)
    select id, '2026-' || substr('0000' || id, -5) || '-' || id, '', case when id % 17 = 0 then 'paused' else 'active' end, ${NOW}, '', (id * 7919) % ${ALWAYS + 1}, '', '', '',
      '', '', '', 0, '', ${NOW - 1000 * DAY_MS}, ${NOW - 1000 * DAY_MS}, organisation_id from person`);
  for (const [i, skill] of skills.entries())
    sqlite.exec(
      `insert into volunteer_has (choice_id, person_id) select ${skill}, person_id from volunteer where person_id % ${i + 3} = 0`
    );
  const project =
    sqlite.prepare(`insert into project (id, code, title, category_id, organiser, place, service_object, description, contact, from_date, to_date, dangerous, risks, notice_hours, notes, state, created_at, created_by)
    values (?, ?, ?, ?, '', '广场', '', '', '', '2020-01-01', '2030-01-01', 0, '', 24, '', 'running', ${NOW}, '')`);
  for (let id = 1; id <= PROJECTS; id += 1)
    project.run(id, `2026-${String(id).padStart(4, '0')}`, `样例项目${id}`, category[id % category.length]);
  sqlite.exec(
    `insert into project_need (id, project_id, role, number, minimum, description, position) values (1, 1, '引导', 20, 0, '', 0)`
  );
  for (const skill of skills.slice(0, 2)) sqlite.exec(`insert into project_need_skill (need_id, choice_id) values (1, ${skill})`);
  const from = startOfDate(addDays(dateOf(NOW), 4)) + 9 * HOUR_MS;
  sqlite.exec(
    `insert into shift (id, project_id, need_id, from_at, to_at, place, state, number, minimum, created_at, created_by) values (${SHIFT}, 1, 1, ${from}, ${from + 3 * HOUR_MS}, '广场', 'planned', 20, 0, ${NOW}, '')`
  );
  sqlite.exec(`insert into service_record (person_id, project_id, category_id, organisation_id, role, from_at, to_at, state, source, entered_at, entered_by, decided_at)
    with recursive turn (k) as (select 0 union all select k + 1 from turn where k < ${EACH - 1})
    select person.id, 1 + (person.id + k * 13) % ${PROJECTS}, (select category_id from project where id = 1 + (person.id + k * 13) % ${PROJECTS}), organisation_id, '引导',
      ${START} - (k * ${APART_DAYS} + person.id % ${APART_DAYS}) * ${DAY_MS} + (person.id % 5) * ${HOUR_MS},
      ${START} - (k * ${APART_DAYS} + person.id % ${APART_DAYS}) * ${DAY_MS} + (person.id % 5) * ${HOUR_MS} + (60 + (person.id + k * 17) % 120) * ${MINUTE_MS},
      'approved', 'paper', ${NOW}, '', ${NOW} from person, turn`);
  for (const [dimension, id] of [
    ['all', '0'],
    ['project', 'project_id'],
    ['category', 'category_id'],
    ['organisation', 'coalesce(organisation_id, 0)']
  ]) {
    sqlite.exec(`insert into volunteer_month_person (dimension, dimension_id, month, person_id, services, minutes)
      select '${dimension}', ${id}, month, person_id, count(*), sum(minutes) from service_record group by 2, 3, 4`);
  }
  sqlite.exec(`insert into volunteer_month (dimension, dimension_id, month, people, services, minutes)
      select dimension, dimension_id, month, count(*), sum(services), sum(minutes) from volunteer_month_person group by 1, 2, 3;
    insert into volunteer_month_return (dimension, dimension_id, month, previous, people)
      select dimension, dimension_id, month, previous, count(*) from (
        select dimension, dimension_id, month, coalesce(lag(month) over (partition by dimension, dimension_id, person_id order by month), '') as previous from volunteer_month_person
      ) group by 1, 2, 3, 4;
    insert into volunteer_year_person (year, person_id, services, minutes)
      select substr(month, 1, 4), person_id, sum(services), sum(minutes) from volunteer_month_person where dimension = 'all' group by 1, 2;
    insert into service_award (person_id, kind, level, title, minutes, on_date, authority, reference, remark, recorded_at, recorded_by)
      with recursive turn (k) as (select 0 union all select k + 1 from turn where k < ${HONOUR_YEARS - 1})
      select person_id, 'honour', null, '年度优秀志愿者', 600, (${YEAR} - k) || '-' || substr('0' || (1 + person_id % 12), -2) || '-' || substr('0' || (1 + person_id % 28), -2), '红色邻里站', '', '', ${NOW}, ''
        from volunteer, turn where person_id % ${HONOURED_OF} = 0`);
  sqlite.exec(`insert into volunteer_month (dimension, dimension_id, month, registered)
      select dimension, id, month, count(*) from (
        select 'all' as dimension, 0 as id, ${MONTH_REGISTERED} as month from volunteer
        union all select 'organisation', coalesce(registered_organisation_id, 0), ${MONTH_REGISTERED} from volunteer
      ) group by 1, 2, 3
      on conflict (dimension, dimension_id, month) do update set registered = excluded.registered;
    create temp table served (person_id integer primary key, minutes integer, services integer, last integer);
    insert into served select person_id, sum(minutes), count(*), max(from_at) from service_record group by 1;
    update volunteer set publish_consent_at = case when volunteer.person_id % 10 < 7 then ${NOW} end, minutes = served.minutes, services = served.services,
      last_served_at = served.last from temp.served where served.person_id = volunteer.person_id;
    drop table temp.served`);
}
