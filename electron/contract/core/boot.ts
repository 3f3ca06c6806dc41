/** Messages between main and the service, besides calls. Plain data without zod, so that main stays small. */

export interface BootOptions {
  /** Folder that holds station.db, backups and logs. */
  dataFolder: string;
  version: string;
  /** Fill an empty file with the demonstration station and sign its head in. */
  demo: boolean;
  /** Added to the clock, ms, so that a test or a picture shows another time of day. Ignored in a packaged program. */
  clockShiftMs: number;
  /** Name of a copy in `backups` that replaces the damaged file before it is opened. */
  restore?: string;
}

/** Why the service could not open its file. The window explains it and what to do; the file is never overwritten. */
export const BOOT_PROBLEMS = [
  'CORRUPT',
  /** There are backups but no file: it was moved, deleted or emptied. */
  'MISSING',
  /** The copy to be restored is damaged itself. */
  'COPY_UNUSABLE',
  'NOT_A_DATABASE',
  'NOT_A_STATION_FILE',
  'NEWER_VERSION',
  'READ_ONLY',
  'NO_ACCESS',
  'DISK_FULL',
  'IN_USE',
  'MIGRATION_FAILED',
  'KEEPS_FAILING',
  'UNKNOWN'
] as const;
export type BootProblemCode = (typeof BOOT_PROBLEMS)[number];

export interface BootProblem {
  code: BootProblemCode;
  file: string;
  detail: string;
  /** Copies that can be restored, newest first; only where restoring one helps. */
  copies?: BackupCopy[];
}

/** A copy in the folder `backups`: its name, when it was made (UTC ms) and its size. */
export interface BackupCopy {
  name: string;
  at: number;
  bytes: number;
}

/** Main → service. */
export type ToService =
  | { type: 'boot'; options: BootOptions }
  | { type: 'port'; id: number }
  | { type: 'port-message'; id: number; data: unknown }
  | { type: 'port-closed'; id: number }
  | { type: 'shutdown' };

/** Service → main. */
export type FromService =
  | { type: 'ready'; demoToken: string | null }
  | { type: 'failed'; problem: BootProblem }
  /** Opening takes long because of an upgrade or a restored copy. */
  | { type: 'patience' }
  | { type: 'port-message'; id: number; data: unknown }
  | { type: 'stopped' };

/** What the window gets with its port. */
export interface PortGreeting {
  type: 'station-port';
  generation: number;
  demoToken: string | null;
}
