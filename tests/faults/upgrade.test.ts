import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../electron/service/db/copy.ts';
import { differences, digestTables } from '../../electron/service/db/digest.ts';
import { migrate } from '../../electron/service/db/migrate.ts';
import { versionsOf } from '../../electron/service/db/migrations.ts';
import { openDatabase } from '../../electron/service/db/open.ts';
import { applyPragmas } from '../../electron/service/db/pragmas.ts';
import { SCHEMA } from '../../electron/service/schema.ts';
import { tablesOf, unpackVersion10 } from '../fixtures/files.ts';
import { bundle } from './build.ts';

// R12: an upgrade stops at each of its statements. The file is then of one version, never between two, a copy from before exists, and
// the next start finishes the work. A killed process leaves its writes in the files, so a copy of them at the beginning of a
// statement stands for each moment; at some statements a process is really killed.

/** A process is killed at every so many statements; FAULTS_EVERY=1 does it at each. */
const EVERY = Number(process.env['FAULTS_EVERY'] ?? 96);
const LATEST = versionsOf(SCHEMA).latest;

/** What is looked for: a file's version, its whole schema, and every value in it. */
interface State {
  version: number;
  schema: unknown;
  contents: unknown;
}
function stateOf(file: string): State {
  const sqlite = new Sqlite(file);
  try {
    sqlite.pragma('synchronous = OFF');
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    return {
      version: Number(sqlite.pragma('user_version', { simple: true })),
      schema: sqlite.prepare('select type, name, tbl_name, sql from sqlite_master order by type, name').all(),
      contents: Object.fromEntries(digestTables(sqlite))
    };
  } finally {
    sqlite.close();
  }
}

/** Tables of which a file no longer holds what another did, column by column. */
function lostIn(file: string, old: State): string[] {
  const before = new Map(Object.entries(old.contents as object)) as ReturnType<typeof digestTables>;
  const sqlite = new Sqlite(file);
  const lost = differences(before, digestTables(sqlite, before));
  sqlite.close();
  return lost;
}

let base: string;
let program: string;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'station-upgrade-'));
  program = await bundle('migrating');
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A folder with a file of a version in it: 0 is none, 10 the demonstration with less of what it has much of. */
function start(name: string, version: number): string {
  const folder = join(base, name);
  mkdirSync(folder);
  const file = join(folder, 'station.db');
  if (version === 10) {
    const made = join(base, 'small.db');
    if (!existsSync(made)) makeSmall(made);
    copyFileSync(made, file);
  }
  return file;
}

function makeSmall(file: string): void {
  unpackVersion10(file);
  const sqlite = new Sqlite(file);
  const triggers = sqlite.prepare(`select name, sql from sqlite_master where type = 'trigger' order by rowid`).all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) sqlite.exec(`drop trigger ${name}`);
  for (const table of ['audit', 'person_gram', 'organisation_gram', 'class_month_person', 'attendance', 'allocation', 'case_event']) {
    const key = (sqlite.pragma(`table_info(${table})`) as { name: string; pk: number }[])
      .filter(({ pk }) => pk > 0)
      .map((column) => column.name);
    sqlite.exec(`delete from ${table} where (${key.join()}) not in (select ${key.join()} from ${table} limit 5)`);
  }
  for (const { sql } of triggers) sqlite.exec(sql);
  // Small pages: three hundred tables and indexes take one each.
  sqlite.pragma('journal_mode = DELETE');
  sqlite.pragma('page_size = 1024');
  sqlite.exec('vacuum');
  sqlite.pragma('journal_mode = WAL');
  for (const table of tablesOf(sqlite)) expect(sqlite.prepare(`select count(*) from ${table}`).pluck().get(), table).toBeGreaterThan(0);
  sqlite.close();
}

