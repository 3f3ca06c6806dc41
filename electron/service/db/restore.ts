import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { verify } from './copy.ts';
import { inspect } from './inspect.ts';
import { versionsOf, type Schema } from './migrations.ts';
import { asOpenError, OpenError } from './open-error.ts';

/**
 * Replaces a damaged or missing file by a copy, after checking the whole copy. The damaged file stays beside it as
 * `station.db.damaged-<stamp>`, with its WAL. An interruption leaves the old file or none; then the next start reports it and offers
 * the copies again.
 * @param schema refuses a copy of a version that it cannot open
 * @param stamp part of the new name of the damaged file, to make it unique
 * @returns new path of the damaged file, or null when there was none
 * @throws OpenError COPY_UNUSABLE, DISK_FULL, READ_ONLY …
 */
export function restoreCopy(file: string, copy: string, schema: Schema, stamp: string): string | null {
  const next = `${file}.restoring`;
  try {
    rmSync(next, { force: true });
    copyFileSync(copy, next);
    demandSound(next, file, schema);
    sync(next);
    const damaged = setAside(file, stamp);
    renameSync(next, file);
    sync(dirname(file));
    return damaged;
  } catch (error) {
    throw asOpenError(error, file);
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${next}${end}`, { force: true });
  }
}

function demandSound(copy: string, file: string, schema: Schema): void {
  try {
    const { fresh } = inspect(copy, versionsOf(schema));
    if (fresh) throw new Error('the copy is empty');
    verify(copy);
  } catch (error) {
    throw new OpenError('COPY_UNUSABLE', file, error instanceof Error ? error.message : String(error));
  }
}

function setAside(file: string, stamp: string): string | null {
  let aside = `${file}.damaged-${stamp}`;
  for (let n = 2; existsSync(aside); n += 1) aside = `${file}.damaged-${stamp}-${n}`;
  const had = existsSync(file);
  // The WAL goes with its file. It may hold data that the file lacks, and it must never meet another file.
  for (const end of ['', '-wal', '-shm']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`);
  return had ? aside : null;
}

/** Flushes a file or folder to the disk. Windows cannot flush folders. */
function sync(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
