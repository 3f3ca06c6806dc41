import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/core/time.ts';
import { backUpDaily } from '../backup/backup.ts';
import { systemCommand } from '../command.ts';
import type { Station } from '../context.ts';

/** How long a command id is remembered, ms. A window asks again within seconds, or after a night asleep within a day. */
const REMEMBERED_MS = 30 * DAY_MS;

/** Drafts kept per account. A number and not an age, because a clock that once ran ahead must not cost anybody's work. */
const DRAFTS_KEPT = 200;

/** A jump back by more than this is recorded, ms: a network corrects seconds, a dead battery costs years. */
const BACK_MS = 5 * MINUTE_MS;

/** A jump ahead by more than this since the last record means a wrong clock, ms, because no station rests half a year. */
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
 * Compares the clock with the last record. It records a jump, so that the audit explains its own dates, and warns of a jump back
 * until the clock has caught up. Nothing else depends on it, because rows are numbered in their order.
 */
export async function noteClock(station: Station): Promise<void> {
  const now = station.clock.now();
  const last = await station.db.selectFrom('audit').select('at').orderBy('id', 'desc').limit(1).executeTakeFirst();
  if (!last) return;
  const back = now < last.at - BACK_MS;
  if (back || now > last.at + AHEAD_MS) {
    station.log.warn('the clock jumped', last.at, now);
    await systemCommand(station, 'station.upkeep', async (cmd) => {
      const jump = { entity: 'station', before: { at: last.at }, after: { at: now } };
      cmd.audit(back ? { action: 'station.clockBack', ...jump } : { action: 'station.clockAhead', ...jump });
    });
  }
  const { warnings } = station;
  if (back) warnings.clockBehind = Math.max(last.at, warnings.clockBehind ?? 0);
  else if (warnings.clockBehind !== null && now >= warnings.clockBehind - BACK_MS) warnings.clockBehind = null;
  else return;
  station.changes.publish(['warnings']);
}

/** At start and every hour: checks the clock, backs up daily and forgets old rows. A failure is logged and stops nobody. @returns ends it */
export function startUpkeep(station: Station): () => void {
  const run = async () => {
    await noteClock(station);
    await backUpDaily(station);
    await forgetOld(station);
  };
  const guarded = () => void run().catch((error: unknown) => station.log.error('upkeep failed', error));
  guarded();
  const timer = setInterval(guarded, HOUR_MS);
  return () => clearInterval(timer);
}
