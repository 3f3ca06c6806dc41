import type { JobInput, JobName, JobOutput } from './job.ts';
import { Worker } from 'node:worker_threads';
import type { ErrorCode } from '../../../contract/core/errors.ts';
import type { Station } from '../context.ts';
import { StationError } from '../errors.ts';

/** Main → worker. */
export interface JobOrder {
  name: JobName;
  input: unknown;
  file: string;
  /** First element 1: stop as soon as possible. */
  cancel: SharedArrayBuffer;
  now: number;
}

/** Worker → main. */
export type JobReport =
  | { type: 'progress'; done: number; total: number }
  | { type: 'result'; result: unknown }
  | { type: 'refused'; code: ErrorCode; data: never }
  | { type: 'failed'; message: string };

// In a build the worker is a file beside this one; unbuilt, Node runs the TypeScript file.
const workerFile = new URL(import.meta.url.endsWith('.ts') ? '../../worker.ts' : './worker.cjs', workerBase());
function workerBase(): string {
  // A build may put shared code into out/main/chunks; the worker is always in out/main.
  return import.meta.url.replace(/\/chunks\/[^/]+$/, '/x');
}

/**
 * Runs a job in a worker thread with its own connection, for work that would keep other calls waiting.
 * @param options.signal stops the job, which then throws CANCELLED and has written nothing
 * @param options.onProgress gets rows done and rows in all, a few times a second
 */
export function runJob<N extends JobName>(
  station: Pick<Station, 'file' | 'clock' | 'log'>,
  name: N,
  input: JobInput<N>,
  options: { signal?: AbortSignal | undefined; onProgress?: (done: number, total: number) => void } = {}
): Promise<JobOutput<N>> {
  return new Promise((resolve, reject) => {
    const cancel = new SharedArrayBuffer(4);
    const order: JobOrder = { name, input, file: station.file, cancel, now: station.clock.now() };
    const worker = new Worker(workerFile, { workerData: order });
    const stop = () => Atomics.store(new Int32Array(cancel), 0, 1);
    options.signal?.addEventListener('abort', stop);
    if (options.signal?.aborted) stop();
    let settled = false;
    const settle = (act: () => void) => {
      if (settled) return;
      settled = true;
      options.signal?.removeEventListener('abort', stop);
      act();
    };
    worker.on('message', (report: JobReport) => {
      if (report.type === 'progress') options.onProgress?.(report.done, report.total);
      else if (report.type === 'result') settle(() => resolve(report.result as JobOutput<N>));
      else if (report.type === 'refused') settle(() => reject(new StationError(report.code, report.data)));
      else settle(() => reject(new Error(report.message)));
    });
    worker.on('error', (error) => settle(() => reject(error)));
    worker.on('exit', (code) => settle(() => reject(new Error(`job ${name} ended with ${code} and no result`))));
  });
}
