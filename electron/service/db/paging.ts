import { sql, type Kysely, type SelectQueryBuilder } from 'kysely';
import type { StationDatabase } from './schema.ts';

export const COUNT_CAP = 1000;

/** Number of rows of a query, counted up to one beyond COUNT_CAP, so that the cost does not grow with the table. */
export async function cappedCount<DB, TB extends keyof DB, O>(
  db: Kysely<StationDatabase>,
  query: SelectQueryBuilder<DB, TB, O>
): Promise<{ count: number; capped: boolean }> {
  const limited = query.limit(COUNT_CAP + 1);
  const row = await sql<{ n: number }>`select count(*) as n from (${limited}) as counted`.execute(db);
  return capped(row.rows[0]?.n);
}

/** A count from `cappedCount` as lists show it. */
export function capped(counted: number | undefined): { count: number; capped: boolean } {
  const n = Number(counted ?? 0);
  return { count: Math.min(n, COUNT_CAP), capped: n > COUNT_CAP };
}
