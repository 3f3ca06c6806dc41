import { sql, type RawBuilder } from 'kysely';

/**
 * A table that a query walks through this index and no other, because the index holds all that is asked for. SQLite alone
 * knows INDEXED BY; an engine that chooses well by itself needs the table alone.
 * @param alias what the query calls the table
 */
export const throughIndex = (table: string, alias: string, index: string): RawBuilder<unknown> =>
  sql`${sql.table(table)} as ${sql.ref(alias)} indexed by ${sql.ref(index)}`;
