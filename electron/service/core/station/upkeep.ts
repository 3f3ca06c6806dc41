import { UNTOLD_BACK_MS } from '../../../contract/core/clock.ts';
import { DAY_MS, HOUR_MS } from '../../../contract/core/time.ts';
import { backUpDaily } from '../backup/backup.ts';
import { systemCommand } from '../command.ts';
import type { Station } from '../context.ts';
import { clockDoubtTx, clockRecord } from './clock-doubt.ts';

/** How long a command id is remembered, ms. A window asks again within seconds, or after a night asleep within a day. */
const REMEMBERED_MS = 30 * DAY_MS;

/** Drafts kept per account. A number and not an age, because a clock that once ran ahead must not cost anybody's work. */
const DRAFTS_KEPT = 200;

/** No station rests half a year: a clock so far on since the last thing recorded has more likely been set wrong. */
const AHEAD_MS = 180 * DAY_MS;

/** Forgets old command ids, and all but the newest drafts of each account. */
export async function forgetOld(station: Station): Promise<void> {
  await systemCommand(station, 'station.upkeep', async (cmd) => {
    await cmd.tx
      .deleteFrom('command')
      .where('at', '<', cmd.now - REMEMBERED_MS)
      .execute();
    for (const table of ['draft', 'sealed_draft'] as const) {
      const accounts = await cmd.tx
        .selectFrom(table)
        .select('account_id')
        .groupBy('account_id')
        .having((eb) => eb.fn.countAll(), '>', DRAFTS_KEPT)
        .execute();
      for (const { account_id } of accounts) {
        const kept = cmd.tx
          .selectFrom(table)
          .select('key')
          .where('account_id', '=', account_id)
          .orderBy('saved_at', 'desc')
          .orderBy('key')
          .limit(DRAFTS_KEPT);
        await cmd.tx.deleteFrom(table).where('account_id', '=', account_id).where('key', 'not in', kept).execute();
      }
    }
  });
}

/**
 * Holds the clock against the last thing recorded: a jump is recorded itself, so that the audit explains its own dates.
 * Windows look again at what is said of the clock, which also changes by time alone.
 */
export async function noteClock(station: Station): Promise<void> {
  const now = station.clock.now();
  const record = await clockRecord(station.db);
  if (record === null) return;
  const back = now < record.recordedAt - UNTOLD_BACK_MS;
  if (back || now > record.recordedAt + AHEAD_MS) {
    station.log.warn('the clock jumped', record.recordedAt, now);
    await systemCommand(station, 'station.upkeep', async (cmd) => {
      const jump = { entity: 'station', before: { at: record.recordedAt }, after: { at: now } };
      cmd.audit(back ? { action: 'station.clockBack', ...jump } : { action: 'station.clockAhead', ...jump });
    });
  }
  station.changes.publish(['warnings']);
}

/** At start and every hour: checks the clock, backs up daily and forgets old rows. A failure is logged and stops nobody. @returns ends it */
export function startUpkeep(station: Station): () => void {
  const run = async () => {
    await noteClock(station);
    await backUpDaily(station);
    // By a clock that may be wrong nothing is forgotten.
    if ((await clockDoubtTx(station.db, station.clock.now())) === null) await forgetOld(station);
  };
  const guarded = () => void run().catch((error: unknown) => station.log.error('upkeep failed', error));
  guarded();
  const timer = setInterval(guarded, HOUR_MS);
  return () => clearInterval(timer);
}
