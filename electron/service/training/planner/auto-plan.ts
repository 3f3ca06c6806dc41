import type { PlanPlacement, PlanProposal } from '../../../contract/training/planner.ts';
import type { Clash } from '../../../contract/core/errors.ts';
import { dateOf, startOfDate } from '../../../contract/core/time.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context, Station } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { runJob } from '../../core/jobs/run.ts';
import { makeSessionsTx } from '../sessions/add.ts';
import { recordTx } from '../bookings/events.ts';
import type { PlanOrder } from './plan-job.ts';
import { linesOfTx, readClassTx } from '../classes/store.ts';

interface Run {
  running: { done: number; total: number } | null;
  ended: boolean;
  wake: Set<() => void>;
}
const runs = new WeakMap<Station, Map<string, Run>>();

/** A run by the window's id. The proposal or its watcher makes it, whichever call comes first. */
function runOf(station: Station, id: string): Run {
  let all = runs.get(station);
  if (!all) runs.set(station, (all = new Map()));
  let run = all.get(id);
  if (!run) all.set(id, (run = { running: null, ended: false, wake: new Set() }));
  return run;
}

function tell(run: Run, change: Partial<Run>): void {
  Object.assign(run, change);
  for (const wake of run.wake) wake();
}

/** Proposes a term in a worker thread. Writes nothing. @throws StationError NOT_FOUND, INVALID, CANCELLED */
export async function proposeTerm(
  context: Context,
  input: PlanOrder & { runId: string },
  signal: AbortSignal | undefined
): Promise<PlanProposal> {
  const { station } = context;
  const { runId, ...order } = input;
  const run = runOf(station, runId);
  try {
    const { placed, unplaced, firstFit, ms } = await runJob(station, 'planTerm', order, {
      signal,
      onProgress: (done, total) => tell(run, { running: { done, total } })
    });
    const zones = await station.db.selectFrom('zone').select(['id', 'name', 'name_en']).execute();
    const people = await station.db
      .selectFrom('trainer')
      .innerJoin('person', 'person.id', 'trainer.person_id')
      .select(['person.id', 'person.name'])
      .execute();
    return {
      placed: placed.map((one) => {
        const zone = zones.find((row) => row.id === one.zoneId);
        const trainer = people.find((row) => row.id === one.trainerId);
        return { ...one, zone: { id: one.zoneId, name: zone?.name ?? '', nameEn: zone?.name_en ?? '' }, trainer: trainer ?? null };
      }),
      unplaced,
      firstFit,
      ms
    };
  } finally {
    tell(run, { ended: true });
    runs.get(station)?.delete(runId);
  }
}

/** Progress of a run. The stream ends with the run or when the listener leaves. */
export async function* planProgress(
  context: Context,
  runId: string,
  signal: AbortSignal | undefined
): AsyncGenerator<{ done: number; total: number }> {
  const run = runOf(context.station, runId);
  let wake = () => {};
  const listener = () => wake();
  run.wake.add(listener);
  signal?.addEventListener('abort', listener);
  try {
    let seen: Run['running'] = null;
    while (!signal?.aborted) {
      if (run.running !== seen && run.running !== null) {
        seen = run.running;
        yield { ...seen };
      }
      if (run.ended) return;
      if (run.running === seen) await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal?.removeEventListener('abort', listener);
    run.wake.delete(listener);
  }
}

/**
 * Makes the sessions of a proposal, all or none, after checking everything again.
 * @throws StationError NOT_FOUND; PLAN_CLASH naming classes that clash since; STEP_NOT_ALLOWED for a class with sessions or not a draft
 */
export async function applyPlanTx(
  cmd: Command,
  placements: readonly PlanPlacement[],
  term: string
): Promise<{ classes: number; sessions: number }> {
  const clashing: { classId: number; code: string; clashes: Clash[] }[] = [];
  let sessions = 0;
  for (const placement of placements) {
    const before = await readClassTx(cmd, placement.classId);
    if (before.state !== 'draft' || before.sessions > 0) throw new StationError('STEP_NOT_ALLOWED', { from: before.state, step: 'plan' });
    found(await cmd.tx.selectFrom('zone').select('id').where('id', '=', placement.zoneId).executeTakeFirst(), 'zone', placement.zoneId);
    if (placement.trainerId !== null) {
      found(
        await cmd.tx.selectFrom('trainer').select('person_id').where('person_id', '=', placement.trainerId).executeTakeFirst(),
        'trainer',
        placement.trainerId
      );
    }
    await cmd.tx
      .updateTable('class')
      .set({ zone_id: placement.zoneId, version: before.version + 1, ...(term === '' || before.term !== '' ? {} : { term }) })
      .where('id', '=', before.id)
      .execute();
    if (placement.trainerId !== null) await leadTx(cmd, before.id, placement.trainerId);
    const row = await readClassTx(cmd, before.id);
    const lines = await linesOfTx(cmd, row.id);
    const trainerIds = placement.trainerId === null ? [] : [placement.trainerId];
    try {
      const ids = await makeSessionsTx(
        cmd,
        row,
        placement.sessions.map((session) => ({ ...session, zoneId: placement.zoneId, trainerIds, equipment: lines }))
      );
      sessions += ids.length;
    } catch (error) {
      if (!(error instanceof StationError) || error.code !== 'SERIES_CLASH') throw error;
      const { dates } = (error as StationError<'SERIES_CLASH'>).data;
      clashing.push({ classId: row.id, code: row.code, clashes: dates.flatMap((date) => date.clashes) as Clash[] });
    }
    await rememberSkippedTx(cmd, row.id, placement);
    await recordTx(cmd, { classId: row.id, kind: 'planned', params: { sessions: placement.sessions.length } });
    cmd.audit({
      entity: 'class',
      entityId: row.id,
      after: { zoneId: placement.zoneId, trainerId: placement.trainerId, sessions: placement.sessions.map((one) => one.from) }
    });
  }
  if (clashing.length > 0) throw new StationError('PLAN_CLASH', { classes: clashing });
  cmd.changed('classes', 'reservations');
  return { classes: placements.length, sessions };
}

/** Puts the trainer of the proposal first. */
async function leadTx(cmd: Command, classId: number, trainerId: number): Promise<void> {
  const others = await cmd.tx
    .selectFrom('class_trainer')
    .select('person_id')
    .where('class_id', '=', classId)
    .where('person_id', '<>', trainerId)
    .orderBy('position')
    .execute();
  await cmd.tx.deleteFrom('class_trainer').where('class_id', '=', classId).execute();
  for (const [position, person_id] of [trainerId, ...others.map((one) => one.person_id)].entries()) {
    await cmd.tx.insertInto('class_trainer').values({ class_id: classId, person_id, position }).execute();
  }
}

/** Stores the dates left out, so that they can be added later at the class's time of day. */
async function rememberSkippedTx(cmd: Command, classId: number, placement: PlanPlacement): Promise<void> {
  const [first] = placement.sessions;
  if (first === undefined) return;
  for (const date of placement.skipped) {
    const from = startOfDate(date) + (first.from - startOfDate(dateOf(first.from)));
    await cmd.tx
      .insertInto('class_skipped')
      .values({ class_id: classId, from_at: from, to_at: from + (first.to - first.from), why: '' })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export function applyPlan(context: Context, input: { commandId: string; placements: PlanPlacement[]; term: string }) {
  return command(context, input, (cmd) => applyPlanTx(cmd, input.placements, input.term));
}
