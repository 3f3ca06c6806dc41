import { DAY_MS, HOUR_MS } from '../../contract/time.ts';
import { backUpDaily } from '../backup/backup.ts';
import { systemCommand } from '../command.ts';
import type { Station } from '../context.ts';

/** How long a command id is remembered, ms. A window asks again within seconds, a day at most after a night asleep. */
const REMEMBERED_MS = 30 * DAY_MS;

/** Forgets commands whose windows are long gone, and drafts nobody came back to in a year. */
export async function forgetOld(station: Station): Promise<void> {
  await systemCommand(station, 'station.upkeep', async (cmd) => {
    await cmd.tx.deleteFrom('command').where('at', '<', cmd.now - REMEMBERED_MS).execute();
    for (const drafts of ['draft', 'sealed_draft'] as const) await cmd.tx.deleteFrom(drafts).where('saved_at', '<', cmd.now - 365 * DAY_MS).execute();
  });
}

/** Once at start and every hour after: the day's backup and the forgetting. A failure is logged and stops nobody. */
export function startUpkeep(station: Station): () => void {
  const run = async () => {
    await backUpDaily(station);
    await forgetOld(station);
  };
  const guarded = () => void run().catch((error: unknown) => station.log.error('upkeep failed', error));
  guarded();
  const timer = setInterval(guarded, HOUR_MS);
  return () => clearInterval(timer);
}
