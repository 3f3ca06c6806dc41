import { createHash, type Hash } from 'node:crypto';
import type { Database as SqliteDatabase } from 'better-sqlite3';

/** A digest of a table: its columns, the number of rows, and a hash of all values. */
export interface Digest {
  columns: readonly string[];
  rows: number;
  hash: string;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Hashes kind, length and value, so that different rows never have the same input. */
function add(hash: Hash, values: readonly unknown[]): void {
  let text = '';
  for (const value of values) {
    if (value === null) text += 'n;';
    else if (typeof value === 'bigint') text += `i${value};`;
    else if (typeof value === 'string') text += `t${value.length}:${value};`;
    else if (typeof value === 'number') {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(value);
      text += `r${bytes.toString('hex')};`;
    } else {
      const bytes = value as Buffer;
      hash.update(`${text}b${bytes.length}:`);
      hash.update(bytes);
      text = '';
    }
  }
  hash.update(`${text}\n`);
}

/**
 * Digests of all tables of a file, by name.
 * @param like earlier digests, whose columns are used; tables may have more columns since
 */
export function digestTables(sqlite: SqliteDatabase, like: ReadonlyMap<string, Digest> = new Map()): Map<string, Digest> {
  const tables = (sqlite.pragma('table_list') as { name: string; schema: string; type: string; wr: number }[]).filter(
    ({ name, schema, type }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_')
  );
  const found = new Map<string, Digest>();
  for (const { name, wr } of tables.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const all = sqlite.pragma(`table_xinfo(${quote(name)})`) as { name: string; pk: number; hidden: number }[];
    const columns = like.get(name)?.columns ?? all.filter(({ hidden }) => hidden !== 1).map((column) => column.name);
    const key = all.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    const order = wr === 1 ? key.map((column) => quote(column.name)).join(', ') : 'rowid';
    const hash = createHash('sha256');
    let rows = 0;
    const select = sqlite.prepare(`select ${columns.map(quote).join(', ')} from ${quote(name)} order by ${order}`);
    for (const row of select.raw().safeIntegers().iterate() as Iterable<unknown[]>) {
      rows += 1;
      add(hash, row);
    }
    found.set(name, { columns, rows, hash: hash.digest('hex') });
  }
  return found;
}

/** Names of the tables that differ. */
export const differences = (before: ReadonlyMap<string, Digest>, after: ReadonlyMap<string, Digest>): string[] =>
  [...before].filter(([name, { rows, hash }]) => after.get(name)?.rows !== rows || after.get(name)?.hash !== hash).map(([name]) => name);
