import type { Clash } from '../../../contract/core/errors.ts';
import type { ReservationRef } from '../../../contract/schedule/reservation.ts';
import { MAX_CLOSURE_MS, overlaps, type Interval } from '../../../contract/schedule/allocation.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { hitsOf, zoneHolders } from './holders.ts';

/** The effect of a change of closures on uses of zones. */
export interface Effect {
  suspended: ReservationRef[];
  restored: ReservationRef[];
  stillSuspended: { reservation: ReservationRef; clashes: Clash[] }[];
}

/** @throws StationError INVALID: order, too_long */
function demandInterval(interval: Interval): void {
  if (interval.to <= interval.from) throw new StationError('INVALID', { field: 'to', reason: 'order' });
  if (interval.to - interval.from > MAX_CLOSURE_MS) throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
}

/**
 * Makes room for a closure: suspends the coming uses, which keep their state before. A finished use gives up its clear-up time inside
 * the closure; a running one must finish first.
 */
async function suspendTx(cmd: Command, zoneId: number, interval: Interval, closureId: number): Promise<ReservationRef[]> {
  const suspended: ReservationRef[] = [];
  for (const hit of await hitsOf(cmd.tx, cmd.now, zoneId, interval, 'coming'))
    suspended.push(await hit.holder.suspendTx(cmd, hit.id, closureId));
  return suspended;
}

/** Demands that no use is running. @throws StationError CLASH naming those that are */
async function demandNobodyInTx(cmd: Command, zoneId: number, interval: Interval): Promise<void> {
  const zone = found(await cmd.tx.selectFrom('zone').select('name').where('id', '=', zoneId).executeTakeFirst(), 'zone', zoneId);
  // A use past its planned end is still running, but holds the zone only up to that end.
  const on = await hitsOf(cmd.tx, cmd.now, zoneId, interval, 'on');
  if (on.length > 0) {
    throw new StationError('CLASH', {
      clashes: on.map(({ ref }) => ({
        kind: 'zone',
        name: zone.name,
        heldBy: `${ref.number} ${ref.title}`.trim(),
        holderKind: ref.kind,
        holderId: ref.id,
        from: ref.from,
        to: ref.to
      }))
    });
  }
  for (const holder of zoneHolders.all()) await holder.trimTx(cmd, zoneId, interval);
}

/**
 * Restores the suspended uses of a zone in an interval that is open again, each after a full check. A use that cannot be restored stays
 * suspended and is answered with what is in its way.
 */
async function restoreTx(cmd: Command, zoneId: number, freed: Interval): Promise<Pick<Effect, 'restored' | 'stillSuspended'>> {
  const restored: ReservationRef[] = [];
  const stillSuspended: Effect['stillSuspended'] = [];
  for (const hit of await hitsOf(cmd.tx, cmd.now, zoneId, freed, 'suspended')) {
    const { ref, clashes } = await hit.holder.restoreTx(cmd, hit.id);
    if (clashes.length === 0) restored.push(ref);
    else stillSuspended.push({ reservation: ref, clashes });
  }
  return { restored, stillSuspended };
}

