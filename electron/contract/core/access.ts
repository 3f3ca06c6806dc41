import { role } from './permissions.ts';
import { z } from 'zod';
import { commandInput, id, instant, procedure, requiredLine, version } from './base.ts';
import { may } from './errors.ts';

/** Fewest characters of a password. */
export const MIN_PASSWORD = 8;
/** Wrong passwords in a row after which the account is locked. */
export const TRIES_BEFORE_LOCK = 5;
export const FIRST_LOCK_MS = 5 * 60_000;

/** How long the n-th lock in a row (from 1) lasts, ms: five minutes, then twice as long each time, a day at most. */
export function lockMs(lockCount: number): number {
  return Math.min(FIRST_LOCK_MS * 2 ** (lockCount - 1), 86_400_000);
}

const COMMON_PASSWORDS = [
  '12345678',
  '123456789',
  '88888888',
  '11111111',
  '00000000',
  'password',
  'qwertyui',
  'abcd1234',
  '66668888',
  'a1234567'
];

/** Why a password is too weak for an account of that name, or null if it will do. */
export function passwordWeakness(password: string, name: string): 'short' | 'common' | 'like_name' | null {
  if ([...password].length < MIN_PASSWORD) return 'short';
  if (COMMON_PASSWORDS.includes(password.toLowerCase())) return 'common';
  if (name.length > 0 && password.toLowerCase() === name.toLowerCase()) return 'like_name';
  return null;
}

export const accountName = requiredLine(40);
export const password = z.string().min(1).max(200);

export const operator = z.object({ id, name: z.string(), displayName: z.string(), roles: z.array(role) });
export type Operator = z.infer<typeof operator>;

const signedIn = z.object({ token: z.string(), operator });

export const account = z.object({
  id,
  name: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  active: z.boolean(),
  lockedUntil: instant.nullable(),
  lastSignInAt: instant.nullable(),
  version
});
export type Account = z.infer<typeof account>;

export const access = {
  /** The account's own password opens a session on this port. */
  signIn: procedure
    .meta({ permission: 'public' })
    .input(z.object({ name: accountName, password }))
    .output(signedIn)
    .errors(may('SIGN_IN_FAILED', 'ACCOUNT_LOCKED')),
  /** Resumes a session after the service restarted; a locked session stays locked. */
  resume: procedure
    .meta({ permission: 'public' })
    .input(z.object({ token: z.string().max(200) }))
    .output(z.object({ operator, locked: z.boolean() })),
  signOut: procedure.meta({ permission: 'public' }).output(z.object({})),
  lock: procedure.meta({ permission: 'public' }).output(z.object({})),
  unlock: procedure
    .meta({ permission: 'public' })
    .input(z.object({ password }))
    .output(z.object({ operator }))
    .errors(may('SIGN_IN_FAILED', 'ACCOUNT_LOCKED')),
  /** Changes the operator's own password and ends their sessions at other windows. */
  changePassword: procedure
    .meta({ permission: 'signed_in' })
    .input(z.object({ current: password, next: password }))
    .output(z.object({}))
    .errors(may('WRONG_PASSWORD', 'WEAK_PASSWORD', 'ACCOUNT_LOCKED')),
  accounts: {
    list: procedure.meta({ permission: 'accounts.manage', read: true }).output(z.array(account)),
    create: procedure
      .meta({ permission: 'accounts.manage' })
      .input(commandInput({ name: accountName, displayName: requiredLine(40), roles: z.array(role).min(1), password }))
      .output(z.object({ id }))
      .errors(may('NAME_TAKEN', 'WEAK_PASSWORD')),
    update: procedure
      .meta({ permission: 'accounts.manage' })
      .input(
        commandInput({
          id,
          version,
          displayName: requiredLine(40),
          roles: z.array(role).min(1),
          active: z.boolean()
        })
      )
      .output(z.object({}))
      .errors(may('NOT_FOUND', 'STALE', 'LAST_HEAD')),
    /** Sets a new password, lifts a lock and ends the account's sessions, except the head's own at this window. */
    resetPassword: procedure
      .meta({ permission: 'accounts.manage' })
      .input(commandInput({ id, password }))
      .output(z.object({}))
      .errors(may('NOT_FOUND', 'WEAK_PASSWORD'))
  }
};
