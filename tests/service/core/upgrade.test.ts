import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../electron/service/core/audit/chain.ts';
import { verify } from '../../../electron/service/db/copy.ts';
import { migrate } from '../../../electron/service/db/migrate.ts';
import { versionsOf, type Migration, type Schema } from '../../../electron/service/db/migrations.ts';
import { openDatabase, OpenError } from '../../../electron/service/db/open.ts';
import { applyPragmas } from '../../../electron/service/db/pragmas.ts';
import { plainSql } from '../../../electron/service/db/rebuild.ts';
import { restoreCopy } from '../../../electron/service/db/restore.ts';
import { SCHEMA } from '../../../electron/service/schema.ts';
import { contentsOf, tablesOf, unpackVersion10 } from '../../fixtures/files.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-upgrade-'));
  file = join(folder, 'station.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const LATEST = versionsOf(SCHEMA).latest;
const versionOf = (sqlite: SqliteDatabase) => sqlite.pragma('user_version', { simple: true });
const schemaOf = (sqlite: SqliteDatabase) =>
  (
    sqlite.prepare(`select type, name, tbl_name, sql from sqlite_master where sql is not null order by type, name`).all() as {
      sql: string;
    }[]
  ).map((row) => ({ ...row, sql: plainSql(row.sql) }));

/** What opening a file ends with: its error's code, or `opened`. */
function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof OpenError) return error.code;
    throw error;
  }
  return 'opened';
}

describe('a file of version 10', () => {
  it('has every row of every table afterwards, value by value, and the schema of a new file', () => {
    unpackVersion10(file);
    const old = new Sqlite(file);
    expect(versionOf(old)).toBe(10);
    const before = contentsOf(old);
    old.close();
    // A test of nothing would pass as well.
    expect(Object.keys(before).length).toBeGreaterThan(80);
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);

    const told: string[] = [];
    const { sqlite } = openDatabase(file, SCHEMA, { onLongWork: () => told.push('patience') });
    expect(told).toEqual(['patience']);
    expect(versionOf(sqlite)).toBe(LATEST);
    const after = contentsOf(sqlite);
    // Tables that came later stand empty.
    const added = Object.keys(after).filter((table) => !(table in before));
    expect(added.map((table) => [table, after[table]!.length])).toEqual(
      ['clock_hold', 'clock_step', 'roster_import', 'roster_import_person', 'station_clock'].map((table) => [table, 0])
    );
    for (const table of Object.keys(before)) {
      // Columns that came later are beside what there was.
      const columns = Object.keys(before[table]![0] as object);
      const kept = (after[table] as Record<string, unknown>[]).map((row) =>
        Object.fromEntries(columns.map((column) => [column, row[column]]))
      );
      expect(kept, table).toEqual(before[table]);
    }

    const fresh = openDatabase(join(folder, 'fresh', 'station.db'), SCHEMA).sqlite;
    expect(schemaOf(sqlite)).toEqual(schemaOf(fresh));
    expect(versionOf(fresh)).toBe(LATEST);
    fresh.close();

    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(sqlite.pragma('foreign_key_check')).toEqual([]);
    expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(sqlite.pragma('legacy_alter_table', { simple: true })).toBe(0);
    expect(verifyChain(sqlite)).toMatchObject({ ok: true, brokenAt: null });
    sqlite.close();

    const copy = join(folder, 'backups', 'before-version-11.db');
    verify(copy);
    const kept = new Sqlite(copy, { readonly: true });
    expect(versionOf(kept)).toBe(10);
    expect(contentsOf(kept)).toEqual(before);
    kept.close();
  });

  it('takes what the lists of version 10 did not name, and its guards still bite', () => {
    unpackVersion10(file);
    const { sqlite } = openDatabase(file, SCHEMA);
    sqlite.exec(`insert into account_role values (1, 'adviser')`);
    expect(() => sqlite.exec('delete from booking')).toThrow('bookings are kept');
    expect(() => sqlite.exec(`update audit set actor_name = ''`)).toThrow('audit is append-only');
    expect(() => sqlite.exec(`update mediation_case set state = 'registered' where state = 'archived'`)).toThrow('the volume is bound');
    expect(() =>
      sqlite.exec(
        'insert into allocation select null, resource_kind, resource_id, start_at, end_at, quantity, source_kind, 0 from allocation'
      )
    ).toThrow('allocation overlaps another');
    expect(() => sqlite.exec('delete from account where id = 1')).toThrow('FOREIGN KEY');
    sqlite.close();
  });

  it('is refused with its bytes untouched when its version is one that no release wrote', () => {
    for (const version of [1, 2, 9]) {
      unpackVersion10(file);
      const old = new Sqlite(file);
      old.pragma(`user_version = ${version}`);
      old.close();
      const bytes = readFileSync(file);
      expect(codeOf(() => openDatabase(file, SCHEMA))).toBe('MIGRATION_FAILED');
      expect(readFileSync(file).equals(bytes)).toBe(true);
      expect(existsSync(join(folder, 'backups'))).toBe(false);
    }
  });

  it('can be put back from a copy, and one that is older or newer cannot', () => {
    openDatabase(file, SCHEMA).sqlite.close();
    const copy = join(folder, 'copy.db');
    unpackVersion10(copy);
    restoreCopy(file, copy, SCHEMA, 'stamp');
    const { sqlite } = openDatabase(file, SCHEMA);
    expect(versionOf(sqlite)).toBe(LATEST);
    expect(sqlite.prepare('select count(*) from person').pluck().get()).toBeGreaterThan(500);
    sqlite.close();
    for (const version of [9, LATEST + 1]) {
      const other = new Sqlite(copy);
      other.pragma(`user_version = ${version}`);
      other.close();
      expect(codeOf(() => restoreCopy(file, copy, SCHEMA, 'stamp'))).toBe('COPY_UNUSABLE');
    }
  });
});

