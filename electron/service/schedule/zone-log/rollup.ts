import { MINUTE_MS, dateOf, monthOf } from '../../../contract/core/time.ts';
import { STANDING_SHIFTS } from '../../../contract/volunteering/volunteer-project-rules.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';

/** A finished use as the zone log counts it. */
export interface Use {
  zone_id: number;
  purpose_id: number;
  from_at: number;
  headcount: number | null;
  used_minutes: number | null;
}

/**
 * Minutes a use counts: from its planned start (or, for late arrivals, from when they took the zone) to its end, at most
 * the planned one. People who stay on are not counted twice.
 * @param heldSince since when it holds its zone, set-up included, UTC ms; null if it holds nothing
 */
export function usedMinutes(row: { from_at: number; to_at: number }, heldSince: number | null, finishedAt: number): number {
  const from = Math.min(Math.max(row.from_at, heldSince ?? row.from_at), row.to_at);
  return Math.round((Math.min(Math.max(finishedAt, from), row.to_at) - from) / MINUTE_MS);
}

/** Adds a finished use to the figures of its month, or (−1) takes it out again, in the transaction that changes it. */
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

export interface Cell {
  zone_id: number;
  purpose_id: number;
  month: string;
  uses: number;
  attendances: number;
  minutes: number;
}

/**
 * The figures counted anew from the uses themselves, finished reservations, held class sessions and shifts: what the
 * roll-up must equal, cell by cell. Sessions and shifts are counted into it by triggers of class_session and project_use.
 */
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
  const reservations = await db
    .selectFrom('reservation')
    .select(['zone_id', 'purpose_id', 'from_at', 'headcount', 'used_minutes'])
    .where('state', '=', 'finished')
    .execute();
  reservations.forEach(add);
  const purposes = new Map((await db.selectFrom('purpose').select(['key', 'id']).execute()).map(({ key, id }) => [key, id]));
  const minutes = (row: { from_at: number; to_at: number }) => Math.floor((row.to_at - row.from_at) / MINUTE_MS);
  const sessions = await db
    .selectFrom('class_session')
    .select(['zone_id', 'from_at', 'to_at', 'attended'])
    .where('state', '=', 'held')
    .execute();
  for (const row of sessions) add({ ...row, purpose_id: purposes.get('class')!, headcount: row.attended, used_minutes: minutes(row) });
  const shifts = await db.selectFrom('shift').selectAll().where('state', 'in', STANDING_SHIFTS).execute();
  const served = await db.selectFrom('sign_up').select(['shift_id', 'person_id']).where('outcome', '=', 'served').execute();
  for (const use of await db.selectFrom('project_use').selectAll().execute()) {
    const own = shifts.filter(
      (row) => row.project_id === use.project_id && row.zone_id === use.zone_id && row.from_at >= use.from_at && row.to_at <= use.to_at
    );
    if (own.length === 0 || own.some((row) => row.state === 'planned')) continue;
    const people = new Set(served.filter((row) => own.some(({ id }) => id === row.shift_id)).map((row) => row.person_id));
    add({ ...use, purpose_id: purposes.get('volunteer')!, headcount: people.size, used_minutes: minutes(use) });
  }
  return [...cells.values()];
}
