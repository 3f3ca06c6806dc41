import type { Migration } from './migration.ts';

/** The shifts of a use of a zone: those of its project that lie in it. */
const within = (use: string) => `from shift where shift.project_id = ${use}.project_id and shift.zone_id = ${use}.zone_id
          and shift.from_at >= ${use}.from_at and shift.to_at <= ${use}.to_at`;
/** A use is over when its last shift was held, and whoever served in any of them was there, once. */
const refresh = (where: string) => `update project_use set
          held = exists (select 1 ${within('project_use')} and shift.state = 'held') and not exists (select 1 ${within('project_use')} and shift.state = 'planned'),
          served = (select count(distinct person_id) from sign_up where outcome = 'served' and shift_id in (select shift.id ${within('project_use')} and shift.state = 'held'))
        where ${where}`;
const useOf = (shift: string) =>
  `project_id = ${shift}.project_id and zone_id = ${shift}.zone_id and from_at <= ${shift}.from_at and to_at >= ${shift}.to_at`;

const PURPOSE = `(select id from purpose where key = 'volunteer')`;
/** Month of the start in Asia/Shanghai, which has kept UTC+8 since 1992. */
const month = (use: 'new' | 'old') => `strftime('%Y-%m', (${use}.from_at + 28800000) / 1000, 'unixepoch')`;
const minutes = (use: 'new' | 'old') => `(${use}.to_at - ${use}.from_at) / 60000`;
const count = (use: 'new' | 'old') => `insert into zone_use_month (zone_id, purpose_id, month, uses, attendances, minutes)
        select ${use}.zone_id, ${PURPOSE}, ${month(use)}, 1, ${use}.served, ${minutes(use)} where ${use}.held = 1
        on conflict do update set uses = uses + 1, attendances = attendances + excluded.attendances, minutes = minutes + excluded.minutes`;
const uncount = (use: 'new' | 'old') => `update zone_use_month
        set uses = uses - 1, attendances = attendances - ${use}.served, minutes = minutes - ${minutes(use)}
        where ${use}.held = 1 and zone_id = ${use}.zone_id and purpose_id = ${PURPOSE} and month = ${month(use)}`;

/**
 * Volunteer shifts in the zone log. What counts is the use that overlapping shifts of a project share, so that three
 * roles in one hall are one use of it and their minutes count once. Shifts held before count as well. And who served how
 * long in a year, in order: whoever leads is read, not counted.
 */
export const shiftUses: Migration = {
  version: 8,
  name: 'shift uses',
  statements: [
    // The station may have made the purpose itself.
    `update purpose set key = 'volunteer' where name = '志愿服务' and archived_at is null and key is null`,
    `insert into purpose (key, name, name_en)
      select 'volunteer', case when exists (select 1 from purpose where name = '志愿服务' and archived_at is null) then '志愿服务班岗' else '志愿服务' end, 'Volunteer service'
        where not exists (select 1 from purpose where key = 'volunteer')`,
    `alter table project_use add column held integer not null default 0 check (held in (0, 1))`,
    `alter table project_use add column served integer not null default 0 check (served >= 0)`,
    `create index project_use_held on project_use (from_at, id) where held = 1`,
    `create trigger project_use_made after insert on project_use begin
        ${refresh('id = new.id')};
      end`,
    `create trigger project_use_shift_made after insert on shift when new.zone_id is not null begin
        ${refresh(useOf('new'))};
      end`,
    `create trigger project_use_shift after update of state, from_at, to_at, zone_id on shift begin
        ${refresh(useOf('old'))};
        ${refresh(useOf('new'))};
      end`,
    `create trigger project_use_sign_up after update of outcome, person_id on sign_up when new.outcome is 'served' or old.outcome is 'served' begin
        ${refresh(`id in (select used.id from project_use as used join shift as own on own.id = new.shift_id
          where used.project_id = own.project_id and used.zone_id = own.zone_id and used.from_at <= own.from_at and used.to_at >= own.to_at)`)};
      end`,
    `create trigger project_use_counted after update of held, served on project_use when new.held = 1 or old.held = 1 begin
        ${uncount('old')};
        ${count('new')};
      end`,
    `create trigger project_use_gone after delete on project_use when old.held = 1 begin
        ${uncount('old')};
      end`,
    refresh('1'),

    `create table volunteer_year_person (
      year text not null check (length(year) = 4),
      person_id integer not null,
      services integer not null check (services >= 0),
      minutes integer not null check (minutes >= 0),
      primary key (year, person_id)
    ) strict, without rowid`,
    `create index volunteer_year_person_order on volunteer_year_person (year, minutes desc, person_id, services)`,
    `create index volunteer_month_person_order on volunteer_month_person (month, minutes desc, person_id, services) where dimension = 'all'`,
    `insert into volunteer_year_person (year, person_id, services, minutes)
      select substr(month, 1, 4), person_id, sum(services), sum(minutes) from volunteer_month_person where dimension = 'all' group by 1, 2`,
    `create trigger volunteer_year_person_in after insert on volunteer_month_person when new.dimension = 'all' begin
        insert into volunteer_year_person (year, person_id, services, minutes) values (substr(new.month, 1, 4), new.person_id, new.services, new.minutes)
          on conflict do update set services = services + excluded.services, minutes = minutes + excluded.minutes;
      end`,
    `create trigger volunteer_year_person_again after update of services, minutes on volunteer_month_person when new.dimension = 'all' begin
        update volunteer_year_person set services = services + new.services - old.services, minutes = minutes + new.minutes - old.minutes
          where year = substr(new.month, 1, 4) and person_id = new.person_id;
      end`,
    `create trigger volunteer_year_person_out after delete on volunteer_month_person when old.dimension = 'all' begin
        update volunteer_year_person set services = services - old.services, minutes = minutes - old.minutes
          where year = substr(old.month, 1, 4) and person_id = old.person_id;
        delete from volunteer_year_person where year = substr(old.month, 1, 4) and person_id = old.person_id and services = 0;
      end`
  ]
};
