import { MINUTE_MS, dateOf, monthOf } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';

/** A finished use as the zone log counts it. */
export interface Use {
  zone_id: number;
  purpose_id: number;
  from_at: number;
  headcount: number | null;
  used_minutes: number | null;
}

/**
 * Minutes that a use counts: from its planned start, or for late arrivals from when they took the zone, to its end, at most the
 * planned one. Instants UTC ms.
 * @param heldSince since when it holds its zone, set-up included; null if it holds nothing
 */
export function usedMinutes(row: { from_at: number; to_at: number }, heldSince: number | null, finishedAt: number): number {
  const from = Math.min(Math.max(row.from_at, heldSince ?? row.from_at), row.to_at);
  return Math.round((Math.min(Math.max(finishedAt, from), row.to_at) - from) / MINUTE_MS);
}

/** Adds a finished use to the figures of its month, or with −1 takes it out, in the transaction that changes it. */
export async function countUseTx(cmd: Command, use: Use, sign: 1 | -1): Promise<void> {
  const key = { zone_id: use.zone_id, purpose_id: use.purpose_id, month: monthOf(dateOf(use.from_at)) };
  const by = { uses: sign, attendances: sign * (use.headcount ?? 0), minutes: sign * (use.used_minutes ?? 0) };
  if (sign === 1) {
    await cmd.tx
      .insertInto('zone_use_month')
      .values({ ...key, ...by })
      .onConflict((conflict) =>
        conflict.columns(['zone_id', 'purpose_id', 'month']).doUpdateSet((eb) => ({
          uses: eb('zone_use_month.uses', '+', by.uses),
          attendances: eb('zone_use_month.attendances', '+', by.attendances),
          minutes: eb('zone_use_month.minutes', '+', by.minutes)
        }))
      )
      .execute();
  } else {
    await cmd.tx
      .updateTable('zone_use_month')
      .set((eb) => ({
        uses: eb('uses', '+', by.uses),
        attendances: eb('attendances', '+', by.attendances),
        minutes: eb('minutes', '+', by.minutes)
      }))
      .where('zone_id', '=', key.zone_id)
      .where('purpose_id', '=', key.purpose_id)
      .where('month', '=', key.month)
      .execute();
  }
  cmd.changed('figures');
}
