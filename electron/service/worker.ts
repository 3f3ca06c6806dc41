import { parentPort, workerData } from 'node:worker_threads';
import { joinDatabase } from './db/open.ts';
import { knownError, StationError } from './core/errors.ts';
import './areas.ts';
import { jobs, type JobTools } from './core/jobs/job.ts';
import type { JobOrder, JobReport } from './core/jobs/run.ts';

const order = workerData as JobOrder;
const report = (message: JobReport) => parentPort?.postMessage(message);
const cancelled = new Int32Array(order.cancel);

async function run(): Promise<void> {
  let lastReport = 0;
  const open = joinDatabase(order.file);
  const tools: JobTools = {
    open,
    now: order.now,
    progress(done, total) {
      const at = performance.now();
      if (at - lastReport < 100 && done < total) return;
      lastReport = at;
      report({ type: 'progress', done, total });
    },
    checkCancelled() {
      if (Atomics.load(cancelled, 0) === 1) throw new StationError('CANCELLED', {});
    }
  };
  try {
    report({ type: 'result', result: await jobs.get(order.name)(order.input as never, tools) });
  } finally {
    await open.db.destroy();
  }
}

run().catch((error: unknown) => {
  const known = knownError(error);
  if (known) report({ type: 'refused', code: known.code, data: known.data as never });
  else report({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
});
