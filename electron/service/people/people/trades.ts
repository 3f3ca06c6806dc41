import type { Db } from '../../db/schema.ts';

/** More choices than this help nobody. */
const MOST = 200;

/**
 * Every trade in use, in order. Asks the index for the next one after each, so the cost is that of the trades there are,
 * not of the people who have them.
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
