/** What main and the service say to each other besides calls; plain data, no zod, so that main stays small. */

export interface BootOptions {
  /** Folder that holds station.db, backups and logs. */
  dataFolder: string;
  version: string;
  /** Fill an empty file with the demonstration station and sign its head in. */
  demo: boolean;
  /** Added to the clock, ms: only unpacked, so that a test or a picture can stand at another time of day. */
  clockShiftMs: number;
}

/** Why the service could not open its file. The window says which, and what to do; the file is never overwritten. */
export type BootProblemCode =
  | 'CORRUPT'
  | 'NOT_A_DATABASE'
  | 'NOT_A_STATION_FILE'
  | 'NEWER_VERSION'
  | 'READ_ONLY'
  | 'NO_ACCESS'
  | 'DISK_FULL'
  | 'IN_USE'
  | 'MIGRATION_FAILED'
  | 'KEEPS_FAILING'
  | 'UNKNOWN';

export interface BootProblem {
  code: BootProblemCode;
  file: string;
  detail: string;
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
  | { type: 'port-message'; id: number; data: unknown }
  | { type: 'stopped' };

/** What the window gets with its port. */
export interface PortGreeting {
  type: 'station-port';
  generation: number;
  demoToken: string | null;
}
