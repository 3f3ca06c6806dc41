import type { Database as SqliteDatabase } from 'better-sqlite3';
import type { Operator } from '../../contract/core/access.ts';
import type { Actor, AuditFact } from './audit/chain.ts';
import type { Tx } from '../db/schema.ts';
import type { Warnings } from '../../contract/core/station.ts';
import type { Clock } from './clock.ts';
import type { Db } from '../db/schema.ts';
import type { Changes } from './changes.ts';

export interface Log {
  info(message: string, ...facts: unknown[]): void;
  warn(message: string, ...facts: unknown[]): void;
  error(message: string, ...facts: unknown[]): void;
}

/** The parts of a running service. */
export interface Station {
  db: Db;
  /** The raw connection, for pragmas and copies in `db/` only. */
  sqlite: SqliteDatabase;
  file: string;
  dataFolder: string;
  clock: Clock;
  log: Log;
  changes: Changes;
  version: string;
  demo: boolean;
  /** scrypt's N; smaller in tests only. */
  scryptCost: number;
  /** Grows with every change of an account, so that ports notice without reading the tables on each call. */
  accountsVersion: number;
  /** What upkeep found wrong since the service started; what is said of the clock is looked up. */
  warnings: Omit<Warnings, 'clock'>;
  /** When a person's work was last noted as done with a clock that is right, UTC ms. */
  workNotedAt: number | null;
}

/** What the clock changed of a record: the columns it set, and the row before. */
export interface ClockChange {
  /** Kind of the record, as the audit names it. */
  entity: string;
  id: number;
  before: object;
  after: object;
}

/** The session at a port. The object lives as long as the port; signing in and locking change its content. */
export interface PortSession {
  sessionId: number | null;
  operator: Operator | null;
  locked: boolean;
  /** The station's accountsVersion when `operator` was read. */
  accountsVersion: number;
}

/** What a handler gets with each call. */
export interface Context {
  station: Station;
  session: PortSession;
  /** Dotted name of the procedure, such as `people.create`. */
  procedure: string;
  /** Settles, inside a command, what the procedure declares (core/due.ts). */
  settleTx?: (cmd: Command) => Promise<void>;
}

/** The tools of a running command: transaction, moment, actor and reports. */
export interface Command {
  readonly tx: Tx;
  /** The one "now" of this command, UTC ms. */
  readonly now: number;
  readonly actor: Actor;
  readonly station: Station;
  /** Reports a change for the audit. `action` is the procedure's name unless given. */
  audit(fact: Omit<AuditFact, 'action'> & { action?: string }): void;
  /** There where the work fell due by time: what it changes is written down, so that it can be taken back. */
  byClock?: (change: ClockChange) => void;
  /** Reports a topic that windows showing it must read again. */
  changed(...topics: string[]): void;
}
