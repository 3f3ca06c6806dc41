import { SCHEMA } from '../../electron/service/schema.ts';
import { createHash } from 'node:crypto';
import Sqlite, { type Database } from 'better-sqlite3';
import { verifyChain } from '../../electron/service/core/audit/chain.ts';
import { APPLICATION_ID, openDatabase } from '../../electron/service/db/open.ts';
import { BULK_TABLES, fillBookings, fillOrganisations, fillPeople, fillPlaces } from './fill.ts';
import { BULK_CLASS_TABLES, fillClasses } from './fill-classes.ts';
import { BULK_VOLUNTEER_TABLES, fillVolunteers, volunteersOf } from './fill-volunteers.ts';
import { MONTH_FROM, MONTH_ROWS, MONTH_TO, NOW, WEEK_FROM, WEEK_ROWS, WEEK_TO } from './plan.ts';
import { randomFrom } from './random.ts';

const SEED = 20_261_124;
/** Token of the session in every file; the files hold no real data. */
export const TOKEN = 'bench-session';

/** The content of a file: reservations of zones, seats in classes, or volunteers with their hours. */
export type Content = 'station' | 'classes' | 'volunteers';

/** Makes and checks a file. @throws Error when the result is not a sound station file */
export function generate(file: string, size: number, content: Content = 'station'): void {
  // Opened by the program itself, which migrates and marks the file and sets its pragmas.
  const opened = openDatabase(file, SCHEMA);
  opened.sqlite.close();
  const sqlite = new Sqlite(file);
  try {
    // The file gets its name only when it is complete, so this may stop at any point.
    sqlite.pragma('journal_mode = OFF');
    sqlite.pragma('synchronous = OFF');
    sqlite.pragma('cache_size = -400000');
    sqlite.pragma('temp_store = MEMORY');
    const before = schemaOf(sqlite);
    const random = randomFrom(SEED);
    const people = content === 'volunteers' ? volunteersOf(size) : size / 2;
    sqlite.exec('begin');
    fillAccount(sqlite);
    fillPlaces(sqlite);
    const { sites, teams } = fillOrganisations(sqlite, people);
    const putBack = strip(sqlite);
    fillPeople(sqlite, people, teams, random);
    if (content === 'station') fillBookings(sqlite, size, people, sites, random);
    else if (content === 'classes') fillClasses(sqlite, size, people, random);
    else fillVolunteers(sqlite);
    putBack();
    sqlite.exec('commit');
    if (schemaOf(sqlite) !== before) throw new Error('the schema was not put back as it was');
    if (content === 'station') check(sqlite, size);
    else if (content === 'classes') checkClasses(sqlite, size);
    else checkVolunteers(sqlite, people);
    sqlite.pragma('journal_mode = WAL');
  } finally {
    sqlite.close();
  }
}

function fillAccount(sqlite: Database): void {
  // Nobody can sign in with this password, because no text has an empty hash.
  sqlite.exec(
    `insert into account (id, name, name_key, display_name, password, active, created_at) values (1, 'head', 'head', '站长', '-', 1, ${NOW})`
  );
  sqlite.exec(`insert into account_role (account_id, role) values (1, 'head')`);
  const hash = createHash('sha256').update(TOKEN).digest('hex');
  sqlite
    .prepare('insert into session (id, token_hash, account_id, created_at, seen_at, locked) values (1, ?, 1, ?, ?, 0)')
    .run(hash, NOW, NOW);
  sqlite.prepare('insert into station_clock (id, confirmed_at) values (1, ?)').run(NOW);
}

const schemaOf = (sqlite: Database) =>
  JSON.stringify(sqlite.prepare(`select type, name, tbl_name, sql from sqlite_master order by type, name`).all());

/** Drops indexes and triggers of the large tables. @returns restores them */
function strip(sqlite: Database): () => void {
  const names = [...BULK_TABLES, ...BULK_CLASS_TABLES, ...BULK_VOLUNTEER_TABLES].map((name) => `'${name}'`).join(', ');
  const parts = sqlite
    .prepare(
      `select type, name, sql from sqlite_master where type in ('index', 'trigger') and tbl_name in (${names}) and sql is not null order by rowid`
    )
    .all() as { type: string; name: string; sql: string }[];
  for (const part of parts) sqlite.exec(`drop ${part.type} ${part.name}`);
  return () => {
    for (const part of parts) sqlite.exec(part.sql);
  };
}

