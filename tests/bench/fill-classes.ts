import type { Database as Sqlite } from 'better-sqlite3';
import { addDays, dateOf, DAY_MS, HOUR_MS, instantOf, MINUTE_MS, monthOf, weekdayOf } from '../../electron/contract/core/time.ts';
import { FIRST_HASH, hashOf } from '../../electron/service/core/audit/chain.ts';
import { inserter } from './fill.ts';
import { bufferOf, FIRST_DATE, NOW, ZONES } from './plan.ts';
import type { Random } from './random.ts';

/**
 * Fills a file with courses, trainers and up to 5,000 classes of four evenings with so many bookings, one mark of attendance for each
 * booking of a finished class, and the figures by month.
 */

export const COURSES = 40;
/** Classes still to come, one per zone, with free seats; their ids come last. */
export const OPEN_CLASSES = ZONES;
const EVENINGS = 4;
const OPERATOR = { id: 1, name: '站长' };

export const classesOf = (bookings: number): number => Math.min(5000, Math.max(100, Math.round(bookings / 20)));
/** Trainers are the first people, one per zone; they have no bookings. */
const firstWorker = ZONES + 1;

/** A week's Monday, counted from the first of the file. */
const monday = (week: number) => addDays(FIRST_DATE, 8 - weekdayOf(FIRST_DATE) + 7 * week);
const WEEKS_PAST = Math.floor((NOW - instantOf(FIRST_DATE, '00:00')) / (7 * DAY_MS)) - 2;

interface Evening {
  from: number;
  to: number;
}

/** When the n-th class meets. The classes of a zone follow each other; neighbours meet on different weekdays. */
function eveningsOf(n: number, classes: number): Evening[] {
  const open = n >= classes - OPEN_CLASSES;
  const group = Math.floor(n / ZONES);
  const groups = Math.ceil((classes - OPEN_CLASSES) / ZONES);
  const first = open
    ? addDays(dateOf(NOW), 13 - weekdayOf(dateOf(NOW)))
    : addDays(monday(Math.floor((group * (WEEKS_PAST - EVENINGS)) / groups)), group % 5);
  return Array.from({ length: EVENINGS }, (_, i) => {
    const from = instantOf(addDays(first, 7 * i), '19:00');
    return { from, to: from + 2 * HOUR_MS };
  });
}