/** Closes a zone. A start in the past means now. @throws StationError NOT_FOUND, INVALID, CLASH */
export async function createClosureTx(cmd: Command, input: { zoneId: number; from: number; to: number; reason: string }) {
  const interval = { from: Math.max(input.from, cmd.now), to: input.to };
  demandInterval(interval);
  await demandNobodyInTx(cmd, input.zoneId, interval);
  // It is made as cancelled, so that uses can point at it while they still hold the zone, and set in force at the end.
  const { id } = await cmd.tx
    .insertInto('closure')
    .values({
      zone_id: input.zoneId,
      from_at: interval.from,
      to_at: interval.to,
      reason: input.reason,
      cancelled: 1,
      ended_at: null,
      created_at: cmd.now,
      created_by: cmd.actor.name
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const suspended = await suspendTx(cmd, input.zoneId, interval, id);
  await cmd.tx.updateTable('closure').set({ cancelled: 0 }).where('id', '=', id).execute();
  cmd.audit({
    entity: 'closure',
    entityId: id,
    after: { zoneId: input.zoneId, ...interval, reason: input.reason, suspended: suspended.map((r) => r.number) }
  });
  cmd.changed('closures', 'zones');
  return { id, suspended };
}

async function closureForChangeTx(cmd: Command, input: { id: number; version: number }) {
  const row = found(await cmd.tx.selectFrom('closure').selectAll().where('id', '=', input.id).executeTakeFirst(), 'closure', input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'closure' });
  if (row.cancelled === 1 || row.to_at <= cmd.now) throw new StationError('STEP_NOT_ALLOWED', { from: 'ended', step: 'update' });
  return row;
}

/**
 * Changes the times or reason of a closure. It suspends uses that it newly covers and restores the others.
 * @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED (it is over), CLASH, INVALID
 */
export async function updateClosureTx(cmd: Command, input: { id: number; version: number; from: number; to: number; reason: string }) {
  const row = await closureForChangeTx(cmd, input);
  // The start of a closure that has begun cannot change.
  const from = row.from_at <= cmd.now ? row.from_at : Math.max(input.from, cmd.now);
  const interval = { from, to: input.to };
  demandInterval(interval);
  if (input.to < cmd.now) throw new StationError('INVALID', { field: 'to', reason: 'past' });
  const hits = { from: Math.max(interval.from, cmd.now), to: interval.to };
  if (overlaps(hits, interval)) await demandNobodyInTx(cmd, row.zone_id, hits);
  const suspended = await suspendTx(cmd, row.zone_id, interval, row.id);
  const version = row.version + 1;
  await cmd.tx
    .updateTable('closure')
    .set({ from_at: interval.from, to_at: interval.to, reason: input.reason, version })
    .where('id', '=', row.id)
    .execute();
  const effect = await restoreTx(cmd, row.zone_id, { from: Math.min(row.from_at, interval.from), to: Math.max(row.to_at, interval.to) });
  // Uses that the closure still covers stay suspended and are not reported.
  const stillSuspended = effect.stillSuspended.filter(
    ({ clashes }) => !clashes.some((clash) => clash.kind === 'closure' && clash.holderId === row.id)
  );
  cmd.audit({
    entity: 'closure',
    entityId: row.id,
    before: { from: row.from_at, to: row.to_at, reason: row.reason },
    after: { ...interval, reason: input.reason, suspended: suspended.map((r) => r.number), restored: effect.restored.map((r) => r.number) }
  });
  cmd.changed('closures', 'zones');
  return { version, suspended, restored: effect.restored, stillSuspended };
}

/** Ends a closure now, or cancels one that has not begun. @throws StationError NOT_FOUND, STALE, STEP_NOT_ALLOWED */
export async function endClosureTx(cmd: Command, input: { id: number; version: number }) {
  const row = await closureForChangeTx(cmd, input);
  const version = row.version + 1;
  const change = row.from_at >= cmd.now ? { cancelled: 1 } : { to_at: cmd.now };
  await cmd.tx
    .updateTable('closure')
    .set({ ...change, ended_at: cmd.now, version })
    .where('id', '=', row.id)
    .execute();
  const effect = await restoreTx(cmd, row.zone_id, { from: row.from_at, to: row.to_at });
  cmd.audit({
    entity: 'closure',
    entityId: row.id,
    before: { from: row.from_at, to: row.to_at },
    after: {
      ...change,
      endedAt: cmd.now,
      restored: effect.restored.map((r) => r.number),
      stillSuspended: effect.stillSuspended.map((s) => s.reservation.number)
    }
  });
  cmd.changed('closures', 'zones');
  return { version, suspended: [], ...effect };
}
