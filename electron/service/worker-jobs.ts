import { exportAuditJob, verifyAuditJob } from './audit/jobs.ts';
import { backupJob } from './backup/backup.ts';
import { planTermJob } from './classes/plan-job.ts';
import type { OpenDatabase } from './db/open.ts';
import { exportFiguresJob } from './figures/export.ts';
import { exportPeopleJob } from './people/export.ts';
import { applyRosterJob } from './people/import/apply.ts';
import { badRowsJob, openRosterJob, previewRosterJob } from './people/import/jobs.ts';
import { exportAwardsJob } from './recognition/awards.ts';
import { exportServiceCertificatesJob } from './service-certificates/read.ts';
import { exportServiceJob } from './service-hours/export.ts';
import { exportVolunteersJob } from './volunteers/export.ts';
import { applyWishesJob, previewWishesJob } from './wishes/import.ts';

export interface JobTools {
  open: OpenDatabase;
  /** The station's clock when the job was ordered, UTC ms. */
  now: number;
  progress(done: number, total: number): void;
  /** @throws StationError CANCELLED once the window asked to stop */
  checkCancelled(): void;
}

/** Everything that runs in a worker thread. Input and result are plain data. */
export const jobs = {
  verifyAudit: verifyAuditJob,
  exportAudit: exportAuditJob,
  backup: backupJob,
  exportPeople: exportPeopleJob,
  openRoster: openRosterJob,
  previewRoster: previewRosterJob,
  applyRoster: applyRosterJob,
  badRows: badRowsJob,
  exportFigures: exportFiguresJob,
  planTerm: planTermJob,
  previewWishes: previewWishesJob,
  applyWishes: applyWishesJob,
  exportService: exportServiceJob,
  exportVolunteers: exportVolunteersJob,
  exportAwards: exportAwardsJob,
  exportServiceCertificates: exportServiceCertificatesJob
};
export type Jobs = typeof jobs;