describe('a rebuilt table', () => {
  const BASELINE = [
    `create table kind (id integer primary key, name text not null) strict`,
    `create table parent (id integer primary key, kind_id integer references kind (id), above integer references parent (id), state text not null check (state in ('a', 'b'))) strict`,
    `create index parent_state on parent (state) where state <> 'b'`,
    `create trigger parent_no_delete before delete on parent begin select raise(abort, 'kept'); end`,
    `create table child (id integer primary key, parent_id integer not null references parent (id) on delete cascade) strict`,
    `create trigger child_counts after insert on child begin update parent set state = state where id = new.parent_id; end`,
    `create table pair (a text not null, b integer not null, value blob, primary key (a, b)) strict, without rowid`,
    `insert into kind values (1, 'one')`,
    `insert into parent values (1, null, null, 'a'), (2, 1, 1, 'b')`,
    `insert into child values (10, 1), (11, 2)`,
    `insert into pair values ('x', 9007199254740993, x'0001ff'), ('甲', -1, null)`
  ];
  const OPEN =
    'create table parent (id integer primary key, kind_id integer references kind (id), above integer references parent (id), state text not null) strict';
  const schemaWith = (...steps: Omit<Migration, 'version' | 'name'>[]): Schema => ({
    baseline: { version: 1, statements: BASELINE },
    migrations: steps.map((step, index) => ({ version: index + 2, name: `step ${index + 2}`, ...step }))
  });

  function made(): SqliteDatabase {
    const sqlite = new Sqlite(file);
    applyPragmas(sqlite);
    migrate(sqlite, file, schemaWith());
    return sqlite;
  }

  it('keeps its rows, its children, its index and trigger, and triggers of others that name it', () => {
    const sqlite = made();
    const before = contentsOf(sqlite);
    migrate(sqlite, file, schemaWith({ rebuild: [OPEN] }));
    expect(contentsOf(sqlite)).toEqual(before);
    expect(sqlite.prepare(`select sql from sqlite_master where name = 'parent'`).pluck().get()).not.toContain('check');
    expect(sqlite.prepare(`select sql from sqlite_master where name = 'parent_state'`).pluck().get()).toContain(`where state <> 'b'`);
    expect(sqlite.pragma('foreign_key_list(child)')).toMatchObject([{ table: 'parent', to: 'id', on_delete: 'CASCADE' }]);
    expect(sqlite.pragma('foreign_key_list(parent)')).toMatchObject([{ table: 'parent' }, { table: 'kind' }]);
    sqlite.exec(`update parent set state = 'c' where id = 1; insert into child values (12, 1)`);
    expect(() => sqlite.exec('delete from parent')).toThrow('kept');
    expect(() => sqlite.exec('insert into child values (13, 99)')).toThrow('FOREIGN KEY');
    expect(tablesOf(sqlite)).toEqual(['child', 'kind', 'pair', 'parent']);
    sqlite.close();
  });

  it('may get columns, and is rebuilt in a new file as well', () => {
    const wide = OPEN.replace(') strict', `, note text not null default '-') strict`);
    const sqlite = made();
    migrate(sqlite, file, schemaWith({ rebuild: [wide] }));
    expect(sqlite.prepare('select note from parent').pluck().all()).toEqual(['-', '-']);
    sqlite.close();
    const fresh = new Sqlite(join(folder, 'fresh.db'));
    applyPragmas(fresh);
    migrate(fresh, join(folder, 'fresh.db'), schemaWith({ rebuild: [wide] }));
    expect(fresh.pragma('user_version', { simple: true })).toBe(2);
    expect(fresh.prepare('select note from parent').pluck().all()).toEqual(['-', '-']);
    fresh.close();
  });

  it.each([
    ['lacks a column', { rebuild: ['create table parent (id integer primary key, state text not null) strict'] }, /lacks kind_id, above/],
    ['refuses a row', { rebuild: [OPEN.replace('state text not null', `state text not null check (state = 'a')`)] }, /CHECK/],
    ['changes a value', { rebuild: [OPEN.replace('kind_id integer', 'kind_id text')] }, /rows of parent are not what they were/],
    ['is none of the file', { rebuild: ['create table nobody (id integer primary key) strict'] }, /no table nobody/],
    ['leaves a row without its parent', { rebuild: [OPEN], statements: ['delete from kind'] }, /1 rows without their parent/],
    ['is followed by a statement that fails', { rebuild: [OPEN], statements: ['insert into nowhere values (1)'] }, /nowhere/]
  ])('is undone as a whole when it %s; foreign keys are on again', (_, step, message) => {
    const sqlite = made();
    const before = [schemaOf(sqlite), contentsOf(sqlite)];
    expect(() => migrate(sqlite, file, schemaWith(step))).toThrow(message);
    expect([schemaOf(sqlite), contentsOf(sqlite)]).toEqual(before);
    expect(versionOf(sqlite)).toBe(1);
    expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(sqlite.pragma('legacy_alter_table', { simple: true })).toBe(0);
    sqlite.close();
  });
});

it('the versions that are opened follow from the schema', () => {
  expect(versionsOf(SCHEMA)).toEqual({ oldest: 10, latest: 13 });
});
