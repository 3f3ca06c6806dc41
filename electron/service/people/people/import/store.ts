import { randomUUID } from 'node:crypto';
import { IMPORT_MAX_BYTES } from '../../../../contract/people/people-import.ts';
import type { Context, Station } from '../../../core/context.ts';
import { StationError } from '../../../core/errors.ts';

/** A roster that was opened and is being looked at: in memory only, of one operator, gone half an hour after its last use. */
export interface OpenImport {
  id: string;
  accountId: number;
  fileName: string;
  /** Shared memory, so that handing it to a worker copies nothing. */
  bytes: Uint8Array;
  usedAt: number;
  /** How far the running job is; null while none runs. */
  running: { done: number; total: number } | null;
  /** Resolves when the job before has ended. */
  turn: Promise<void>;
  /** Told whenever `running` changes. */
  watchers: Set<() => void>;
}

const KEPT_MS = 30 * 60_000;
/** All opened files together; beyond, the one unused longest goes. */
const KEPT_BYTES = 3 * IMPORT_MAX_BYTES;

const stations = new WeakMap<Station, Map<string, OpenImport>>();

function openImports(station: Station): Map<string, OpenImport> {
  let imports = stations.get(station);
  if (!imports) stations.set(station, (imports = new Map()));
  const now = station.clock.now();
  for (const [id, open] of imports) if (open.running === null && open.usedAt + KEPT_MS < now) imports.delete(id);
  return imports;
}

const accountOf = (context: Context) => context.session.operator?.id ?? 0;

/** Keeps a file. @throws StationError TOO_LARGE */
export async function keepFile(context: Context, file: Blob, fileName: string): Promise<OpenImport> {
  if (file.size > IMPORT_MAX_BYTES) throw new StationError('TOO_LARGE', { limitBytes: IMPORT_MAX_BYTES });
  const bytes = new Uint8Array(new SharedArrayBuffer(file.size));
  bytes.set(new Uint8Array(await file.arrayBuffer()));
  const imports = openImports(context.station);
  const kept: OpenImport = {
    id: randomUUID(),
    accountId: accountOf(context),
    fileName,
    bytes,
    usedAt: context.station.clock.now(),
    running: null,
    turn: Promise.resolve(),
    watchers: new Set()
  };
  let size = bytes.length + [...imports.values()].reduce((sum, open) => sum + open.bytes.length, 0);
  for (const open of [...imports.values()].sort((a, b) => a.usedAt - b.usedAt)) {
    if (size <= KEPT_BYTES) break;
    if (open.running !== null) continue;
    imports.delete(open.id);
    size -= open.bytes.length;
  }
  imports.set(kept.id, kept);
  return kept;
}

/** The operator's own opened file. @throws StationError NOT_FOUND when it was let go of, or is somebody else's */
export function keptFile(context: Context, id: string): OpenImport {
  const kept = openImports(context.station).get(id);
  if (!kept || kept.accountId !== accountOf(context)) throw new StationError('NOT_FOUND', { what: 'import' });
  kept.usedAt = context.station.clock.now();
  return kept;
}

export function forgetFile(context: Context, id: string): void {
  const imports = openImports(context.station);
  if (imports.get(id)?.accountId === accountOf(context)) imports.delete(id);
}

/** Runs a job over a kept file and lets watchers see how far it is. One at a time: the next waits until one is over. */
export async function runOver<R>(kept: OpenImport, run: (onProgress: (done: number, total: number) => void) => Promise<R>): Promise<R> {
  const tell = (running: OpenImport['running']) => {
    kept.running = running;
    for (const watcher of kept.watchers) watcher();
  };
  const before = kept.turn;
  let end = () => {};
  kept.turn = new Promise((resolve) => (end = resolve));
  await before;
  tell({ done: 0, total: 0 });
  try {
    return await run((done, total) => tell({ done, total }));
  } finally {
    tell(null);
    end();
  }
}

/** How far a job over a kept file is: waits for one to begin, ends when it has ended or `signal` says so. */
export async function* progressOf(kept: OpenImport, signal: AbortSignal | undefined): AsyncGenerator<{ done: number; total: number }> {
  let wake = () => {};
  const watcher = () => wake();
  kept.watchers.add(watcher);
  signal?.addEventListener('abort', watcher);
  let begun = false;
  try {
    while (!signal?.aborted) {
      const { running } = kept;
      if (running === null && begun) return;
      if (running !== null) {
        begun = true;
        yield { ...running };
      }
      // Between reading and waiting nothing else runs unless the reader was slow: then look again at once.
      if (kept.running === running) await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal?.removeEventListener('abort', watcher);
    kept.watchers.delete(watcher);
  }
}
