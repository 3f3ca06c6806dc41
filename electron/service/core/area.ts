import { access } from './access/router.ts';
import { exportAuditJob, verifyAuditJob } from './audit/jobs.ts';
import { audit } from './audit/router.ts';
import { backupJob } from './backup/backup.ts';
import { backup } from './backup/router.ts';
import { drafts } from './drafts/router.ts';
import { station } from './station/router.ts';
import { vault } from './vault/router.ts';

export const core = {
  router: { station, access, audit, backup, drafts, vault },
  jobs: { verifyAudit: verifyAuditJob, exportAudit: exportAuditJob, backup: backupJob }
};
