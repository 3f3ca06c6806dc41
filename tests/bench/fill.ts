import type { Database as Sqlite } from 'better-sqlite3';
import { addDays, dateOf, DAY_MS, MINUTE_MS } from '../../electron/contract/core/time.ts';
import { FIRST_HASH, hashOf } from '../../electron/service/core/audit/chain.ts';
import { nameColumns, nameGrams, numberGrams, storedName } from '../../electron/service/people/people/names.ts';
import { factOf, type ReservationRecord } from '../../electron/service/schedule/reservations/store.ts';
import { inventIdNumber, inventName } from './names.ts';
import { bookings, bufferOf, CLOSE, NOW, OPEN, ZONES } from './plan.ts';
import { randomFrom, weighted, type Random } from './random.ts';

/** Fills an empty station file with prepared statements: a million bookings in about a minute. */

type Insert = (values: Record<string, unknown>) => void;
type Reservation = Omit<ReservationRecord, 'series_changed' | 'reason' | 'version'>;

const OPERATOR = { id: 1, name: '站长' };
export const EQUIPMENT = 20;
const EQUIPMENT_EACH = 60;
const TRADES = ['木工', '钢筋工', '电工', '焊工', '架子工', '瓦工', '油漆工', '塔吊司机', '安全员', '管理人员'];
const TITLES = ['新工人入场安全教育', '班前会', '支部主题党日', '来访接待', '技能培训', '项目例会'];
const purposeOf = weighted([
  [1, 4],
  [2, 3],
  [3, 3],
  [4, 1],
  [5, 2],
  [6, 1]
] as const);

/** A function that inserts rows of one shape into a table. */
export function inserter(sqlite: Sqlite, table: string): Insert {
  let insert: Insert | undefined;
  return (values) => {
    if (!insert) {
      const names = Object.keys(values);
      const statement = sqlite.prepare(`insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`);
      insert = (row) => void statement.run(row);
    }
    insert(values);
  };
}

/** How many organisations a file has, by level from the top: enterprises, sites, teams. */
function levels(people: number): [number, number, number] {
  const teams = Math.max(20, Math.round(people / 60));
  return [Math.max(2, Math.round(teams / 60)), Math.max(5, Math.round(teams / 8)), teams];
}

export function fillPlaces(sqlite: Sqlite): void {
  const zone = inserter(sqlite, 'zone');
  const hours = inserter(sqlite, 'zone_hours');
  for (let id = 1; id <= ZONES; id += 1) {
    zone({
      id,
      name: `第${id}厅`,
      name_en: `Hall ${id}`,
      purpose: '培训与会议',
      purpose_en: 'Classes and meetings',
      place: `${1 + (id % 4)}楼`,
      capacity: 20 + (id % 8) * 10,
      setup_minutes: bufferOf(id),
      clearup_minutes: bufferOf(id),
      needs_approval: 0,
      colour: '#2B6CB0',
      holiday_policy: 'open',
      responsible_id: null,
      created_at: NOW - 2200 * DAY_MS
    });
    for (let weekday = 1; weekday <= 7; weekday += 1) hours({ zone_id: id, weekday, open_minute: OPEN, close_minute: CLOSE });
  }
  const equipment = inserter(sqlite, 'equipment');
  for (let id = 1; id <= EQUIPMENT; id += 1)
    equipment({ id, name: `设备${id}`, name_en: `Equipment ${id}`, quantity: EQUIPMENT_EACH, zone_id: null });
}

/** Writes enterprises, sites and teams; triggers write the paths. @returns the ids of sites and teams */
export function fillOrganisations(sqlite: Sqlite, people: number): { sites: number[]; teams: number[] } {
  const organisation = inserter(sqlite, 'organisation');
  const gram = inserter(sqlite, 'organisation_gram');
  const ids: number[][] = [[], [], []];
  let id = 0;
  levels(people).forEach((count, level) => {
    for (let n = 1; n <= count; n += 1) {
      id += 1;
      const above = ids[level - 1];
      const name = [`样例企业${n}`, `样例${n}号工地`, `样例班组${n}`][level] as string;
      const columns = nameColumns(name, false);
      organisation({
        id,
        parent_id: above ? (above[n % above.length] as number) : null,
        kind: ['enterprise', 'project_site', 'work_team'][level],
        name,
        ...columns,
        created_at: NOW - 2200 * DAY_MS,
        updated_at: NOW - 2200 * DAY_MS
      });
      for (const text of nameGrams(storedName({ name, readings: columns.readings }))) gram({ gram: text, organisation_id: id });
      ids[level]?.push(id);
    }
  });
  return { sites: ids[1] as number[], teams: ids[2] as number[] };
}

