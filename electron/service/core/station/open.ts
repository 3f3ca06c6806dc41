import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Changes } from '../changes.ts';
import { systemClock, type Clock } from '../clock.ts';
import { NO_WARNINGS } from '../../../contract/core/station.ts';
import { clockOf, dateOf } from '../../../contract/core/time.ts';
import type { Log, Station } from '../context.ts';
import { inspect } from '../../db/inspect.ts';
import { lockFolder } from '../../db/lock.ts';
import { asOpenError, OpenError } from '../../db/open-error.ts';
import { versionsOf, type Schema } from '../../db/migrations.ts';
import { openDatabase } from '../../db/open.ts';
import { restoreCopy } from '../../db/restore.ts';
import { SCRYPT_COST } from '../access/password.ts';
import { wipeAll } from '../vault/memory.ts';

export const DATABASE_FILE = 'station.db';

/** Releases the lock of each open station's folder. */
const locks = new WeakMap<Station, () => void>();

/**
 * Opens the station in a folder and locks the folder against other services until the station closes or the process ends.
 * @param options.schema the migrations of the file (service/schema.ts)
 * @param options.restore path of a copy that first replaces the file
 * @param options.onRestored gets the new path of the replaced file; null: there was none
 * @param options.onLongWork called before an upgrade or a restore, which may take minutes
 * @throws OpenError
 */
export function openStation(options: {
  dataFolder: string;
  schema: Schema;
  version: string;
  log: Log;
  clock?: Clock;
  demo?: boolean;
  scryptCost?: number;
  restore?: string;
  onRestored?: (damaged: string | null) => void;
  onLongWork?: () => void;
}): Station {
  const file = join(options.dataFolder, DATABASE_FILE);
  const clock = options.clock ?? systemClock;
  const release = lock(options.dataFolder, file, options.schema);
  try {
    if (options.restore !== undefined) {
      options.onLongWork?.();
      const stamp = `${dateOf(clock.now())}-${clockOf(clock.now())}`.replaceAll(/[-:]/g, '');
      const damaged = restoreCopy(file, options.restore, options.schema, stamp);
      options.log.info('restored', options.restore, 'the damaged file is now', damaged);
      options.onRestored?.(damaged);
    }
    const { db, sqlite } = openDatabase(file, options.schema, options.onLongWork ? { onLongWork: options.onLongWork } : {});
    const station: Station = {
      db,
      sqlite,
      file,
      dataFolder: options.dataFolder,
      clock,
      log: options.log,
      changes: new Changes(),
      version: options.version,
      demo: options.demo ?? false,
      scryptCost: options.scryptCost ?? SCRYPT_COST,
      accountsVersion: 0,
      warnings: { ...NO_WARNINGS },
      workNotedAt: null
    };
    locks.set(station, release);
    return station;
  } catch (error) {
    release();
    throw error;
  }
}

function lock(dataFolder: string, file: string, schema: Schema): () => void {
  try {
    mkdirSync(dataFolder, { recursive: true });
    return lockFolder(dataFolder);
  } catch (error) {
    const problem = asOpenError(error, file);
    if (problem.code === 'IN_USE') throw new OpenError('IN_USE', file, 'another service has this folder open');
    // The file itself often tells more plainly why there is no lock (a read-only folder).
    inspect(file, versionsOf(schema));
    throw problem;
  }
}

/** Waits for a running command, then closes the file and unlocks the folder. */
export async function closeStation(station: Station): Promise<void> {
  try {
    await station.db.transaction().execute(async () => {});
  } finally {
    wipeAll(station);
    await station.db.destroy();
    locks.get(station)?.();
    locks.delete(station);
  }
}
