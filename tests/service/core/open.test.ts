import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { versionsOf, type Schema } from '../../../electron/service/db/migrations.ts';
import { joinDatabase, openDatabase, OpenError } from '../../../electron/service/db/open.ts';
import { restoreCopy } from '../../../electron/service/db/restore.ts';
import { SCHEMA } from '../../../electron/service/schema.ts';
import { closeStation, openStation } from '../../../electron/service/core/station/open.ts';
import { openTestStation, silentLog } from '../../fixtures/station.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-open-'));
  file = join(folder, 'station.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof OpenError) return error.code;
    throw error;
  }
  return 'opened';
}

describe('one service per folder', () => {
  it('refuses a second one with IN_USE and lets go when the first is closed', async () => {
    const first = openStation({ dataFolder: folder, schema: SCHEMA, version: '0', log: silentLog });
    const before = hash(file);
    expect(codeOf(() => openStation({ dataFolder: folder, schema: SCHEMA, version: '0', log: silentLog }))).toBe('IN_USE');
    expect(hash(file)).toBe(before);
    await closeStation(first);
    const second = openStation({ dataFolder: folder, schema: SCHEMA, version: '0', log: silentLog });
    await closeStation(second);
  });

  it('is not kept out by a lock left behind, nor by one that something overwrote', async () => {
    const died = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { lockFolder } from ${JSON.stringify(new URL('../../../electron/service/db/lock.ts', import.meta.url).href)};
         lockFolder(${JSON.stringify(folder)}); process.kill(process.pid, 'SIGKILL');`
      ],
      { encoding: 'utf8' }
    );
    expect(died.signal).toBe('SIGKILL');
    expect(existsSync(join(folder, 'station.lock'))).toBe(true);
    await closeStation(openStation({ dataFolder: folder, schema: SCHEMA, version: '0', log: silentLog }));
    writeFileSync(join(folder, 'station.lock'), 'not a lock'.repeat(1000));
    await closeStation(openStation({ dataFolder: folder, schema: SCHEMA, version: '0', log: silentLog }));
  });

  // Only Linux lists the locks of a process.
  it.runIf(process.platform === 'linux')('keeps its lock on the file after workers have come and gone', async (context) => {
    const locks = (path: string) =>
      readFileSync('/proc/locks', 'utf8')
        .split('\n')
        .filter((line) => line.includes(`:${statSync(path).ino} `) && line.includes(` ${process.pid} `)).length;
    const t = await openTestStation();
    const head = await t.as('head');
    if (locks(t.station.file) === 0) {
      await t.close();
      return context.skip('the file system of the temporary folder lists locks under another number');
    }
    await head.backup.make();
    await head.audit.verify();
    expect(locks(t.station.file)).toBe(1);
    // Closing the file by hand anywhere in the process is what loses it.
    readFileSync(t.station.file);
    expect(locks(t.station.file)).toBe(0);
    await t.close();
  });
});

describe('looking before opening', () => {
  it('makes a station of an empty file and of a file whose making was cut short', () => {
    writeFileSync(file, '');
    openDatabase(file, SCHEMA).sqlite.close();
    rmSync(file);
    const cut = new Sqlite(file);
    cut.pragma('journal_mode = WAL');
    cut.close();
    openDatabase(file, SCHEMA).sqlite.close();
    expect(codeOf(() => openDatabase(file, SCHEMA).sqlite.close())).toBe('opened');
  });

  it('reads what stands only in the log: a newer version there is refused, and the file keeps its bytes', () => {
    openDatabase(file, SCHEMA).sqlite.close();
    const other = new Sqlite(file);
    other.pragma('wal_autocheckpoint = 0');
    other.pragma('user_version = 9999');
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    for (const end of ['', '-wal']) copyFileSync(file + end, join(copy, `station.db${end}`));
    other.close();
    const copied = join(copy, 'station.db');
    const before = [hash(copied), hash(`${copied}-wal`)];
    expect(codeOf(() => openDatabase(copied, SCHEMA))).toBe('NEWER_VERSION');
    expect([hash(copied), hash(`${copied}-wal`)]).toEqual(before);
  });

  it('does not fold the log of another program into its file', () => {
    const other = new Sqlite(file);
    other.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table t (x)');
    const copied = join(folder, 'copied.db');
    for (const end of ['', '-wal']) copyFileSync(file + end, copied + end);
    other.close();
    const before = [hash(copied), hash(`${copied}-wal`)];
    expect(codeOf(() => openDatabase(copied, SCHEMA))).toBe('NOT_A_STATION_FILE');
    expect([hash(copied), hash(`${copied}-wal`)]).toEqual(before);
  });

  it('takes no missing file for a new station where there are backups', () => {
    mkdirSync(join(folder, 'backups'));
    expect(codeOf(() => openDatabase(file, SCHEMA).sqlite.close())).toBe('opened');
    rmSync(file);
    writeFileSync(join(folder, 'backups', 'station-20260101-0900.db'), 'x');
    expect(codeOf(() => openDatabase(file, SCHEMA))).toBe('MISSING');
    expect(existsSync(file)).toBe(false);
  });

  it('says that a folder in the place of the file is none', () => {
    mkdirSync(file);
    expect(codeOf(() => openDatabase(file, SCHEMA))).not.toBe('opened');
  });
});

describe('an upgrade', () => {
  const { latest } = versionsOf(SCHEMA);
  const next = (statements: string[]): Schema => ({
    ...SCHEMA,
    migrations: [...SCHEMA.migrations, { version: latest + 1, name: 'next', statements }]
  });
  const copyName = `before-version-${latest + 1}.db`;

  it('copies the file first, and replaces the copy of an earlier one', () => {
    openDatabase(file, SCHEMA).sqlite.close();
    mkdirSync(join(folder, 'backups'));
    writeFileSync(join(folder, 'backups', copyName), 'an older copy');
    const told: string[] = [];
    openDatabase(file, next(['create table next (id integer primary key) strict']), {
      onLongWork: () => told.push('patience')
    }).sqlite.close();
    expect(told).toEqual(['patience']);
    const copy = new Sqlite(join(folder, 'backups', copyName), { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(latest);
    copy.close();
  });

  it('that fails is undone as a whole, says so, and keeps the copy', () => {
    openDatabase(file, SCHEMA).sqlite.close();
    const broken = next(['create table next (id integer primary key) strict', 'insert into nowhere values (1)']);
    expect(codeOf(() => openDatabase(file, broken))).toBe('MIGRATION_FAILED');
    const after = new Sqlite(file, { readonly: true });
    expect(after.pragma('user_version', { simple: true })).toBe(latest);
    expect(after.prepare(`select count(*) as n from sqlite_master where name = 'next'`).get()).toEqual({ n: 0 });
    after.close();
    expect(existsSync(join(folder, 'backups', copyName))).toBe(true);
    expect(codeOf(() => openDatabase(file, SCHEMA).sqlite.close())).toBe('opened');
  });

  it('that leaves rows without their parent is undone', () => {
    const open = openDatabase(file, SCHEMA);
    open.sqlite.exec(`insert into account (name, name_key, display_name, password, created_at) values ('a', 'a', 'a', 'x', 0);
      insert into account_role values (1, 'head')`);
    open.sqlite.close();
    const orphans = next([
      'create table replaced as select * from account where 0',
      'pragma defer_foreign_keys = on',
      'delete from account'
    ]);
    expect(codeOf(() => openDatabase(file, orphans))).not.toBe('opened');
    const after = new Sqlite(file, { readonly: true });
    expect(after.prepare('select count(*) as n from account').get()).toEqual({ n: 1 });
    after.close();
  });
});

describe('restoring a copy', () => {
  function sample(): string {
    openDatabase(file, SCHEMA).sqlite.close();
    const copy = join(folder, 'copy.db');
    copyFileSync(file, copy);
    return copy;
  }

  it('never lets the log of the damaged file meet the copy', () => {
    const copy = sample();
    const open = new Sqlite(file);
    open.pragma('wal_autocheckpoint = 0');
    open.exec(`insert into setting values ('stationName', '"lost"')`);
    const [damaged, log] = [hash(file), hash(`${file}-wal`)];
    for (const end of ['', '-wal']) copyFileSync(file + end, `${file}.x${end}`);
    open.close();
    for (const end of ['', '-wal']) copyFileSync(`${file}.x${end}`, file + end);
    const aside = restoreCopy(file, copy, SCHEMA, 'stamp');
    expect(aside).toBe(`${file}.damaged-stamp`);
    expect([hash(aside!), hash(`${aside}-wal`)]).toEqual([damaged, log]);
    const restored = openDatabase(file, SCHEMA);
    expect(restored.sqlite.prepare('select count(*) as n from setting').get()).toEqual({ n: 0 });
    restored.sqlite.close();
    // And the pair that was set aside still opens as one.
    const kept = new Sqlite(aside!);
    expect(kept.prepare('select value from setting').get()).toEqual({ value: '"lost"' });
    kept.close();
  });

  it('keeps every damaged file, even of the same minute', () => {
    const copy = sample();
    for (let n = 0; n < 3; n += 1) restoreCopy(file, copy, SCHEMA, 'stamp');
    expect(
      readdirSync(folder)
        .filter((name) => name.includes('damaged'))
        .sort()
    ).toEqual(['station.db.damaged-stamp', 'station.db.damaged-stamp-2', 'station.db.damaged-stamp-3']);
  });

  it('refuses a copy that is empty, foreign, newer or damaged, and leaves everything as it was', () => {
    const copy = sample();
    const size = readFileSync(copy).length;
    const spoil: Record<string, () => void> = {
      empty: () => writeFileSync(copy, ''),
      foreign: () => {
        rmSync(copy);
        new Sqlite(copy).exec('create table t (x)').close();
      },
      newer: () => {
        const newer = new Sqlite(copy);
        newer.pragma('user_version = 9999');
        newer.close();
      },
      damaged: () => {
        const bytes = readFileSync(copy);
        bytes.fill(0xff, size - 4096);
        writeFileSync(copy, bytes);
      }
    };
    const before = hash(file);
    for (const [name, act] of Object.entries(spoil)) {
      copyFileSync(file, copy);
      act();
      expect(
        codeOf(() => restoreCopy(file, copy, SCHEMA, 'stamp')),
        name
      ).toBe('COPY_UNUSABLE');
      expect(hash(file)).toBe(before);
      expect(readdirSync(folder).filter((found) => /damaged|restoring/.test(found))).toEqual([]);
    }
  });
});

describe('every connection', () => {
  it('is FULL, in WAL, with foreign keys: the service’s, and a worker’s on a file that was reopened', () => {
    for (const open of [openDatabase(file, SCHEMA), openDatabase(file, SCHEMA), joinDatabase(file)]) {
      const pragma = (name: string) => open.sqlite.pragma(name, { simple: true });
      expect([pragma('synchronous'), pragma('journal_mode'), pragma('foreign_keys'), pragma('trusted_schema')]).toEqual([2, 'wal', 1, 0]);
    }
  });
});
