import { randomUUID } from 'node:crypto';
import { signIn, signOut } from '../access/sessions.ts';
import { createVault } from '../vault/members.ts';
import type { Context, Station } from '../context.ts';

/** Password of every account of the demonstration, which is no secret: it holds nobody's data. */
export const DEMO_PASSWORD = 'demo station';

/**
 * Does something as one of the demonstration's people, at a window of their own that is closed afterwards: sealed data can
 * only be written by somebody whose vault is open.
 * @param name of the account, such as `mediator`
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

/** Makes the vaults of the demonstration; their recovery codes are thrown away. */
export async function seedVaults(station: Station): Promise<void> {
  for (const [name, vault] of [
    ['mediator', 'mediation'],
    ['counsellor', 'counselling']
  ] as const) {
    await asDemo(station, name, (context) => createVault(context, { commandId: randomUUID(), vault, password: DEMO_PASSWORD }));
  }
}
