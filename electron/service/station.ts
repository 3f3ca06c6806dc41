import { join } from 'node:path';
import { Changes } from './changes.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Log, Station } from './context.ts';
import { openDatabase } from './db/open.ts';
import { SCRYPT_COST } from './access/password.ts';

export const DATABASE_FILE = 'station.db';

/**
 * Opens the station kept in a folder.
 * @throws OpenError
 */
export function openStation(options: {
  dataFolder: string;
  version: string;
  log: Log;
  clock?: Clock;
  demo?: boolean;
  scryptCost?: number;
}): Station {
  const file = join(options.dataFolder, DATABASE_FILE);
  const { db, sqlite } = openDatabase(file);
  return {
    db,
    sqlite,
    file,
    dataFolder: options.dataFolder,
    clock: options.clock ?? systemClock,
    log: options.log,
    changes: new Changes(),
    version: options.version,
    demo: options.demo ?? false,
    scryptCost: options.scryptCost ?? SCRYPT_COST,
    accountsVersion: 0
  };
}

/** Waits for a running command, then closes the file. */
export async function closeStation(station: Station): Promise<void> {
  await station.db.transaction().execute(async () => {});
  await station.db.destroy();
}
