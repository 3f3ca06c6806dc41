import type { Settles } from '../../contract/core/base.ts';
import type { Db } from '../db/schema.ts';
import { systemCommand } from './command.ts';
import type { Command, Station } from './context.ts';
import { fromDisk } from './errors.ts';
import { Extension } from './extension.ts';

/**
 * Work that falls due by time alone: an offer that lapses, a class that begins, a no-show. No timer does it. A procedure declares
 * what must be up to date (`.meta({ settles })`); one middleware settles it before a read, `command()` inside a write.
 */
export interface DueWork {
  /** Action in the audit; the actor is the program itself. */
  action: string;
  /** Whether there is anything to settle; one indexed query. @param now UTC ms */
  isDue(db: Db, now: number): Promise<boolean>;
  /** Settles what is due, if anything. */
  settleTx(cmd: Command): Promise<unknown>;
}

/** All due works by the names that procedures declare. */
export const dueWorks = new Extension<DueWork>('due work');

/** The works that a procedure declares. @throws Error for an unregistered name */
const worksOf = (settles: Settles): DueWork[] => (settles === 'all' ? dueWorks.all() : settles.map((name) => dueWorks.get(name)));

/** Settles inside a command, before the command reads or writes the same records. */
export async function settleTx(cmd: Command, settles: Settles): Promise<void> {
  for (const work of worksOf(settles)) await work.settleTx(cmd);
}

/**
 * Settles before a read: one query, and a command only if something is due. Where nothing can be written (a read-only file, a full
 * disk) people still see their records, unsettled.
 */
export async function settle(station: Station, settles: Settles): Promise<void> {
  for (const work of worksOf(settles)) {
    if (!(await work.isDue(station.db, station.clock.now()))) continue;
    try {
      await systemCommand(station, work.action, work.settleTx);
    } catch (error) {
      if (!fromDisk(error)) throw error;
      station.log.warn(`${work.action}: nothing could be settled`, error);
    }
  }
}
