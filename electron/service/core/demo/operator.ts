import { randomUUID } from 'node:crypto';
import { signIn, signOut } from '../access/sessions.ts';
import { createVault } from '../vault/members.ts';
import type { Context, Station } from '../context.ts';

/** Password of every account of the demonstration. It is public, because the demonstration holds nobody's data. */
export const DEMO_PASSWORD = 'demo station';

/**
 * Runs work as an account of the demonstration, at a port of its own that closes afterwards. Sealed data need an operator with an
 * open vault.
 * @param name name of the account, such as `mediator`
 */
export async function asDemo<R>(station: Station, name: string, work: (context: Context) => Promise<R>): Promise<R> {
  const context: Context = {
    station,
    procedure: 'demo.seed',
    session: { sessionId: null, operator: null, locked: false, accountsVersion: -1 }
  };
  await signIn(context, name, DEMO_PASSWORD);
  try {
    return await work(context);
  } finally {
    await signOut(context);
  }
}

/** Makes the vaults of the demonstration and discards their recovery codes. */
export async function seedVaults(station: Station): Promise<void> {
  for (const [name, vault] of [
    ['mediator', 'mediation'],
    ['counsellor', 'counselling']
  ] as const) {
    await asDemo(station, name, (context) => createVault(context, { commandId: randomUUID(), vault, password: DEMO_PASSWORD }));
  }
}
