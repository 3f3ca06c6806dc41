import type { Settles } from '../../contract/core/base.ts';
import type { Db } from '../db/schema.ts';
import { systemCommand } from './command.ts';
import type { Command, Station } from './context.ts';
import { fromDisk } from './errors.ts';
import { Extension } from './extension.ts';
import { fallDueTx } from './station/by-clock.ts';
import { clockDoubtTx } from './station/clock-doubt.ts';

/**
 * Work that falls due by time alone: an offer that lapses, a class that begins, a no-show. No timer fires. A procedure declares
 * what it must see up to date (`.meta({ settles })`); one middleware settles it before a read, `command()` inside a write. Nothing
 * falls due while the clock is in doubt, and what did can be taken back (station/by-clock.ts).
 */
export interface DueWork {
  /** Action in the audit; the actor is the program itself. */
  action: string;
  /** Whether there is anything to settle; one indexed query. @param now UTC ms */
  isDue(db: Db, now: number): Promise<boolean>;
  /** Settles what is due, and tells `cmd.byClock` what it changes. Does nothing where nothing is due. */
  settleTx(cmd: Command): Promise<unknown>;
}

/** All due works by the names that procedures declare. */
export const dueWorks = new Extension<DueWork>('due work');

/** Stations whose windows were told that their clock is in doubt. */
const told = new WeakSet<Station>();

/** Nothing falls due while the clock is in doubt; windows are told when that begins and ends. */
async function mayFallDue(station: Station, now: number): Promise<boolean> {
  const inDoubt = (await clockDoubtTx(station.db, now)) !== null;
  if (inDoubt !== told.has(station)) station.changes.publish(['warnings']);
  if (inDoubt) told.add(station);
  else told.delete(station);
  return !inDoubt;
}

/** The works a procedure declares. @throws Error for a name under which nothing is registered */
const worksOf = (settles: Settles): DueWork[] => (settles === 'all' ? dueWorks.all() : settles.map((name) => dueWorks.get(name)));

/** Settles inside a command, before the command reads or writes the same records. */
export async function settleTx(cmd: Command, settles: Settles): Promise<void> {
  for (const work of worksOf(settles)) {
    if (await work.isDue(cmd.tx, cmd.now)) await fallDueTx(cmd, work.action, (clock) => work.settleTx(clock));
  }
}

/**
 * Settles before a read: one query, and a command only if something is due. Where nothing can be written (a read-only file, a full
 * disk) people still see their records, unsettled.
 */
export async function settle(station: Station, settles: Settles): Promise<void> {
  for (const work of worksOf(settles)) {
    const now = station.clock.now();
    if (!(await work.isDue(station.db, now)) || !(await mayFallDue(station, now))) continue;
    try {
      await systemCommand(station, work.action, (cmd) => fallDueTx(cmd, work.action, (clock) => work.settleTx(clock)));
    } catch (error) {
      if (!fromDisk(error)) throw error;
      station.log.warn(`${work.action}: nothing could be settled`, error);
    }
  }
}
