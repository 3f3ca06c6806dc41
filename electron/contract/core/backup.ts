import { z } from 'zod';
import { instant, procedure } from './base.ts';
import { may } from './errors.ts';

export const backupFile = z.object({ name: z.string(), at: instant, bytes: z.number().int() });
export type BackupFile = z.infer<typeof backupFile>;

export const backup = {
  list: procedure.meta({ permission: 'backup.make', read: true }).output(z.array(backupFile)),
  /** A verified copy in the data folder's `backups`. */
  make: procedure.meta({ permission: 'backup.make' }).output(backupFile),
  /** Reads one of the copies, so that the window can save it elsewhere. */
  read: procedure
    .meta({ permission: 'backup.make' })
    .input(z.object({ name: z.string().regex(/^station-[\w-]+\.db$/) }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob) }))
    .errors(may('NOT_FOUND', 'TOO_LARGE'))
};