export function fillClasses(sqlite: Sqlite, bookings: number, people: number, random: Random): void {
  const classes = classesOf(bookings);
  const each = Math.floor(bookings / classes);
  fillCatalogue(sqlite);
  const insert = {
    class: inserter(sqlite, 'class'),
    trainer: inserter(sqlite, 'class_trainer'),
    session: inserter(sqlite, 'class_session'),
    teaches: inserter(sqlite, 'session_trainer'),
    allocation: inserter(sqlite, 'allocation'),
    booking: inserter(sqlite, 'booking'),
    attendance: inserter(sqlite, 'attendance'),
    event: inserter(sqlite, 'class_event')
  };
  const chain = auditChain(sqlite);
  const organisationOf = sqlite.prepare('select organisation_id from person where id = ?').pluck();
  const organisations = new Map<number, number | null>();
  const workers = Math.max(each * 2, Math.floor((people - firstWorker) / 5));
  const codes = new Map<string, number>();
  let bookingId = 0;
  let sessionId = 0;
  for (let n = 0; n < classes; n += 1) {
    const id = n + 1;
    const evenings = eveningsOf(n, classes);
    const [first, last] = [evenings[0] as Evening, evenings.at(-1) as Evening];
    const over = last.to <= NOW;
    const zone = 1 + (n % ZONES);
    const createdAt = Math.min(first.from, NOW) - 30 * DAY_MS;
    const year = dateOf(createdAt).slice(0, 4);
    codes.set(year, (codes.get(year) ?? 0) + 1);
    // The remainder goes to the first finished class.
    const booked = n === 0 ? each + (bookings - each * classes) : each;
    const capacity = over ? Math.min(500, booked + 10) : 500;
    insert.class({
      id,
      code: `${year}-${String(codes.get(year)).padStart(4, '0')}`,
      course_id: 1 + (n % COURSES),
      title: n % 3 === 0 ? `夜校${id}班` : '',
      term: `${year} 学期`,
      zone_id: zone,
      capacity,
      min_to_open: Math.min(8, capacity),
      booking_from: null,
      booking_to: null,
      price: 0,
      who: 'all',
      needed_course_id: null,
      quota: null,
      notice_unit: 'hours',
      notice_amount: 24,
      by_session: 0,
      promote_after_start: 0,
      notes: '',
      state: over ? 'finished' : 'confirmed',
      state_before: null,
      theme_id: null,
      first_at: first.from,
      last_at: last.to,
      sessions: EVENINGS,
      held: over ? EVENINGS : 0,
      taken: booked,
      counted_month: over ? monthOf(dateOf(first.from)) : null,
      counted_trainer_id: over ? zone : null,
      created_at: createdAt,
      created_by: OPERATOR.name
    });
    insert.trainer({ class_id: id, person_id: zone, position: 0 });
    for (const { from, to } of evenings) {
      sessionId += 1;
      const buffer = bufferOf(zone);
      insert.session({
        id: sessionId,
        class_id: id,
        from_at: from,
        to_at: to,
        zone_id: zone,
        setup_minutes: buffer,
        clearup_minutes: buffer,
        state: over ? 'held' : 'planned',
        closure_id: null,
        seats: over ? capacity : null,
        closed_at: over ? to : null
      });
      insert.teaches({ session_id: sessionId, person_id: zone, position: 0 });
      const held = {
        start_at: from - buffer * MINUTE_MS,
        end_at: to + buffer * MINUTE_MS,
        source_kind: 'session',
        source_id: sessionId,
        quantity: 1
      };
      insert.allocation({ resource_kind: 'zone', resource_id: zone, ...held });
      insert.allocation({ resource_kind: 'person', resource_id: zone, ...held });
    }
    for (let j = 0; j < booked; j += 1) {
      bookingId += 1;
      const person = firstWorker + ((n * each + j) % workers);
      let organisation = organisations.get(person);
      if (organisation === undefined) organisations.set(person, (organisation = organisationOf.get(person) as number | null));
      const at = createdAt + random.below(20_000) * MINUTE_MS;
      insert.booking({
        id: bookingId,
        class_id: id,
        session_id: null,
        person_id: person,
        organisation_id: organisation,
        quota_organisation_id: null,
        group_id: null,
        state: 'booked',
        place: null,
        offer_until: null,
        booked_at: at,
        ended_at: null,
        end_reason: null,
        created_at: at,
        created_by: OPERATOR.name
      });
      insert.event({
        class_id: id,
        booking_id: bookingId,
        person_id: person,
        at,
        by: OPERATOR.name,
        kind: 'booked',
        params: '{"place":null,"sessionId":null}',
        reason: ''
      });
      chain(bookingId, at, { classId: id, sessionId: null, personId: person, state: 'booked' });
      if (!over) continue;
      const drawn = random.next();
      const status = drawn < 0.86 ? 'present' : drawn < 0.92 ? 'late' : drawn < 0.95 ? 'excused' : 'absent';
      const session = sessionId - EVENINGS + 1 + (j % EVENINGS);
      insert.attendance({
        session_id: session,
        person_id: person,
        booking_id: bookingId,
        organisation_id: organisation,
        status,
        way: 'scan',
        at: (evenings[j % EVENINGS] as Evening).from,
        by: OPERATOR.name
      });
    }
  }
  for (const [year, last] of codes) sqlite.prepare('insert into number_counter values (?, ?, ?)').run('class', Number(year), last);
  rollUp(sqlite);
}

