import type { Database as SqliteDatabase } from 'better-sqlite3';
import { id } from './sql-text.ts';

/**
 * The text of a `create …` in a comparable form: without differences of blanks, of the case of its first words, and of the quotes that
 * SQLite puts around the name of a renamed table.
 */
export const plainSql = (sql: string): string =>
  sql
    .replace(/^create\s+(unique\s+index|\w+)\s+"?(\w+)"?/i, (_, kind: string, name: string) => `create ${kind.toLowerCase()} ${name}`)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([(),]) ?/g, '$1');

const columnsOf = (sqlite: SqliteDatabase, table: string) =>
  (sqlite.pragma(`table_xinfo(${table})`) as { name: string; hidden: number }[])
    // SQLite computes generated columns, so they are not copied.
    .filter(({ hidden }) => hidden === 0)
    .map(({ name }) => name);

const hasRowid = (sqlite: SqliteDatabase, table: string): boolean =>
  (sqlite.pragma(`table_list(${table})`) as { wr: number }[]).every(({ wr }) => wr === 0);

/**
 * Rebuilds a table whose text differs from the given one: copies rows column by column, and makes its indexes and triggers again. It
 * must run inside a transaction with foreign keys off and legacy_alter_table on (README.md).
 * @throws Error when there is no such table, or the new one lacks a column of the old one
 */
export function rebuildTable(sqlite: SqliteDatabase, create: string): void {
  const name = id(/^create table (\w+) \(/.exec(create)?.[1] ?? '');
  const old = sqlite.prepare(`select sql from sqlite_master where type = 'table' and name = ?`).pluck().get(name) as string | undefined;
  if (old === undefined) throw new Error(`there is no table ${name} to be made anew`);
  if (plainSql(old) === plainSql(create)) return;
  const parts = sqlite
    .prepare(`select sql from sqlite_master where tbl_name = ? and type in ('index', 'trigger') and sql is not null order by rowid`)
    .pluck()
    .all(name) as string[];
  const next = `${name}_rebuilt`;
  sqlite.exec(create.replace(`create table ${name} (`, `create table ${next} (`));
  const columns = columnsOf(sqlite, name);
  const kept = columnsOf(sqlite, next);
  const lost = columns.filter((column) => !kept.includes(column));
  if (lost.length > 0) throw new Error(`the new ${name} lacks ${lost.join(', ')}`);
  const listed = columns.map((column) => `"${column}"`).join(', ');
  const order = hasRowid(sqlite, name) ? ' order by rowid' : '';
  sqlite.exec(`insert into ${next} (${listed}) select ${listed} from ${name}${order}`);
  sqlite.exec(`drop table ${name}`);
  sqlite.exec(`alter table ${next} rename to ${name}`);
  for (const statement of parts) sqlite.exec(statement);
}

/** Drops every trigger of the file. */
export function dropTriggers(sqlite: SqliteDatabase): void {
  const names = sqlite.prepare(`select name from sqlite_master where type = 'trigger' order by rowid`).pluck().all() as string[];
  for (const name of names) sqlite.exec(`drop trigger ${id(name)}`);
}
