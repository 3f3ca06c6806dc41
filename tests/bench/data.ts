import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { applyPragmas } from '../../electron/service/db/open.ts';
import { SCHEMA } from '../../electron/service/schema.ts';
import { DATABASE_FILE } from '../../electron/service/core/station/open.ts';
import { cacheFolder } from '../../scripts/paths.ts';
import { generate, type Content } from './generate.ts';

/** The measured station files: made once for each size and schema, kept in the cache folder, copied for every use. */

const folder = () => join(cacheFolder(), 'bench');

/** Modules that fill a file, by its content, and for all files. */
const FILLED_BY: Record<Content, readonly string[]> = { station: [], classes: ['fill-classes.ts'], volunteers: ['fill-volunteers.ts'] };
const ALWAYS_BY = ['generate.ts', 'fill.ts', 'names.ts', 'plan.ts', 'random.ts'];
const SERVICE_BY = ['people/people/names.ts', 'core/audit/chain.ts', 'schedule/reservations/store.ts'];

/** A key that changes only with the schema and the filling modules, because making a large file takes minutes. */
function contentHash(content: Content): string {
  const hash = createHash('sha256').update(JSON.stringify(SCHEMA));
  const service = join(import.meta.dirname, '../../electron/service');
  const sources = [
    ...[...ALWAYS_BY, ...FILLED_BY[content]].map((name) => join(import.meta.dirname, name)),
    ...SERVICE_BY.map((name) => join(service, name))
  ];
  for (const source of sources) hash.update(readFileSync(source));
  return hash.digest('hex').slice(0, 12);
}

const CONTENTS: Record<Content, string> = {
  station: 'bookings',
  classes: 'bookings in classes',
  volunteers: 'bookings’ worth of volunteers'
};

/**
 * The file of a size; makes it if it is missing, and removes files of other schemas.
 * @param size bookings; people are half as many
 */
export function dataFile(size: number, say: (line: string) => void = () => {}, content: Content = 'station'): string {
  const hash = contentHash(content);
  const file = join(folder(), `${content}-${size}-${hash}.db`);
  if (existsSync(file)) return file;
  mkdirSync(folder(), { recursive: true });
  for (const name of readdirSync(folder())) {
    if (name.startsWith(`${content}-${size}-`)) rmSync(join(folder(), name), { force: true });
  }
  const began = performance.now();
  const partial = `${file}.${process.pid}.partial`;
  try {
    generate(partial, size, content);
    renameSync(partial, file);
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(partial + end, { force: true });
  }
  say(
    `made a file of ${size.toLocaleString('en')} ${CONTENTS[content]} (${(statSync(file).size / 1e6).toFixed(0)} MB) in ${((performance.now() - began) / 1000).toFixed(1)} s`
  );
  return file;
}

const copies: string[] = [];

/** A data folder with its own copy of the file of a size; `removeCopies` removes it. */
export function copyData(size: number, content: Content = 'station', say?: (line: string) => void): string {
  const file = dataFile(size, say, content);
  const copy = mkdtempSync(join(folder(), 'copy-'));
  copies.push(copy);
  copyFileSync(file, join(copy, DATABASE_FILE), constants.COPYFILE_FICLONE);
  return copy;
}

/** Removes one copy, or all. */
export function removeCopies(which: readonly string[] = [...copies]): void {
  for (const copy of which) {
    rmSync(copy, { recursive: true, force: true });
    copies.splice(copies.indexOf(copy), 1);
  }
}

/** A bare connection with the pragmas of every connection. @throws Error when it does not wait for the disk */
export function bareConnection(dataFolder: string): Database {
  const sqlite = new Sqlite(join(dataFolder, DATABASE_FILE));
  applyPragmas(sqlite);
  assertFull(sqlite);
  return sqlite;
}

/** @throws Error when a connection does not run with synchronous FULL */
export function assertFull(sqlite: Database): void {
  const synchronous = sqlite.pragma('synchronous', { simple: true });
  if (synchronous !== 2) throw new Error(`a connection runs with synchronous ${String(synchronous)}, not 2 (FULL)`);
}

/**
 * Demands that the log of each connection has stopped growing. While it grows, every commit also writes the file's new length, which
 * doubles the cost of a small commit. It stops at the first checkpoint, in a service after its first fifty bookings. Otherwise the
 * party that writes less would be compared in another state than the one that writes more.
 * @throws Error when the log of a connection has not been overwritten yet
 */
export function demandFullLog(sqlite: Database): void {
  const pages = Number(sqlite.pragma('wal_autocheckpoint', { simple: true }));
  const bytes = pages * Number(sqlite.pragma('page_size', { simple: true }));
  const [{ log }] = sqlite.pragma('wal_checkpoint(PASSIVE)') as [{ log: number }];
  const { size } = statSync(`${sqlite.name}-wal`);
  if (size < bytes || log >= pages) throw new Error(`the log has ${size} bytes and ${log} pages: it has not been overwritten yet`);
}
