import type { Role } from '../../contract/core/permissions.ts';
import { createAccountTx } from '../core/access/accounts.ts';
import { hashPassword } from '../core/access/password.ts';
import { signInWithoutPassword } from '../core/access/sessions.ts';
import { systemCommand } from '../core/command.ts';
import type { Station } from '../core/context.ts';
import { writeSettingsTx } from '../core/station/settings.ts';
import { seedCases } from '../mediation/demo/cases.ts';
import { DEMO_PASSWORD, seedVaults } from '../core/demo/operator.ts';
import { seedPeople } from '../people/demo/people.ts';
import { seedSchedule } from '../schedule/demo/schedule.ts';
import { seedVolunteers } from '../volunteering/demo/volunteers.ts';

export { DEMO_PASSWORD };

/** Plainly invented people, one for each role. */
const ACCOUNTS: readonly { name: string; displayName: string; role: Role }[] = [
  { name: 'head', displayName: '钱甲子', role: 'head' },
  { name: 'desk', displayName: '孙乙丑', role: 'front_desk' },
  { name: 'trainer', displayName: '李丙寅', role: 'trainer' },
  { name: 'mediator', displayName: '周丁卯', role: 'mediator' },
  { name: 'counsellor', displayName: '吴戊辰', role: 'counsellor' },
  { name: 'viewer', displayName: '郑己巳', role: 'viewer' }
];

/** Key of the setting that tells a demonstration from a station. */
const MARK = 'demonstration';

/**
 * People, organisations, zones, reservations, volunteers: what a station looks like after some weeks. Makes no accounts. Does nothing
 * where something is reserved already.
 */
export async function seedDemoData(station: Station): Promise<void> {
  const begun = await station.db.selectFrom('reservation').select('id').limit(1).executeTakeFirst();
  if (begun) return;
  await seedPeople(station);
  await seedSchedule(station);
  await seedVolunteers(station);
}

/** Makes the demonstration station of an empty file. Returns the account of its head. */
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
  await seedCases(station);
  return head;
}

/**
 * Opens the demonstration: fills an empty file and signs its head in. A file that is somebody's station is left alone,
 * and nobody is signed in to it.
 * @returns the token of the head's session, or null
 */
export async function openDemo(station: Station): Promise<string | null> {
  const account = await station.db.selectFrom('account').select('id').limit(1).executeTakeFirst();
  if (!account) await seedDemo(station);
  const mark = await station.db.selectFrom('setting').select('key').where('key', '=', MARK).executeTakeFirst();
  const head = await station.db.selectFrom('account').select('id').where('name', '=', 'head').executeTakeFirst();
  if (!mark || !head) return null;
  return (await signInWithoutPassword(station, head.id)).token;
}
