import { sql } from 'kysely';
import type { Db, StationDatabase } from './schema.ts';

/** Ids given to a query at once. */
const AT_ONCE = 5000;

/** The columns of all tables that point at a table by a foreign key. */
async function pointers(db: Db, table: string): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select m.name as "table", f."from" as "column"
    from sqlite_master m join pragma_foreign_key_list(m.name) f
    where m.type = 'table' and f."table" = ${table}`.execute(db);
  return rows;
}

/** Which rows of a table others point at by a foreign key, whatever area they are of. */
export async function pointedAt(db: Db, table: keyof StationDatabase, ids: readonly number[]): Promise<Set<number>> {
  const found = new Set<number>();
  if (ids.length === 0) return found;
  for (const pointer of await pointers(db, table)) {
    const column = sql.ref(pointer.column);
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const { rows } = await sql<{ id: number }>`
        select distinct ${column} as id from ${sql.table(pointer.table)}
        where ${column} in (select value from json_each(${JSON.stringify(ids.slice(at, at + AT_ONCE))}))`.execute(db);
      for (const { id } of rows) found.add(id);
    }
  }
  return found;
}
