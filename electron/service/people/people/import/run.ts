import type { RosterMapping, RosterPolicy, RosterPreview } from '../../../../contract/people/people-import.ts';
import { unnumberedCommand } from '../../../core/command.ts';
import type { Context } from '../../../core/context.ts';
import { StationError } from '../../../core/errors.ts';
import { runJob } from '../../../core/jobs/run.ts';
import type { SheetLanguage } from '../labels.ts';
import { forgetFile, keepFile, keptFile, runOver } from './store.ts';

interface Chosen {
  importId: string;
  mapping: RosterMapping;
  policy: RosterPolicy;
}
type Signal = AbortSignal | undefined;

/** Takes a file in and says what its columns are. @throws StationError TOO_LARGE, FILE_UNREADABLE, CANCELLED */
export async function openImport(context: Context, file: Blob, name: string, signal: Signal) {
  const kept = await keepFile(context, file, name);
  try {
    const opened = await runOver(kept, () => runJob(context.station, 'openRoster', { bytes: kept.bytes }, { signal }));
    return { importId: kept.id, ...opened };
  } catch (error) {
    forgetFile(context, kept.id);
    throw error;
  }
}

/** @throws StationError INVALID (no_name) when no column holds the names */
function demandNames(mapping: RosterMapping): void {
  if (mapping.name === undefined) throw new StationError('INVALID', { field: 'mapping', reason: 'no_name' });
}

/** What an import would do. @throws StationError NOT_FOUND, INVALID, CANCELLED */
export function previewImport(context: Context, input: Chosen, signal: Signal): Promise<RosterPreview> {
  demandNames(input.mapping);
  const kept = keptFile(context, input.importId);
  const order = { bytes: kept.bytes, mapping: input.mapping, policy: input.policy };
  return runOver(kept, (onProgress) => runJob(context.station, 'previewRoster', order, { signal, onProgress }));
}

/** Writes it, once per command id. @throws StationError NOT_FOUND, INVALID, CANCELLED, IMPORT_HAS_PROBLEMS */
export async function applyImport(context: Context, input: Chosen & { commandId: string }, signal: Signal) {
  demandNames(input.mapping);
  const { operator } = context.session;
  if (!operator) throw new StationError('NOT_SIGNED_IN', {});
  const kept = keptFile(context, input.importId);
  const order = {
    bytes: kept.bytes,
    mapping: input.mapping,
    policy: input.policy,
    fileName: kept.fileName,
    commandId: input.commandId,
    procedure: context.procedure,
    actor: { id: operator.id, name: operator.displayName }
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
  const order = { bytes: kept.bytes, mapping: input.mapping, policy: input.policy, language: input.language };
  const made = await runOver(kept, (onProgress) => runJob(context.station, 'badRows', order, { signal, onProgress }));
  return { name: made.name, rows: made.rows, file: new Blob([made.bytes as BlobPart]) };
}
