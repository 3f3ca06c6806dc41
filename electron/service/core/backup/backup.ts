import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackupFile } from '../../../contract/core/backup.ts';
import { clockOf, dateOf } from '../../../contract/core/time.ts';
import { systemCommand } from '../command.ts';
import type { Station } from '../context.ts';
import { copyVerified } from '../../db/copy.ts';
import { StationError } from '../errors.ts';
import { runJob } from '../jobs/run.ts';
import type { JobTools } from '../jobs/job.ts';
import { copiesIn, enterCopy } from './register.ts';

const KEPT = 14;
const MAX_READ = 600 * 1024 * 1024;

const folderOf = (databaseFile: string) => join(dirname(databaseFile), 'backups');
export const pathOfBackup = (station: Pick<Station, 'file'>, name: string): string => join(folderOf(station.file), name);

/** The copies in the data folder, the one made last first. */
export const listBackups = (station: Pick<Station, 'file'>): BackupFile[] => copiesIn(folderOf(station.file));

/** Runs in a worker: makes the copy and then removes those made earliest, beyond fourteen. */
export function backupJob(_input: Record<string, never>, tools: JobTools): BackupFile {
  const folder = folderOf(tools.open.file);
  mkdirSync(folder, { recursive: true });
  const base = `station-${dateOf(tools.now).replaceAll('-', '')}-${clockOf(tools.now).replace(':', '')}`;
  let name = `${base}.db`;
  for (let n = 2; existsSync(join(folder, name)); n += 1) name = `${base}-${n}.db`;
  const bytes = copyVerified(tools.open.sqlite, join(folder, name));
  enterCopy(folder, name, tools.now);
  for (const old of copiesIn(folder).slice(KEPT)) rmSync(join(folder, old.name), { force: true });
  return { name, at: tools.now, bytes };
}

/** Makes a copy now. */
export function makeBackup(station: Station): Promise<BackupFile> {
  return runJob(station, 'backup', {});
}

/** Makes the daily copy if it is missing. A failure is logged and shown as a warning; it stops nobody from working. */
export async function backUpDaily(station: Station): Promise<void> {
  try {
    const today = dateOf(station.clock.now()).replaceAll('-', '');
    const account = await station.db.selectFrom('account').select('id').limit(1).executeTakeFirst();
    if (!account || listBackups(station).some((copy) => copy.name.startsWith(`station-${today}`))) return;
    const made = await makeBackup(station);
    station.warnings.backupFailedAt = null;
    station.changes.publish(['warnings']);
    await systemCommand(station, 'backup.daily', async (cmd) => {
      cmd.audit({ entity: 'backup', entityId: made.name, after: { bytes: made.bytes } });
      cmd.changed('backup');
    });
  } catch (error) {
    station.log.error('daily backup failed', error);
    station.warnings.backupFailedAt = station.clock.now();
    station.changes.publish(['warnings']);
  }
}

/** Reads a copy by its name. @throws StationError NOT_FOUND, TOO_LARGE */
export async function readBackup(station: Station, name: string): Promise<{ name: string; file: Blob }> {
  const found = listBackups(station).find((copy) => copy.name === name);
  if (!found) throw new StationError('NOT_FOUND', { what: 'backup', id: name });
  if (found.bytes > MAX_READ) throw new StationError('TOO_LARGE', { limitBytes: MAX_READ });
  return { name, file: new Blob([await readFile(join(folderOf(station.file), name))]) };
}

declare module '../jobs/job.ts' {
  interface Jobs {
    backup: typeof backupJob;
  }
}
