import type { Role } from '../../../contract/core/permissions.ts';
import { createAccountTx } from '../access/accounts.ts';
import { hashPassword } from '../access/password.ts';
import { signInWithoutPassword } from '../access/sessions.ts';
import { systemCommand } from '../command.ts';
import type { Station } from '../context.ts';
import { demoParts } from './part.ts';
import { trustClockTx } from '../station/clock-doubt.ts';
import { writeSettingsTx } from '../station/settings.ts';
import { DEMO_PASSWORD, seedVaults } from './operator.ts';

/** Plainly invented people, one for each role. */
const ACCOUNTS: readonly { name: string; displayName: string; role: Role }[] = [
  { name: 'head', displayName: '钱甲子', role: 'head' },
  { name: 'desk', displayName: '孙乙丑', role: 'front_desk' },
  { name: 'trainer', displayName: '李丙寅', role: 'trainer' },
  { name: 'mediator', displayName: '周丁卯', role: 'mediator' },
  { name: 'counsellor', displayName: '吴戊辰', role: 'counsellor' },
  { name: 'viewer', displayName: '郑己巳', role: 'viewer' }
];

/** Key of the setting that marks a demonstration. */
const MARK = 'demonstration';

/**
 * Fills a station with the records of some weeks, without accounts and sealed data. Does nothing where somebody has begun to work.
 */
export async function seedDemoData(station: Station): Promise<void> {
  const parts = demoParts.all();
  for (const part of parts) if (await part.begun?.(station)) return;
  for (const part of parts) if (!part.sealed) await part.seed(station);
}

/** Makes the demonstration in an empty file. @returns the id of its head's account */
export async function seedDemo(station: Station): Promise<number> {
  const hashes = await Promise.all(ACCOUNTS.map(() => hashPassword(DEMO_PASSWORD, station.scryptCost)));
  const head = await systemCommand(station, 'demo.seed', async (cmd) => {
    await writeSettingsTx(cmd, { stationName: '红色能量站（演示）' });
    await cmd.tx.insertInto('setting').values({ key: MARK, value: 'true' }).execute();
    let first: number | null = null;
    for (const [i, { name, displayName, role }] of ACCOUNTS.entries()) {
      const account = { name, displayName, roles: [role], password: DEMO_PASSWORD };
      const id = await createAccountTx(cmd, { account, hash: hashes[i] ?? '' });
      first ??= id;
    }
    return first ?? 0;
  });
  await seedVaults(station);
  await seedDemoData(station);
  for (const part of demoParts.all()) if (part.sealed) await part.seed(station);
  return head;
}

/**
 * Opens the demonstration: fills an empty file and signs its head in. Leaves the file of a real station alone and signs nobody in.
 * @returns the token of the head's session; null for a real station
 */
export async function openDemo(station: Station): Promise<string | null> {
  const account = await station.db.selectFrom('account').select('id').limit(1).executeTakeFirst();
  if (!account) await seedDemo(station);
  const mark = await station.db.selectFrom('setting').select('key').where('key', '=', MARK).executeTakeFirst();
  const head = await station.db.selectFrom('account').select('id').where('name', '=', 'head').executeTakeFirst();
  if (!mark || !head) return null;
  // Whoever looks at a demonstration is not asked what day it is.
  await systemCommand(station, 'demo.seed', (cmd) => trustClockTx(cmd.tx, cmd.now));
  return (await signInWithoutPassword(station, head.id)).token;
}
