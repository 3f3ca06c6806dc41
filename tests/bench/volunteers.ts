import type { Database } from 'better-sqlite3';
import { addDays, dateOf, DAY_MS, HOUR_MS, MINUTE_MS, startOfDate } from '../../electron/contract/core/time.ts';
import { ALWAYS } from '../../electron/contract/volunteering/volunteer-rules.ts';
import { NOW } from './plan.ts';

/** Volunteers and their hours on top of a station file: everybody of it is one, and has served twenty times. */

const PROJECTS = 200;
/** Records of each volunteer, some weeks apart. */
const EACH = 20;
const APART_DAYS = 45;
/** Every so many-th volunteer is honoured once in each of the last years. */
const HONOURED_OF = 5;
const HONOUR_YEARS = 3;
const YEAR = Number(dateOf(NOW).slice(0, 4));
/** A shift that wants volunteers: the first of the first project. */
export const SHIFT = 1;

/** Shape of what is made, all from the number of a row, so that it is the same every time. */
const START = startOfDate(addDays(dateOf(NOW), -1)) + 9 * HOUR_MS;

/**
 * Fills a copy of a station file. Triggers are taken off while records are written and put back; what they would have
 * kept is then summed up in one go, and the rows say whether it agrees with a recount.
 * @returns how many volunteers and records there are
 */
export function fillVolunteers(sqlite: Database): { volunteers: number; records: number } {
  const people = Number(sqlite.prepare('select count(*) from person').pluck().get());
  const skills = sqlite.prepare(`select id from volunteer_choice where kind = 'skill' order by id`).pluck().all() as number[];
  const category = sqlite.prepare(`select id from volunteer_choice where kind = 'project_category' order by id`).pluck().all() as number[];
  const triggers = sqlite
    .prepare(
      `select name, sql from sqlite_master where type = 'trigger' and tbl_name in ('service_record', 'volunteer_month_person') order by rowid`
    )
    .all() as { name: string; sql: string }[];
  const indexes = sqlite
    .prepare(`select name, sql from sqlite_master where type = 'index' and tbl_name = 'service_record' and sql is not null order by rowid`)
    .all() as { name: string; sql: string }[];
  sqlite.exec('begin');
  for (const { name } of triggers) sqlite.exec(`drop trigger ${name}`);
  for (const { name } of indexes) sqlite.exec(`drop index ${name}`);
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
  for (const { sql } of indexes) sqlite.exec(sql);
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
        from volunteer, turn where person_id % ${HONOURED_OF} = 0;
    update volunteer set publish_consent_at = ${NOW} where person_id % 10 < 7;
    update volunteer set (minutes, services, last_served_at) = (select sum(minutes), count(*), max(from_at) from service_record where person_id = volunteer.person_id)`);
  for (const { sql } of triggers) sqlite.exec(sql);
  sqlite.exec('commit');
  sqlite.exec('analyze');
  return { volunteers: people, records: people * EACH };
}
