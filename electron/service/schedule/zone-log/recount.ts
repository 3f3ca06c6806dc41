import { dateOf, monthOf } from '../../../contract/core/time.ts';
import type { Db } from '../../db/schema.ts';
import type { Use } from './rollup.ts';
import { useSources } from './sources.ts';

export interface Cell {
  zone_id: number;
  purpose_id: number;
  month: string;
  uses: number;
  attendances: number;
  minutes: number;
}

/** Counts the figures again from the uses; every cell must equal the roll-up. */
export async function recount(db: Db): Promise<Cell[]> {
  const cells = new Map<string, Cell>();
  const add = (use: Use) => {
    const month = monthOf(dateOf(use.from_at));
    const key = `${use.zone_id} ${use.purpose_id} ${month}`;
    const cell = cells.get(key) ?? { zone_id: use.zone_id, purpose_id: use.purpose_id, month, uses: 0, attendances: 0, minutes: 0 };
    cell.uses += 1;
    cell.attendances += use.headcount ?? 0;
    cell.minutes += use.used_minutes ?? 0;
    cells.set(key, cell);
  };
  for (const source of useSources.all()) for (const use of await source.recount(db)) add(use);
  return [...cells.values()];
}
