import type { Clash } from '../../../contract/core/errors.ts';
import { MAX_USE_MS, peakUse, type Interval } from '../../../contract/schedule/allocation.ts';
import { MINUTE_MS } from '../../../contract/core/time.ts';
import { STANDING_SHIFTS } from '../../../contract/volunteering/volunteer-project-rules.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';
import { allocateTx, releaseTx } from '../../schedule/allocation/allocate.ts';
import { probe, readZoneRules, type ProbeOptions } from '../../schedule/allocation/probe.ts';
import type { ScheduleRequest, Source } from '../../schedule/allocation/request.ts';

/**
 * How the shifts of a project take a zone. Several roles serve in one hall at the same time. Shifts of one project that overlap, or lie
 * closer than the zone's set-up and clear-up, therefore share one use of the zone, which the schedule holds.
 */

/** The time of a shift in its zone, and the number of volunteers. */
export interface Placed extends Interval {
  number: number;
}

interface Use extends Interval {
  /** Most people wanted at once. */
  headcount: number;
}

export const useSource = (id: number): Source => ({ kind: 'project_use', id });

/** Joins shifts into uses, in order of their start. @param gap ms below which two shifts share a use @throws StationError INVALID (too_long) */
export function joined(shifts: readonly Placed[], gap: number): Use[] {
  const uses: (Use & { shifts: Placed[] })[] = [];
  for (const shift of [...shifts].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = uses.at(-1);
    if (last !== undefined && shift.from - last.to < gap && Math.max(last.to, shift.to) - last.from <= MAX_USE_MS) {
      last.to = Math.max(last.to, shift.to);
      last.shifts.push(shift);
    } else if (last !== undefined && shift.from < last.to) throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
    else uses.push({ from: shift.from, to: shift.to, headcount: 0, shifts: [shift] });
  }
  return uses.map(({ shifts: own, from, to }) => ({
    from,
    to,
    headcount: peakUse(
      { from, to },
      own.map((shift) => ({ ...shift, quantity: shift.number }))
    )
  }));
}

/** Shifts of a project that hold a zone, without `exceptId`. */
async function placedIn(db: Db, projectId: number, zoneId: number, exceptId = 0): Promise<Placed[]> {
  const rows = await db
    .selectFrom('shift')
    .select(['from_at as from', 'to_at as to', 'number'])
    .where('project_id', '=', projectId)
    .where('zone_id', '=', zoneId)
    .where('state', 'in', STANDING_SHIFTS)
    .where('id', '<>', exceptId)
    .execute();
  return rows;
}

async function gapOf(db: Db, zoneId: number): Promise<number> {
  const zone = await readZoneRules(db, zoneId);
  // Shifts that touch join too, because nothing is cleared up in between.
  return (zone.setup + zone.clearup) * MINUTE_MS + 1;
}

/** How a use of a zone is asked for beside where and when. */
type Asked = Pick<ScheduleRequest, 'lift' | 'notBefore'>;

const requestOf = (use: Use, zoneId: number, asked: Asked): ScheduleRequest & { zoneId: number } => ({
  use: { from: use.from, to: use.to },
  zoneId,
  personIds: [],
  equipment: [],
  headcount: use.headcount,
  ...asked,
  // Shifts are held to being to come one by one: what they join has begun in its time.
  lift: { ...asked.lift, past: true }
});

/**
 * What is in the way of a shift in a zone, its project's own use of it aside. Writes nothing.
 * @param asked what does not count this time: `lift.past` for what is written down afterwards
 * @throws StationError INVALID (together with its neighbours longer than a day), NOT_FOUND
 */
export async function probeShift(
  db: Db,
  projectId: number,
  shift: Placed & { zoneId: number; id?: number },
  options: ProbeOptions,
  asked: Asked = {}
) {
  const { zoneId } = shift;
  const uses = joined([...(await placedIn(db, projectId, zoneId, shift.id)), shift], await gapOf(db, zoneId));
  const own = uses.find((use) => use.from <= shift.from && shift.to <= use.to)!;
  const held = await db
    .selectFrom('project_use')
    .select('id')
    .where('project_id', '=', projectId)
    .where('zone_id', '=', zoneId)
    .where('from_at', '<', own.to + MAX_USE_MS)
    .where('to_at', '>', own.from - MAX_USE_MS)
    .execute();
  const except = [...(options.except ?? []), ...held.map((use) => useSource(use.id))];
  const past: Clash[] =
    shift.from < options.now && asked.lift?.past !== true ? [{ kind: 'past', name: '', heldBy: '', from: shift.from, to: shift.to }] : [];
  const request = requestOf(own, zoneId, asked);
  const probed = await probe(db, request, { ...options, except });
  return { request, wanted: probed.wanted, clashes: [...past, ...probed.clashes] };
}

/**
 * Updates the uses of a zone by a project to its present shifts: releases uses that do not match and takes missing ones.
 * @throws StationError CLASH, INVALID, NOT_FOUND
 */
export async function layoutTx(cmd: Command, projectId: number, zoneId: number | null, asked: Asked = {}): Promise<void> {
  if (zoneId === null) return;
  const wanted = joined(await placedIn(cmd.tx, projectId, zoneId), await gapOf(cmd.tx, zoneId));
  const held = await cmd.tx
    .selectFrom('project_use')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('zone_id', '=', zoneId)
    .execute();
  const same = (use: Use) => held.some((row) => row.from_at === use.from && row.to_at === use.to);
  for (const row of held) {
    if (wanted.some((use) => use.from === row.from_at && use.to === row.to_at)) continue;
    await releaseTx(cmd, useSource(row.id));
    await cmd.tx.deleteFrom('project_use').where('id', '=', row.id).execute();
  }
  for (const use of wanted) {
    if (same(use)) continue;
    await allocateTx(cmd, requestOf(use, zoneId, asked), async ({ buffers }) => {
      const { id } = await cmd.tx
        .insertInto('project_use')
        .values({
          project_id: projectId,
          zone_id: zoneId,
          from_at: use.from,
          to_at: use.to,
          setup_minutes: buffers.setup,
          clearup_minutes: buffers.clearup
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return useSource(id);
    });
  }
  cmd.changed('reservations', 'figures');
}
