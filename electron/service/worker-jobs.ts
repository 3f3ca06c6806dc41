import { exportAuditJob, verifyAuditJob } from './audit/jobs.ts';
import { backupJob } from './backup/backup.ts';
import type { OpenDatabase } from './db/open.ts';

export interface JobTools {
  open: OpenDatabase;
  /** The station's clock when the job was ordered, UTC ms. */
  now: number;
  progress(done: number, total: number): void;
  /** @throws StationError CANCELLED once the window asked to stop */
  checkCancelled(): void;
}

/** Everything that runs in a worker thread. Input and result are plain data. */
export const jobs = { verifyAudit: verifyAuditJob, exportAudit: exportAuditJob, backup: backupJob };
export type Jobs = typeof jobs;
