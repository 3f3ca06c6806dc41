import type { ClockStep } from '../../../contract/core/clock.ts';
import { command, SYSTEM, type Command } from '../command.ts';
import { appendAuditTx, type AuditFact } from '../audit/chain.ts';
import type { ClockChange, Context } from '../context.ts';
import { Extension } from '../extension.ts';
import type { Db, StationDatabase } from '../../db/schema.ts';
import { clockDoubtTx } from './clock-doubt.ts';
import { leaveToPeopleTx } from './clock-hold.ts';

/**
 * What the clock does, and how it is taken back. Work that falls due runs inside `fallDueTx`: not at all while the clock is in
 * doubt, in the name of the program, and with every change written down (`clock_step`). Taking back goes from the newest
 * change to the oldest, because each rests on those before it: whoever got a seat by an offer that lapsed gives it back first.
 */

/** Kinds of records that the clock changes, by the name that the audit has for them. */
export interface ClockOwner {
  table: keyof StationDatabase;
  /** What records are called, by id. */
  labels(db: Db, ids: readonly number[]): Promise<Map<number, string>>;
  /**
   * Puts a record back as it was, with what hangs on it. Called only where it still is as the clock left it.
   * @param change.before columns as they were, to be written again
   * @returns 'taken' where what it held is somebody else's by now; then nothing was changed
   */
  takeBackTx(cmd: Command, change: { id: number; before: object }): Promise<'taken' | null>;
}

export const clockOwners = new Extension<ClockOwner>('record that the clock changes');

/**
 * Does what fell due by time. Inside other work that fell due it simply goes on.
 * @param action names it in the audit
 * @returns what the work answers; null where the clock is in doubt and nothing was done
 */
export async function fallDueTx<R>(cmd: Command, action: string, work: (cmd: Command) => Promise<R>): Promise<R | null> {
  if (cmd.byClock) return work(cmd);
  if ((await clockDoubtTx(cmd.tx, cmd.now)) !== null) return null;
  const facts: AuditFact[] = [];
  const changes: ClockChange[] = [];
  const answer = await work({
    ...cmd,
    actor: SYSTEM,
    audit: (fact) => facts.push({ action, ...fact }),
    byClock: (change) => changes.push(change)
  });
  for (const change of changes) {
    const after = Object.entries(change.after).filter(([column]) => column !== 'version');
    const before = Object.fromEntries(after.map(([column]) => [column, (change.before as Record<string, unknown>)[column] ?? null]));
    await cmd.tx
      .insertInto('clock_step')
      .values({
        at: cmd.now,
        action,
        entity: change.entity,
        entity_id: change.id,
        before: JSON.stringify(before),
        after: JSON.stringify(Object.fromEntries(after)),
        taken_back_at: null
      })
      .execute();
  }
  await appendAuditTx(cmd.tx, cmd.now, SYSTEM, facts);
  return answer;
}

/** Most steps that are listed, or taken back one by one. */
const LISTED = 500;

const standing = (db: Db, since: number) =>
  db.selectFrom('clock_step').where('taken_back_at', 'is', null).where('at', '>=', since).orderBy('id', 'desc');

/** What the clock did since a moment, newest first. @param since UTC ms */
export async function listClockSteps(
  db: Db,
  input: { since: number; record?: { entity: string; id: number } | undefined }
): Promise<{ steps: ClockStep[]; more: boolean }> {
  let query = standing(db, input.since)
    .selectAll()
    .limit(LISTED + 1);
  if (input.record) query = query.where('entity', '=', input.record.entity).where('entity_id', '=', input.record.id);
  const rows = await query.execute();
  const labels = await labelsOf(db, rows);
  const steps = rows.slice(0, LISTED).map((row) => ({
    id: row.id,
    at: row.at,
    entity: row.entity,
    entityId: row.entity_id,
    label: labels(row),
    from: stateIn(row.before),
    to: stateIn(row.after)
  }));
  return { steps, more: rows.length > LISTED };
}

const stateIn = (json: string): string => String((JSON.parse(json) as { state?: string }).state ?? '');

async function labelsOf(db: Db, rows: readonly { entity: string; entity_id: number }[]) {
  const labels = new Map<string, Map<number, string>>();
  for (const entity of new Set(rows.map((row) => row.entity))) {
    const ids = new Set(rows.filter((row) => row.entity === entity).map((row) => row.entity_id));
    labels.set(entity, await clockOwners.get(entity).labels(db, [...ids]));
  }
  return (row: { entity: string; entity_id: number }) => labels.get(row.entity)?.get(row.entity_id) ?? `#${row.entity_id}`;
}

/** Takes back what the clock did: some steps, or all since a moment. What has changed since, or is taken, is named and stays. */
export function takeBackClockSteps(context: Context, input: { commandId: string; what: { ids: number[] } | { since: number } }) {
  return command(context, input, async (cmd) => {
    const query = 'ids' in input.what ? standing(cmd.tx, 0).where('id', 'in', input.what.ids) : standing(cmd.tx, input.what.since);
    const rows = await query.selectAll().execute();
    const left: { row: (typeof rows)[number]; why: 'changed' | 'taken' }[] = [];
    for (const row of rows) {
      const why = await takeBackTx(cmd, row);
      if (why !== null) left.push({ row, why });
    }
    const labels = await labelsOf(
      cmd.tx,
      left.map(({ row }) => row)
    );
    const takenBack = rows.length - left.length;
    if (rows.length > 0) cmd.audit({ entity: 'station', after: { takenBack, left: left.length } });
    cmd.changed('warnings', 'clock-steps');
    return { takenBack, left: left.slice(0, LISTED).map(({ row, why }) => ({ id: row.id, label: labels(row), why })) };
  });
}

interface StepRow {
  id: number;
  entity: string;
  entity_id: number;
  before: string;
  after: string;
}

async function takeBackTx(cmd: Command, step: StepRow): Promise<'changed' | 'taken' | null> {
  const after = JSON.parse(step.after) as Record<string, unknown>;
  const before = JSON.parse(step.before) as Record<string, unknown>;
  const now = await cmd.tx
    .selectFrom(clockOwners.get(step.entity).table as 'class')
    .selectAll()
    .where('id', '=', step.entity_id)
    .executeTakeFirst();
  if (!now || Object.entries(after).some(([column, value]) => (now as Record<string, unknown>)[column] !== value)) return 'changed';
  const refused = await clockOwners.get(step.entity).takeBackTx(cmd, { id: step.entity_id, before });
  if (refused !== null) return refused;
  await cmd.tx.updateTable('clock_step').set({ taken_back_at: cmd.now }).where('id', '=', step.id).execute();
  await leaveToPeopleTx(cmd, step.entity, step.entity_id);
  cmd.audit({ entity: step.entity, entityId: step.entity_id, before: plain(after), after: plain(before) });
  return null;
}

/** What the audit says of a change by the clock: the state alone. */
const plain = (row: Record<string, unknown>) => ({ state: row['state'] });
