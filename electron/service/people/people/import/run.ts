import { randomUUID } from 'node:crypto';
import type { RosterDecision, RosterMapping, RosterPolicy, RosterPreview } from '../../../../contract/people/people-import.ts';
import { unnumberedCommand } from '../../../core/command.ts';
import type { Context } from '../../../core/context.ts';
import { StationError } from '../../../core/errors.ts';
import { runJob } from '../../../core/jobs/run.ts';
import type { SheetLanguage } from '../labels.ts';
import type { ImportOrder } from './apply.ts';
import type { Layout } from './sheet.ts';
import { forgetFile, keepFile, keptFile, runOver, type OpenImport } from './store.ts';

interface Chosen extends Layout {
  importId: string;
  mapping: RosterMapping;
  policy: RosterPolicy;
  organisationId: number | null;
  decisions: RosterDecision[];
}
type Signal = AbortSignal | undefined;

const layoutOf = ({ sheet, headerAt }: Layout): Layout => ({ sheet, headerAt });
const orderOf = (kept: OpenImport, { mapping, policy, organisationId, decisions, ...layout }: Chosen): ImportOrder => ({
  bytes: kept.bytes,
  layout: layoutOf(layout),
  choices: { mapping, policy, organisationId, decisions }
});

/** @throws StationError NOT_SIGNED_IN */
function actorOf(context: Context) {
  const { operator } = context.session;
  if (!operator) throw new StationError('NOT_SIGNED_IN', {});
  return { id: operator.id, name: operator.displayName };
}

/** Takes a file in and says what its columns are. @throws StationError TOO_LARGE, FILE_UNREADABLE, CANCELLED */
export async function openImport(context: Context, file: Blob, name: string, signal: Signal) {
  const kept = await keepFile(context, file, name);
  try {
    const opened = await runOver(kept, () => runJob(context.station, 'openRoster', { bytes: kept.bytes, layout: {} }, { signal }));
    return { importId: kept.id, ...opened };
  } catch (error) {
    forgetFile(context, kept.id);
    throw error;
  }
}

/** The columns of a sheet under a row of headers. @throws StationError NOT_FOUND, FILE_UNREADABLE, CANCELLED */
export function lookAtImport(context: Context, input: Layout & { importId: string }, signal: Signal) {
  const kept = keptFile(context, input.importId);
  return runOver(kept, () => runJob(context.station, 'openRoster', { bytes: kept.bytes, layout: layoutOf(input) }, { signal }));
}

/** @throws StationError INVALID (no_name) when no column holds the names */
function demandNames(mapping: RosterMapping): void {
  if (mapping.name === undefined) throw new StationError('INVALID', { field: 'mapping', reason: 'no_name' });
}

/** What an import would do. @throws StationError NOT_FOUND, INVALID, CANCELLED */
export function previewImport(context: Context, input: Chosen & { language: SheetLanguage }, signal: Signal): Promise<RosterPreview> {
  demandNames(input.mapping);
  const kept = keptFile(context, input.importId);
  const order = { ...orderOf(kept, input), language: input.language };
  return runOver(kept, (onProgress) => runJob(context.station, 'previewRoster', order, { signal, onProgress }));
}

/** Writes it, once per command id. @throws StationError NOT_FOUND, INVALID, CANCELLED, IMPORT_HAS_PROBLEMS */
export async function applyImport(context: Context, input: Chosen & { commandId: string }, signal: Signal) {
  demandNames(input.mapping);
  const actor = actorOf(context);
  const kept = keptFile(context, input.importId);
  const order = {
    ...orderOf(kept, input),
    fileName: kept.fileName,
    commandId: input.commandId,
    procedure: context.procedure,
    actor
  };
  const { result, topics } = await runOver(kept, (onProgress) => runJob(context.station, 'applyRoster', order, { signal, onProgress }));
  context.station.changes.publish(topics);
  return result;
}

/** The rows with errors as a workbook; numbers are in it in full, as they are in the operator's own file. */
export async function badRows(context: Context, input: Chosen & { language: SheetLanguage }, signal: Signal) {
  demandNames(input.mapping);
  const kept = keptFile(context, input.importId);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'roster', after: { file: kept.fileName } });
    return {};
  });
  const order = { ...orderOf(kept, input), language: input.language };
  const made = await runOver(kept, (onProgress) => runJob(context.station, 'badRows', order, { signal, onProgress }));
  return { name: made.name, rows: made.rows, file: new Blob([made.bytes as BlobPart]) };
}

/** What undoing an import would do. @throws StationError NOT_FOUND, INVALID, CANCELLED */
export async function previewUndo(context: Context, id: number, signal: Signal) {
  const order = { id, rehearse: true, commandId: randomUUID(), procedure: context.procedure, actor: actorOf(context) };
  return (await runJob(context.station, 'undoRoster', order, { signal })).result;
}

/** Undoes an import of today, once per command id. @throws StationError NOT_FOUND, INVALID, CANCELLED */
export async function undoImport(context: Context, input: { id: number; commandId: string }, signal: Signal) {
  const order = { id: input.id, rehearse: false, commandId: input.commandId, procedure: context.procedure, actor: actorOf(context) };
  const { result, topics } = await runJob(context.station, 'undoRoster', order, { signal });
  context.station.changes.publish(topics);
  return result;
}