function fillCatalogue(sqlite: Sqlite): void {
  const course = inserter(sqlite, 'course');
  const trainer = inserter(sqlite, 'trainer');
  const teaches = inserter(sqlite, 'trainer_course');
  for (let id = 1; id <= COURSES; id += 1) {
    course({
      id,
      category_id: 1 + (id % 4),
      title: `样例课程${id}`,
      title_en: `Sample course ${id}`,
      description: '',
      minutes: 480,
      audience: '',
      default_capacity: 20,
      min_to_open: 8,
      materials: '[]',
      certificate: null,
      certificate_title: '',
      certificate_template: null,
      created_at: NOW - 2200 * DAY_MS,
      archived_at: null
    });
  }
  for (let id = 1; id <= ZONES; id += 1) {
    trainer({ person_id: id, notes: '', created_at: NOW - 2200 * DAY_MS });
    for (let i = 0; i < COURSES; i += 1) if ((id + i) % 3 === 0) teaches({ person_id: id, course_id: 1 + i });
  }
}

function auditChain(sqlite: Sqlite): (bookingId: number, at: number, after: object) => void {
  const audit = inserter(sqlite, 'audit');
  let previous = FIRST_HASH;
  return (id, at, after) => {
    const content = {
      id,
      at,
      actor_id: OPERATOR.id,
      actor_name: OPERATOR.name,
      action: 'bookings.book',
      entity: 'booking',
      entity_id: String(id),
      before: null,
      after: JSON.stringify(after),
      previous_hash: previous
    };
    previous = hashOf(content);
    audit({ ...content, hash: previous });
  };
}

/** Writes the counts of the triggers and the roll-up; the row of the figures compares them with a recount. */
function rollUp(sqlite: Sqlite): void {
  const came = `status in ('present', 'late', 'left_early')`;
  sqlite.exec(`
    update class_session set attended = counted.n
      from (select session_id, count(*) as n from attendance where ${came} group by 1) as counted where counted.session_id = class_session.id;
    create temp table mark as
      select strftime('%Y-%m', s.from_at / 1000 + 28800, 'unixepoch') as month, c.course_id, coalesce(a.organisation_id, 0) as organisation_id,
        t.person_id as trainer_id, a.person_id, a.status
      from attendance a join class_session s on s.id = a.session_id join class c on c.id = s.class_id
        join session_trainer t on t.session_id = s.id and t.position = 0;
    create temp table meeting as
      select strftime('%Y-%m', s.from_at / 1000 + 28800, 'unixepoch') as month, c.course_id, t.person_id as trainer_id, s.seats
      from class_session s join class c on c.id = s.class_id join session_trainer t on t.session_id = s.id and t.position = 0 where s.state = 'held'`);
  for (const [dimension, id] of [
    ['all', '0'],
    ['course', 'course_id'],
    ['organisation', 'organisation_id'],
    ['trainer', 'trainer_id']
  ] as const) {
    sqlite.exec(`
      insert into class_month_person (dimension, dimension_id, month, person_id, marks)
        select '${dimension}', ${id}, month, person_id, count(*) from mark where ${came} group by 2, 3, 4;
      insert into class_month_return (dimension, dimension_id, month, last_month, people)
        select dimension, dimension_id, month, last_month, count(*) from (
          select dimension, dimension_id, month, coalesce(lag(month) over (partition by dimension, dimension_id, person_id order by month), '') as last_month
          from class_month_person where dimension = '${dimension}') group by 1, 2, 3, 4;
      insert into class_month (dimension, dimension_id, month, expected, attendances, absent, excused, people)
        select '${dimension}', ${id}, month, count(*), sum(${came}), sum(status = 'absent'), sum(status = 'excused'), count(distinct case when ${came} then person_id end)
        from mark group by 2, 3`);
    if (dimension === 'organisation') continue;
    sqlite.exec(`
      insert into class_month (dimension, dimension_id, month, sessions, seats)
        select '${dimension}', ${id}, month, count(*), sum(seats) from meeting where true group by 2, 3
        on conflict do update set sessions = excluded.sessions, seats = excluded.seats;
      insert into class_month (dimension, dimension_id, month, classes)
        select '${dimension}', ${id.replace('trainer_id', 'counted_trainer_id')}, counted_month, count(*) from class where counted_month is not null group by 2, 3
        on conflict do update set classes = excluded.classes`);
  }
  sqlite.exec('drop table mark; drop table meeting');
}

/** Tables that are filled without indexes and triggers. */
export const BULK_CLASS_TABLES = ['booking', 'attendance', 'class_event', 'class_month_person'];