/** Writes people with their texts of the search table. */
export function fillPeople(sqlite: Sqlite, count: number, teams: number[], random: Random): void {
  const person = inserter(sqlite, 'person');
  sqlite.exec('create temp table name_text (name text, gram text); create temp table number_text (person_id integer, gram text)');
  const nameText = sqlite.prepare('insert into temp.name_text values (?, ?)');
  const numberText = sqlite.prepare('insert into temp.number_text values (?, ?)');
  const known = new Map<string, ReturnType<typeof nameColumns>>();
  const births = Array.from({ length: 14_000 }, (_, day) => addDays('1960-01-01', day));
  for (let id = 1; id <= count; id += 1) {
    const name = inventName(random);
    let columns = known.get(name);
    if (!columns) {
      columns = nameColumns(name, true);
      known.set(name, columns);
      for (const gram of nameGrams(storedName({ name, readings: columns.readings }))) nameText.run(name, gram);
    }
    const male = random.next() < 0.8;
    const birth = births[(id * 5003) % births.length] as string;
    const hasId = random.next() < 0.9;
    const document = hasId ? inventIdNumber(id, birth, male) : '';
    const mobile = random.next() < 0.95 ? `139${String((id * 7919) % 100_000_000).padStart(8, '0')}` : null;
    const at = NOW - random.below(2000) * DAY_MS;
    person({
      id,
      name,
      ...columns,
      sex: male ? 'male' : 'female',
      birth_date: birth,
      document_kind: hasId ? 'resident_id' : 'none',
      document_number: document,
      mobile,
      organisation_id: random.next() < 0.97 ? random.pick(teams) : null,
      trade: random.pick(TRADES),
      political_status: random.next() < 0.08 ? 'party_member' : 'masses',
      emergency_name: '',
      emergency_phone: '',
      created_at: at,
      updated_at: at
    });
    for (const gram of numberGrams(mobile, document)) numberText.run(id, gram);
  }
  sqlite.exec(`
    create index temp.name_text_name on name_text (name);
    insert into person_gram (gram, person_id)
      select gram, id from person join temp.name_text using (name)
      union all select gram, person_id from temp.number_text
      order by 1, 2;
    drop table temp.name_text;
    drop table temp.number_text;
    update organisation set people = counted.n
      from (select organisation_id, count(*) as n from person group by 1) as counted where counted.organisation_id = organisation.id;
    update zone set responsible_id = id`);
}

