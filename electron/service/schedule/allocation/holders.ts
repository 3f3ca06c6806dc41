import type { ZoneUse } from '../../../contract/schedule/reservations.ts';
import type { Db } from '../../db/schema.ts';
import { Extension } from '../../core/extension.ts';

/** A use as its area describes it; the schedule adds the zone and the time it is held. */
export type HolderUse = Omit<ZoneUse, 'kind' | 'zoneId' | 'setup' | 'clearup'>;

/** A kind of holders. An area registers the kinds of its records that hold allocations. */
export interface HolderKind {
  /** Labels for a clash. */
  labels: (db: Db, ids: readonly number[]) => Promise<{ id: number; label: string }[]>;
  /**
   * Uses for the calendar, sheets and .ics. Without a title, or without this function, a use is shown as occupied only.
   * @param now UTC ms
   */
  uses?: (db: Db, ids: readonly number[], now: number) => Promise<HolderUse[]>;
}

/** The kinds of holders, by the `source_kind` of their allocations. */
export const holderKinds = new Extension<HolderKind>('allocation holder');

/** Labels of the holders of some allocations, by kind and id. */
export async function describeHolders(
  db: Db,
  holders: readonly { source_kind: string; source_id: number }[]
): Promise<(holder: { source_kind: string; source_id: number }) => string> {
  const labels = new Map<string, string>();
  for (const kind of new Set(holders.map((holder) => holder.source_kind))) {
    const ids = [...new Set(holders.filter((holder) => holder.source_kind === kind).map((holder) => holder.source_id))];
    for (const { id, label } of (await holderKinds.find(kind)?.labels(db, ids)) ?? []) labels.set(`${kind} ${id}`, label);
  }
  return (holder) => labels.get(`${holder.source_kind} ${holder.source_id}`) ?? '';
}

/** The uses of these holders, by id; empty for a kind without `uses`. @param now UTC ms */
export async function describeUses(db: Db, kind: string, ids: readonly number[], now: number): Promise<Map<number, HolderUse>> {
  const uses = (await holderKinds.find(kind)?.uses?.(db, [...new Set(ids)], now)) ?? [];
  return new Map(uses.map((use) => [use.id, use]));
}