type Check = { number(text: string): number; demand(what: string, got: number, wanted: number): void };

/** Checks that hold for every file. @param audited rows in the audit */
function checkCommon(sqlite: Database, audited: number): Check {
  const number = (text: string) => Number(sqlite.prepare(text).pluck().get());
  const demand = (what: string, got: number, wanted: number) => {
    if (got !== wanted) throw new Error(`${what}: ${got}, expected ${wanted}`);
  };
  demand('application id', Number(sqlite.pragma('application_id', { simple: true })), APPLICATION_ID);
  demand('broken references', (sqlite.pragma('foreign_key_check') as unknown[]).length, 0);
  demand(
    'overlaps',
    number(`select count(*) from (
    select start_at, lag(end_at) over (partition by resource_kind, resource_id order by start_at) as before
    from allocation where resource_kind <> 'equipment') where before > start_at`),
    0
  );
  demand('people counted', number('select sum(people) from organisation'), number('select count(organisation_id) from person'));
  const chain = verifyChain(sqlite);
  if (!chain.ok || chain.rows !== audited) throw new Error(`the audit chain breaks at row ${chain.brokenAt}`);
  return { number, demand };
}

function checkClasses(sqlite: Database, size: number): void {
  const { number, demand } = checkCommon(sqlite, size);
  demand('bookings', number('select count(*) from booking'), size);
  demand('seats counted', number('select sum(taken) from class'), size);
  demand(
    'seats of a class',
    number('select count(*) from class where taken <> (select count(*) from booking where class_id = class.id)'),
    0
  );
  demand('marks', number('select count(*) from attendance'), number(`select sum(taken) from class where state = 'finished'`));
  demand(
    'marks counted',
    number(`select sum(expected) from class_month where dimension = 'all'`),
    number('select count(*) from attendance')
  );
}

function checkVolunteers(sqlite: Database, people: number): void {
  const { number, demand } = checkCommon(sqlite, 0);
  demand('volunteers', number('select count(*) from volunteer'), people);
  demand(
    'hours counted',
    number(`select sum(minutes) from volunteer_month where dimension = 'all'`),
    number('select sum(minutes) from volunteer')
  );
  demand(
    'services at once',
    number(`select count(*) from (
    select from_at, lag(to_at) over (partition by person_id order by from_at) as before from service_record) where before > from_at`),
    0
  );
}

/** Checks of what the triggers would refuse and the rows rely on. */
function check(sqlite: Database, size: number): void {
  const { number, demand } = checkCommon(sqlite, size);
  demand('bookings', number('select count(*) from reservation'), size);
  demand(
    'equipment lent twice',
    number(`select count(*) from (
    select resource_id, sum(change) over (partition by resource_id order by at, change) as lent from (
      select resource_id, start_at as at, quantity as change from allocation where resource_kind = 'equipment'
      union all select resource_id, end_at, -quantity from allocation where resource_kind = 'equipment')
    ) join equipment on equipment.id = resource_id where lent > equipment.quantity`),
    0
  );
  demand(
    'holders without allocation',
    number(`select count(*) from reservation where state in ('requested', 'approved', 'in_use', 'finished')
    and not exists (select 1 from allocation where source_kind = 'reservation' and source_id = reservation.id and resource_kind = 'zone')`),
    0
  );
  demand(
    'rows of the week',
    number(
      `select count(*) from reservation where zone_id = 1 and from_at >= ${WEEK_FROM} and from_at < ${WEEK_TO} and state <> 'cancelled'`
    ),
    WEEK_ROWS
  );
  demand(
    'rows of the month',
    number(
      `select count(*) from reservation where zone_id in (1, 2) and from_at >= ${MONTH_FROM} and from_at < ${MONTH_TO} and state <> 'cancelled'`
    ),
    MONTH_ROWS
  );
}
