import { exportAuditJob, verifyAuditJob } from './core/audit/jobs.ts';
import { backupJob } from './core/backup/backup.ts';
import { planTermJob } from './training/planner/plan-job.ts';
import type { OpenDatabase } from './db/open.ts';
import { exportFiguresJob } from './schedule/zone-log/export.ts';
import { exportPeopleJob } from './people/people/export.ts';
import { applyRosterJob } from './people/people/import/apply.ts';
import { badRowsJob, openRosterJob, previewRosterJob } from './people/people/import/jobs.ts';
import { exportAwardsJob } from './volunteering/recognition/awards.ts';
import { exportServiceCertificatesJob } from './volunteering/service-certificates/read.ts';
import { exportServiceJob } from './volunteering/service-hours/export.ts';
import { exportVolunteersJob } from './volunteering/volunteers/export.ts';
import { applyWishesJob, previewWishesJob } from './training/wishes/import.ts';

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