/** @returns number of statements when it came to its end, null when it was killed */
async function upgrade(file: string, n: number): Promise<number | null> {
  const child = spawn(process.execPath, [program, file, String(n)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.once('close', (c, s) => resolve([c, s])));
  if (signal === 'SIGKILL') return null;
  expect(code, said).toBe(0);
  return Number(said);
}

/**
 * Copies file and log as they are whenever a statement begins. `look` is told of each copy that is not the same, byte by
 * byte, as the one before. @returns number of statements
 */
function photograph(
  file: string,
  look: (n: number, copy: string) => void,
  work = (sqlite: SqliteDatabase) => migrate(sqlite, file, SCHEMA)
): number {
  const parts = ['', '-wal'];
  let last = '';
  let count = 0;
  let counting = false;
  let problem: unknown;
  const sqlite: SqliteDatabase = new Sqlite(file, {
    verbose: () => {
      if (!counting || problem) return;
      count += 1;
      const hash = createHash('sha256');
      for (const part of parts) hash.update(existsSync(file + part) ? readFileSync(file + part) : '').update('|');
      const now = hash.digest('hex');
      if (now === last) return;
      last = now;
      const folder = join(base, `photo-${count}`);
      mkdirSync(folder);
      const copy = join(folder, 'station.db');
      for (const part of parts) if (existsSync(file + part)) copyFileSync(file + part, copy + part);
      try {
        look(count, copy);
      } catch (error) {
        problem = error;
      }
      rmSync(folder, { recursive: true });
    }
  });
  applyPragmas(sqlite);
  sqlite.pragma('cache_size = 20');
  counting = true;
  work(sqlite);
  counting = false;
  sqlite.close();
  if (problem) throw problem;
  return count;
}

describe.each([0, 10])('an upgrade from version %i', (from) => {
  let old: State;
  let next: State;
  /** The file after each step of the way, by version: a step is one transaction, and the next may not come to pass. */
  const between = new Map<number, State>();
  let total: number;
  beforeAll(async () => {
    const untouched = start(`old-${from}`, from);
    if (from === 0) new Sqlite(untouched).close();
    old = stateOf(untouched);
    const file = start(`whole-${from}`, from);
    total = (await upgrade(file, Infinity))!;
    next = stateOf(file);
    expect([old.version, next.version]).toEqual([from, LATEST]);
    if (from > 0) expect(lostIn(file, old)).toEqual([]);
    for (let version = SCHEMA.baseline.version; version < LATEST; version += 1) {
      const stopped = start(`stopped-${from}-${version}`, from);
      const migrations = SCHEMA.migrations.filter((migration) => migration.version <= version);
      openDatabase(stopped, { ...SCHEMA, migrations }).sqlite.close();
      between.set(version, stateOf(stopped));
    }
    expect(total).toBeGreaterThan(300);
  });

  /** The file is the old one, the new one, or one on the way, as a whole. @returns its version */
  function expectOneOfTwo(file: string, what: string): number {
    const found = stateOf(file);
    expect(found, what).toEqual(found.version === from ? old : (between.get(found.version) ?? next));
    return found.version;
  }
  /** The copy from before, if there is one, is the old file. A file that was changed has one. */
  function expectCopy(folder: string, version: number, what: string): void {
    if (from === 0) return;
    const copy = join(folder, 'backups', `before-version-${from + 1}.db`);
    // Killed in the very making of the copy there may be none yet, but then nothing was changed either.
    if (!existsSync(copy)) return expect(version, what).toBe(from);
    verify(copy);
    const kept = stateOf(copy);
    expect({ ...kept, contents: old.contents }, what).toEqual({ ...old, contents: old.contents });
    expect(kept.contents, what).toEqual(old.contents);
  }

  it('is whole at each of its statements: the old file, the new one, or one that a whole step leads to', () => {
    const file = start(`photographed-${from}`, from);
    let looked = 0;
    let copies = 0;
    const changed: number[] = [];
    const count = photograph(file, (n, copy) => {
      const version = expectOneOfTwo(copy, `statement ${n}`);
      if (version === LATEST) changed.push(n);
      looked += 1;
      if (looked % 40 === 0) {
        expectCopy(join(file, '..'), version, `statement ${n}`);
        copies += 1;
      }
    });
    expect(count).toBe(total);
    // What was written grew again and again, and made the file the new one with the last commit alone.
    expect(looked).toBeGreaterThan(50);
    expect(copies).toBeGreaterThan(0);
    expect(changed.every((n) => n > total - 3)).toBe(true);
    expect(stateOf(file)).toEqual(next);
    expectCopy(join(file, '..'), LATEST, 'at the end');
  });

  it('killed at a statement leaves such a file, and the next start finishes', async () => {
    const waiting = Array.from({ length: total }, (_, index) => index + 1).filter((n) => n % EVERY === 1 || n > total - 3);
    async function round(n: number): Promise<void> {
      const file = start(`killed-${from}-${n}`, from);
      expect(await upgrade(file, n), `statement ${n} of ${total}`).toBeNull();
      if (n === 1 && from === 0) new Sqlite(file).close();
      const version = expectOneOfTwo(file, `statement ${n} of ${total}`);
      expectCopy(join(file, '..'), version, `statement ${n}`);
      openDatabase(file, SCHEMA).sqlite.close();
      expect(stateOf(file), `statement ${n}`).toEqual(next);
      rmSync(join(file, '..'), { recursive: true, force: true });
    }
    await Promise.all(
      [1, 2].map(async () => {
        for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) await round(n);
      })
    );
  });
});

it('one that is not a single transaction is found out: this test would notice', () => {
  const file = start('control', 0);
  new Sqlite(file).close();
  const old = stateOf(file);
  const statements = SCHEMA.baseline.statements.slice(0, 5);
  const look = (n: number, copy: string) => expect(stateOf(copy), `statement ${n}`).toEqual(old);
  const each = (sqlite: SqliteDatabase) => statements.forEach((statement) => sqlite.exec(statement));
  expect(() => photograph(file, look, each)).toThrow('statement 2');
});