/** Writes bookings with their allocations, their audit rows in one chain, and their remembered commands. */
export function fillBookings(sqlite: Sqlite, size: number, people: number, sites: number[], random: Random): void {
  const allocation = inserter(sqlite, 'allocation');
  const reservation = inserter(sqlite, 'reservation');
  const line = inserter(sqlite, 'reservation_equipment');
  const audit = inserter(sqlite, 'audit');
  const years = new Map<number, number>();
  let previous = FIRST_HASH;
  let id = 0;
  let date = { day: -1, year: 0 };
  for (const booking of bookings(size, randomFrom(random.below(2 ** 31)))) {
    id += 1;
    const createdAt = Math.min(booking.from, NOW) - (1 + random.below(20_000)) * MINUTE_MS;
    const day = Math.floor(createdAt / DAY_MS);
    if (day !== date.day) date = { day, year: Number(dateOf(createdAt).slice(0, 4)) };
    const number = (years.get(date.year) ?? 0) + 1;
    years.set(date.year, number);
    const row: Reservation = {
      id,
      number: `${date.year}-${String(number).padStart(6, '0')}`,
      zone_id: booking.zone,
      purpose_id: purposeOf(random),
      title: random.next() < 0.4 ? random.pick(TITLES) : '',
      organisation_id: random.next() < 0.8 ? random.pick(sites) : null,
      contact_id: random.next() < 0.7 ? 1 + random.below(people) : null,
      contact_name: '',
      contact_phone: '',
      expected_headcount: 5 + random.below(15),
      from_at: booking.from,
      to_at: booking.to,
      setup_minutes: bufferOf(booking.zone),
      clearup_minutes: bufferOf(booking.zone),
      staff_id: random.next() < 0.05 ? booking.zone : null,
      notes: '',
      ...fate(booking, random),
      grace_from_at: booking.from,
      closure_id: null,
      series_id: null,
      series_date: null,
      decided_at: createdAt,
      decided_by: OPERATOR.name,
      created_at: createdAt,
      created_by: OPERATOR.name
    };
    if (row.contact_id === null) Object.assign(row, { contact_name: '张三', contact_phone: `139${String(id % 1e8).padStart(8, '0')}` });
    reservation(row as unknown as Record<string, unknown>);
    const lines = random.next() < 0.08 ? [{ equipmentId: 1 + random.below(EQUIPMENT), quantity: 1 + random.below(2) }] : [];
    for (const used of lines) line({ reservation_id: id, equipment_id: used.equipmentId, quantity: used.quantity });
    if (row.state !== 'cancelled' && row.state !== 'no_show') {
      const held = {
        start_at: booking.from - row.setup_minutes * MINUTE_MS,
        end_at: booking.to + row.clearup_minutes * MINUTE_MS,
        source_kind: 'reservation',
        source_id: id
      };
      allocation({ resource_kind: 'zone', resource_id: booking.zone, quantity: 1, ...held });
      if (row.staff_id !== null) allocation({ resource_kind: 'person', resource_id: row.staff_id, quantity: 1, ...held });
      for (const used of lines) allocation({ resource_kind: 'equipment', resource_id: used.equipmentId, quantity: used.quantity, ...held });
    }
    const content = {
      id,
      at: createdAt,
      actor_id: OPERATOR.id,
      actor_name: OPERATOR.name,
      action: 'reservations.create',
      entity: 'reservation',
      entity_id: String(id),
      before: null,
      after: JSON.stringify(factOf(row, lines)),
      previous_hash: previous
    };
    previous = hashOf(content);
    audit({ ...content, hash: previous });
  }
  for (const [year, last] of years) sqlite.prepare('insert into number_counter values (?, ?, ?)').run('reservation', year, last);
  fillCommands(sqlite, random);
  sqlite.exec(`insert into zone_use_month (zone_id, purpose_id, month, uses, attendances, minutes)
    select zone_id, purpose_id, strftime('%Y-%m', from_at / 1000 + 28800, 'unixepoch'), count(*), sum(headcount), sum(used_minutes)
    from reservation where state = 'finished' group by 1, 2, 3`);
}

/** The present state of a booking. */
function fate(booking: { from: number; to: number; busy: boolean }, random: Random) {
  const none = {
    state_before: null,
    checked_in_at: null,
    headcount: null,
    finished_at: null,
    used_minutes: null,
    closed_at: null
  } as const;
  if (booking.from > NOW) return { ...none, state: 'approved' as const };
  const present = { checked_in_at: booking.from, headcount: 3 + random.below(17) };
  if (booking.to > NOW) return { ...none, state: 'in_use' as const, ...present };
  const drawn = random.next();
  if (!booking.busy && drawn < 0.04)
    return { ...none, state: 'cancelled' as const, state_before: 'approved' as const, closed_at: booking.from };
  if (!booking.busy && drawn < 0.07) return { ...none, state: 'no_show' as const, closed_at: booking.to };
  return {
    ...none,
    state: 'finished' as const,
    ...present,
    finished_at: booking.to,
    used_minutes: (booking.to - booking.from) / MINUTE_MS,
    closed_at: booking.to
  };
}

/** How long the service remembers a command, ms. */
const REMEMBERED_MS = 30 * DAY_MS;

/** Writes the remembered commands of recent bookings in their order, so that the pages are as full as in use. */
function fillCommands(sqlite: Sqlite, random: Random): void {
  const rows = sqlite.prepare('select id, number, created_at from reservation where created_at > ?').all(NOW - REMEMBERED_MS) as {
    id: number;
    number: string;
    created_at: number;
  }[];
  const insert = sqlite.prepare('insert into command (id, procedure, account_id, at, result) values (?, ?, ?, ?, ?)');
  for (const row of rows) {
    insert.run(
      random.uuid(),
      'reservations.create',
      OPERATOR.id,
      row.created_at,
      JSON.stringify({ id: row.id, number: row.number, state: 'approved', version: 1 })
    );
  }
}

/** Tables that are filled without indexes and triggers, which are restored afterwards. */
export const BULK_TABLES = ['person', 'person_gram', 'reservation', 'reservation_equipment', 'allocation', 'audit', 'command'];
