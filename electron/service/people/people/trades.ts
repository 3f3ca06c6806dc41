import type { Db } from '../../db/schema.ts';

/** Most trades offered; more choices would not help. */
const MOST = 200;

/**
 * The trades in use, sorted. It asks the index for the next one after each, so that the cost depends on the number of trades, not of
 * people.
 */
export async function tradesInUse(db: Db): Promise<string[]> {
  const trades: string[] = [];
  let last = '';
  while (trades.length < MOST) {
    const next = await db
      .selectFrom('person')
      .select('trade')
      .where('merged_into', 'is', null)
      .where('trade', '>', last)
      .orderBy('trade')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) break;
    trades.push(next.trade);
    last = next.trade;
  }
  return trades;
}
