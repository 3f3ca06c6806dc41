import { station } from './0001-station.ts';

export interface Migration {
  /** Monotonic, from 1 without a gap. Never change a migration that was released: add another. */
  version: number;
  name: string;
  /** Run in order, in one transaction with the version's own change. */
  statements: string[];
}

export const MIGRATIONS: readonly Migration[] = [station];

/** The version of the file this program writes. */
export const LATEST_VERSION = MIGRATIONS.length;
