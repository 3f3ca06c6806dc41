import type { Clash } from '../../../contract/core/errors.ts';
import type { Command } from '../../core/command.ts';
import { insertRow } from '../../db/fixed.ts';
import { StationError } from '../../core/errors.ts';
import { probe, type Probed, type ProbeOptions } from './probe.ts';
import type { ScheduleRequest, Source, Wanted } from './request.ts';

/**
 * The one door to the schedule. Every use of a zone, a person's time or equipment goes through these functions, in the transaction
 * that writes its record. Nothing else writes the table `allocation`.
 */

/** What is in the way of a request, inside a command. Writes nothing. */
export function probeTx(cmd: Command, request: ScheduleRequest, options: Omit<ProbeOptions, 'now'> = {}): Promise<Probed> {
  return probe(cmd.tx, request, { ...options, now: cmd.now });
}

async function insertTx(cmd: Command, source: Source, wanted: readonly Wanted[]): Promise<void> {
  for (const want of wanted) {
    await insertRow(cmd.tx, 'allocation', {
      resource_kind: want.kind,
      resource_id: want.id,
      start_at: want.from,
      end_at: want.to,
      quantity: want.quantity,
      source_kind: source.kind,
      source_id: source.id
    });
  }
}

function demandFree(clashes: Clash[]): void {
  if (clashes.length > 0) throw new StationError('CLASH', { clashes });
}

/**
 * Checks a request and takes what it asks for.
 * @param make makes the holding record after the check, because the schedule must name it; gets the answer of the check
 * @throws StationError CLASH, NOT_FOUND
 */
export async function allocateTx(
  cmd: Command,
  request: ScheduleRequest,
  make: (probed: Probed) => Promise<Source>,
  options: Omit<ProbeOptions, 'now'> = {}
): Promise<Source> {
  const probed = await probeTx(cmd, request, options);
  demandFree(probed.clashes);
  const source = await make(probed);
  await insertTx(cmd, source, probed.wanted);
  return source;
}

/** Releases everything that a source holds. */
export async function releaseTx(cmd: Command, source: Source): Promise<void> {
  await cmd.tx.deleteFrom('allocation').where('source_kind', '=', source.kind).where('source_id', '=', source.id).execute();
}

/**
 * Releases what a source holds and takes what it asks for instead; its old allocation is not in its way.
 * @throws StationError CLASH, NOT_FOUND; the transaction must then be abandoned
 */
export async function moveTx(
  cmd: Command,
  source: Source,
  request: ScheduleRequest,
  options: Omit<ProbeOptions, 'now'> = {}
): Promise<Probed> {
  const probed = await probeTx(cmd, request, { ...options, except: [source, ...(options.except ?? [])] });
  demandFree(probed.clashes);
  await releaseTx(cmd, source);
  await insertTx(cmd, source, probed.wanted);
  return probed;
}

/** Start of what a source holds, UTC ms; null when it holds nothing. */
export async function heldSinceTx(cmd: Command, source: Source): Promise<number | null> {
  const row = await cmd.tx
    .selectFrom('allocation')
    .select((eb) => eb.fn.min('start_at').as('since'))
    .where('source_kind', '=', source.kind)
    .where('source_id', '=', source.id)
    .executeTakeFirst();
  return row?.since ?? null;
}

/** Ends what a source holds at `endAt` (UTC ms) and releases what begins later. */
export async function trimTx(cmd: Command, source: Source, endAt: number): Promise<void> {
  const mine = cmd.tx.selectFrom('allocation').select('id').where('source_kind', '=', source.kind).where('source_id', '=', source.id);
  await cmd.tx.deleteFrom('allocation').where('id', 'in', mine).where('start_at', '>=', endAt).execute();
  await cmd.tx.updateTable('allocation').set({ end_at: endAt }).where('id', 'in', mine).where('end_at', '>', endAt).execute();
}

/**
 * Moves one person's allocations to another, when two records are merged.
 * @returns how many
 * @throws StationError CLASH where both are taken at the same time; somebody must change one of the two first
 */
export async function moveToPersonTx(cmd: Command, from: number, to: number, name: string): Promise<number> {
  const rows = await cmd.tx
    .selectFrom('allocation')
    .selectAll()
    .where('resource_kind', '=', 'person')
    .where('resource_id', '=', from)
    .execute();
  for (const row of rows) {
    const clash = await cmd.tx
      .selectFrom('allocation')
      .select(['start_at', 'end_at', 'source_kind', 'source_id'])
      .where('resource_kind', '=', 'person')
      .where('resource_id', '=', to)
      .where('start_at', '<', row.end_at)
      .where('end_at', '>', row.start_at)
      .executeTakeFirst();
    if (clash) {
      demandFree([
        {
          kind: 'person',
          name,
          heldBy: '',
          holderKind: clash.source_kind,
          holderId: clash.source_id,
          from: clash.start_at,
          to: clash.end_at
        }
      ]);
    }
    await cmd.tx.updateTable('allocation').set({ resource_id: to }).where('id', '=', row.id).execute();
  }
  return rows.length;
}
