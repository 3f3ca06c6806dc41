import { Extension } from '../extension.ts';
import type { OpenDatabase } from '../../db/open.ts';

/** The tools of a job. */
export interface JobTools {
  open: OpenDatabase;
  /** The station's clock when the job was ordered, UTC ms. */
  now: number;
  progress(done: number, total: number): void;
  /** @throws StationError CANCELLED once the window asked to stop */
  checkCancelled(): void;
}

/** All jobs, which run in a worker thread, by name; each adds itself with `declare module`. Input and result are plain data. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the jobs
export interface Jobs {}

export type JobName = keyof Jobs;
export type JobInput<N extends JobName> = Parameters<Jobs[N]>[0];
export type JobOutput<N extends JobName> = Awaited<ReturnType<Jobs[N]>>;

export const jobs = new Extension<(input: never, tools: JobTools) => unknown>('job');
