import { sealOf } from '../../core/vault/seal.ts';
import type { Context } from '../../core/context.ts';
import { readClocks } from './clocks.ts';
import { comparable } from './refresh.ts';
import { LIST_COLUMNS, toListed } from './rows.ts';
import { eachText } from './texts.ts';

type Where = 'number' | 'party' | 'text';
const RANK: Record<Where, number> = { number: 0, party: 1, text: 2 };
/** Characters shown on each side of a match. */
const AROUND = 18;

function snippetOf(text: string, at: number, length: number): string {
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + length + AROUND);
  return `${from > 0 ? '…' : ''}${text.slice(from, to).replace(/\s+/g, ' ')}${to < text.length ? '…' : ''}`;
}

/**
 * Searches cases for a text; matches in numbers and names come first. Each case has all its words in one sealed text, and opened texts
 * stay in memory with the keys.
 */
export async function searchCases(context: Context, input: { text: string; limit: number }) {
  const seal = sealOf(context, 'mediation');
  const { db, clock } = context.station;
  const wanted = comparable(input.text.trim());
  const numbers = await db.selectFrom('mediation_case').select(['id', 'number']).where('number', 'is not', null).execute();
  const hits = new Map<number, { where: Where; snippet: string }>();
  for (const row of numbers)
    if (row.number !== null && comparable(row.number).includes(wanted)) hits.set(row.id, { where: 'number', snippet: row.number });
  await eachText(db, seal, (id, { names, rest }) => {
    if (hits.has(id)) return;
    const name = names.indexOf(wanted);
    if (name >= 0) {
      hits.set(id, { where: 'party', snippet: names.slice(names.lastIndexOf('\n', name) + 1).split('\n')[0] ?? '' });
      return;
    }
    const at = rest.indexOf(wanted);
    if (at >= 0) hits.set(id, { where: 'text', snippet: snippetOf(rest, at, wanted.length) });
  });
  const best = [...hits].sort(([a, x], [b, y]) => RANK[x.where] - RANK[y.where] || b - a).slice(0, input.limit);
  if (best.length === 0) return { rows: [], count: 0 };
  const rows = await db
    .selectFrom('mediation_case')
    .select(LIST_COLUMNS)
    .where(
      'mediation_case.id',
      'in',
      best.map(([id]) => id)
    )
    .execute();
  const listed = await toListed(db, seal, await readClocks(db, clock.now()), rows);
  const byId = new Map(listed.map(({ deadlines: _all, ...row }) => [row.id, row]));
  return { rows: best.map(([id, hit]) => ({ ...byId.get(id)!, ...hit })), count: hits.size };
}
