import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { verifyChain } from '../../electron/service/core/audit/chain.ts';
import { APPLICATION_ID, applyPragmas, openDatabase } from '../../electron/service/db/open.ts';
import { SCHEMA } from '../../electron/service/schema.ts';
import { DATABASE_FILE } from '../../electron/service/core/station/open.ts';
import { cacheFolder } from '../../scripts/paths.ts';
import { BULK_TABLES, fillBookings, fillOrganisations, fillPeople, fillPlaces } from './fill.ts';
import { BULK_CLASS_TABLES, fillClasses } from './fill-classes.ts';
import { MONTH_FROM, MONTH_ROWS, MONTH_TO, NOW, WEEK_FROM, WEEK_ROWS, WEEK_TO } from './plan.ts';
import { randomFrom } from './random.ts';

/** The station files that are measured: made once per size and schema, kept in the cache folder, copied for every use. */

const SEED = 20_261_124;
/** Opens the session that every file holds; the files hold nobody's real data. */
export const TOKEN = 'bench-session';

const folder = () => join(cacheFolder(), 'bench');

/** Changes with the schema and with what fills it. */
function contentHash(): string {
  const hash = createHash('sha256').update(JSON.stringify(SCHEMA));
  const sources = ['data.ts', 'fill.ts', 'fill-classes.ts', 'names.ts', 'plan.ts', 'random.ts'].map((name) =>
    join(import.meta.dirname, name)
  );
  const service = join(import.meta.dirname, '../../electron/service');
  sources.push(join(service, 'people/names.ts'), join(service, 'audit/chain.ts'), join(service, 'reservations/store.ts'));
  for (const source of sources) hash.update(readFileSync(source));
  return hash.digest('hex').slice(0, 12);
}

/** What a file's bookings are: reservations of zones, or seats in classes. */
export type Content = 'station' | 'classes';

/**
 * The file of a size, made if it is not there yet; files of other schemas are removed.
 * @param size bookings; people are half as many
 */
export function dataFile(size: number, say: (line: string) => void = () => {}, content: Content = 'station'): string {
  const hash = contentHash();
  const file = join(folder(), `${content}-${size}-${hash}.db`);
  if (existsSync(file)) return file;
  mkdirSync(folder(), { recursive: true });
  for (const name of readdirSync(folder())) {
    if (name.startsWith(`${content}-${size}-`)) rmSync(join(folder(), name), { force: true });
  }
  const began = performance.now();
  const partial = `${file}.${process.pid}.partial`;
  try {
    generate(partial, size, content);
    renameSync(partial, file);
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(partial + end, { force: true });
  }
  say(
    `made a file of ${size.toLocaleString('en')} bookings${content === 'classes' ? ' in classes' : ''} (${(statSync(file).size / 1e6).toFixed(0)} MB) in ${((performance.now() - began) / 1000).toFixed(1)} s`
  );
  return file;
}

/** Makes and checks a file. @throws Error when what was made is not a sound station file */
export function generate(file: string, size: number, content: Content = 'station'): void {
  // Through the program's own door: migrated, marked, with its pragmas.
  const opened = openDatabase(file, SCHEMA);
  opened.sqlite.close();
  const sqlite = new Sqlite(file);
  try {
    // Nothing is lost if this stops half way: the file has its name only when it is whole.
    sqlite.pragma('journal_mode = OFF');
    sqlite.pragma('synchronous = OFF');
    sqlite.pragma('cache_size = -400000');
    sqlite.pragma('temp_store = MEMORY');
    const before = schemaOf(sqlite);
    const random = randomFrom(SEED);
    const people = size / 2;
    sqlite.exec('begin');
    fillAccount(sqlite);
    fillPlaces(sqlite);
    const { sites, teams } = fillOrganisations(sqlite, people);
    const putBack = strip(sqlite);
    fillPeople(sqlite, people, teams, random);
    if (content === 'station') fillBookings(sqlite, size, people, sites, random);
    else fillClasses(sqlite, size, people, random);
    putBack();
    sqlite.exec('commit');
    if (schemaOf(sqlite) !== before) throw new Error('the schema was not put back as it was');
    if (content === 'station') check(sqlite, size);
    else checkClasses(sqlite, size);
    sqlite.pragma('journal_mode = WAL');
  } finally {
    sqlite.close();
  }
}

function fillAccount(sqlite: Database): void {
  // Nobody can sign in with this password: no text has an empty hash.
  sqlite.exec(
    `insert into account (id, name, name_key, display_name, password, active, created_at) values (1, 'head', 'head', '站长', '-', 1, ${NOW})`
  );
  sqlite.exec(`insert into account_role (account_id, role) values (1, 'head')`);
  const hash = createHash('sha256').update(TOKEN).digest('hex');
  sqlite.prepare('insert into session (id, token_hash, account_id, created_at, locked) values (1, ?, 1, ?, 0)').run(hash, NOW);
}

const schemaOf = (sqlite: Database) =>
  JSON.stringify(sqlite.prepare(`select type, name, tbl_name, sql from sqlite_master order by type, name`).all());

/** Takes indexes and triggers off the large tables; the returned function puts them back. */
function strip(sqlite: Database): () => void {
  const names = [...BULK_TABLES, ...BULK_CLASS_TABLES].map((name) => `'${name}'`).join(', ');
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

/** What every file must hold to, whatever it holds. */
function checkCommon(sqlite: Database, size: number): Check {
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
  if (!chain.ok || chain.rows !== size) throw new Error(`the audit chain breaks at row ${chain.brokenAt}`);
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

/** What the triggers would have refused, and what the rows count on. */
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

const copies: string[] = [];

/** A data folder with a copy of its own of the file of a size; `removeCopies` takes them away. */
export function copyData(size: number, content: Content = 'station', say?: (line: string) => void): string {
  const file = dataFile(size, say, content);
  const copy = mkdtempSync(join(folder(), 'copy-'));
  copies.push(copy);
  copyFileSync(file, join(copy, DATABASE_FILE), constants.COPYFILE_FICLONE);
  return copy;
}

/** Removes one copy, or all. */
export function removeCopies(which: readonly string[] = [...copies]): void {
  for (const copy of which) {
    rmSync(copy, { recursive: true, force: true });
    copies.splice(copies.indexOf(copy), 1);
  }
}

/** A bare connection with the pragmas of every connection. @throws Error when it does not wait for the disk */
export function bareConnection(dataFolder: string): Database {
  const sqlite = new Sqlite(join(dataFolder, DATABASE_FILE));
  applyPragmas(sqlite);
  assertFull(sqlite);
  return sqlite;
}

/** @throws Error when a connection does not run with synchronous FULL */
export function assertFull(sqlite: Database): void {
  const synchronous = sqlite.pragma('synchronous', { simple: true });
  if (synchronous !== 2) throw new Error(`a connection runs with synchronous ${String(synchronous)}, not 2 (FULL)`);
}
