import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../electron/service/db/copy.ts';
import { migrate } from '../../electron/service/db/migrate.ts';
import { LATEST_VERSION, MIGRATIONS } from '../../electron/service/db/migrations/index.ts';
import { openDatabase } from '../../electron/service/db/open.ts';
import { bundle } from './build.ts';

// R12: an upgrade is killed at each of its statements. The file is then as a version of this program made it, never
// between two, a copy from before the upgrade exists, and the next start finishes the work.

/** Of the version that comes next every other statement is met, of those behind it every 16th: they come next from another. */
const EVERY = Number(process.env['FAULTS_EVERY'] ?? 2);
const FAR = EVERY === 1 ? 1 : 16;
let program: string;
beforeAll(async () => {
  program = await bundle('migrating');
});

const schemaOf = (sqlite: SqliteDatabase) =>
  sqlite.prepare('select type, name, tbl_name, sql from sqlite_master order by type, name').all();
const versionOf = (sqlite: SqliteDatabase) => Number(sqlite.pragma('user_version', { simple: true }));

/** The schema of each version, from 0. */
const SCHEMAS = Array.from({ length: LATEST_VERSION + 1 }, (_, version) => {
  const sqlite = new Sqlite(':memory:');
  migrate(sqlite, '', MIGRATIONS.slice(0, version));
  return schemaOf(sqlite);
});

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

/** A file of an earlier version, with something in it. */
function makeFile(folder: string, version: number): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'station.db');
  if (version === 0) return file;
  openDatabase(file, { migrations: MIGRATIONS.slice(0, version) }).sqlite.close();
  const sqlite = new Sqlite(file);
  for (let n = 1; n <= 50; n += 1) {
    sqlite
      .prepare(`insert into account (name, name_key, display_name, password, created_at) values (?, ?, '赵甲子', 'x', 0)`)
      .run(`account ${n}`, `account ${n}`);
  }
  sqlite.close();
  return file;
}

describe('an upgrade killed at its nth statement', () => {
  it.each(Array.from({ length: LATEST_VERSION }, (_, version) => version))('from version %i', async (from) => {
    const base = mkdtempSync(join(tmpdir(), 'station-upgrade-'));
    const made = makeFile(join(base, 'made'), from);
    const total = (await upgrade(makeFile(join(base, 'whole'), from), Infinity))!;
    expect(total).toBeGreaterThan(3);
    const seen = new Set<number>();

    async function round(n: number): Promise<void> {
      const folder = join(base, String(n));
      const file = join(folder, 'station.db');
      mkdirSync(folder);
      if (from > 0) copyFileSync(made, file);
      expect(await upgrade(file, n), `statement ${n} of ${total}`).toBeNull();
      const sqlite = new Sqlite(file);
      const version = versionOf(sqlite);
      seen.add(version);
      expect(version).toBeGreaterThanOrEqual(from);
      expect(schemaOf(sqlite), `statement ${n}: version ${version}`).toEqual(SCHEMAS[version]);
      expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
      sqlite.close();
      if (from > 0) {
        const backups = existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : [];
        // Killed in the very making of the copy there may be none yet, but then nothing was changed either.
        if (!backups.includes(`before-version-${from + 1}.db`)) expect(version).toBe(from);
        else {
          const copy = join(folder, 'backups', `before-version-${from + 1}.db`);
          verify(copy);
          const before = new Sqlite(copy, { readonly: true });
          expect(versionOf(before)).toBe(from);
          expect(before.prepare('select count(*) as n from account').get()).toEqual({ n: 50 });
          before.close();
        }
      }
      const open = openDatabase(file);
      expect(versionOf(open.sqlite)).toBe(LATEST_VERSION);
      expect(schemaOf(open.sqlite)).toEqual(SCHEMAS[LATEST_VERSION]);
      expect(open.sqlite.prepare('select count(*) as n from account').get()).toEqual({ n: from > 0 ? 50 : 0 });
      open.sqlite.close();
      rmSync(folder, { recursive: true, force: true });
    }

    // What opening the file and beginning each version takes is counted with the next one.
    const around = total - MIGRATIONS.slice(from).reduce((sum, migration) => sum + migration.statements.length, 0);
    const next = MIGRATIONS[from]!.statements.length + around;
    // And the last, which commits.
    const waiting = Array.from({ length: total }, (_, index) => index + 1).filter(
      (n) => n === total || (n + from) % (n <= next ? EVERY : FAR) === 0
    );
    await Promise.all(
      [1, 2].map(async () => {
        for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) await round(n);
      })
    );
    expect(seen.has(from)).toBe(true);
    expect([...seen].every((version) => version >= from && version < LATEST_VERSION)).toBe(true);
    rmSync(base, { recursive: true, force: true });
  });
});
