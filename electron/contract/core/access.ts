import { z } from 'zod';
import { commandInput, id, instant, procedure, requiredLine, version } from './base.ts';
import { may } from './errors.ts';

export const ROLES = ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
export const role = z.enum(ROLES);

/**
 * The one table of permissions: what may be done, and by which roles. The head sees it in the app. Least privilege: a
 * role stands in a row only where its daily work needs it.
 */
export const PERMISSIONS = {
  'accounts.manage': ['head'],
  'audit.read': ['head'],
  'settings.manage': ['head'],
  'backup.make': ['head', 'front_desk'],
  'people.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'people.write': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor'],
  'people.reveal': ['head', 'front_desk', 'mediator', 'counsellor'],
  'people.merge': ['head', 'front_desk'],
  'people.import': ['head', 'front_desk'],
  'people.export': ['head', 'front_desk'],
  'organisations.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'organisations.write': ['head', 'front_desk'],
  'zones.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'zones.manage': ['head'],
  'closures.manage': ['head', 'front_desk'],
  'reservations.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'reservations.write': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor'],
  'reservations.approve': ['head'],
  'reservations.check_in': ['head', 'front_desk', 'trainer'],
  'figures.read': ['head', 'front_desk', 'trainer', 'viewer'],
  'classes.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'classes.plan': ['head', 'trainer'],
  'bookings.read': ['head', 'front_desk', 'trainer'],
  'bookings.write': ['head', 'front_desk'],
  'bookings.lift_block': ['head'],
  'attendance.write': ['head', 'front_desk', 'trainer'],
  'certificates.read': ['head', 'front_desk', 'trainer'],
  'certificates.issue': ['head', 'trainer'],
  'certificates.revoke': ['head'],
  'wishes.read': ['head', 'front_desk', 'trainer', 'viewer'],
  'wishes.write': ['head', 'front_desk', 'trainer'],
  'class_figures.read': ['head', 'front_desk', 'trainer', 'viewer'],
  'volunteers.read': ['head', 'front_desk', 'viewer'],
  'volunteers.write': ['head', 'front_desk'],
  'volunteers.manage': ['head'],
  'projects.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'projects.plan': ['head', 'front_desk'],
  'sign_ups.read': ['head', 'front_desk'],
  'sign_ups.write': ['head', 'front_desk'],
  'sign_ups.lift_block': ['head'],
  'service_hours.read': ['head', 'front_desk'],
  'service_hours.write': ['head', 'front_desk'],
  'service_hours.approve': ['head'],
  'recognition.read': ['head', 'front_desk', 'viewer'],
  'recognition.award': ['head'],
  'service_certificates.read': ['head', 'front_desk'],
  'service_certificates.issue': ['head', 'front_desk'],
  'service_certificates.revoke': ['head'],
  'volunteer_figures.read': ['head', 'front_desk', 'viewer'],
  'vault.use': ['mediator', 'counsellor'],
  'cases.read': ['mediator'],
  'cases.write': ['mediator'],
  'mediators.read': ['head', 'mediator'],
  'mediators.manage': ['head', 'mediator'],
  'case_figures.read': ['head', 'mediator', 'viewer']
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether any of the roles grants the permission. */
export function allows(roles: readonly Role[], permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).some((granted) => roles.includes(granted));
}

/** Roles whose area is sealed (vault.ts). */
const SEALED_ROLES: readonly Role[] = ['mediator', 'counsellor'];

/**
 * Whether what this permission lets do belongs to a sealed area: what nobody may do but mediators, or counsellors. What
 * such a procedure reports to the audit and answers to a repeated command is kept in plain text, so the service lets it
 * hold numbers, dates and codes only; see electron/service/access/vault/README.md.
 */
export function isSealed(permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).every((granted) => SEALED_ROLES.includes(granted));
}

export const MIN_PASSWORD = 8;
export const TRIES_BEFORE_LOCK = 5;
export const FIRST_LOCK_MS = 5 * 60_000;

/** How long the n-th lock in a row (from 1) lasts, ms: five minutes, doubling, a day at most. */
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
  /** Takes a session up again after the service was restarted; a locked session stays locked. */
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
  /** The operator's own; their sessions at other windows end. */
  changePassword: procedure
    .meta({ permission: 'signed_in' })
    .input(z.object({ current: password, next: password }))
    .output(z.object({}))
    .errors(may('WRONG_PASSWORD', 'WEAK_PASSWORD', 'ACCOUNT_LOCKED')),
  accounts: {
    list: procedure.meta({ permission: 'accounts.manage' }).output(z.array(account)),
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
    /** Sets a new password, lifts a lock and ends the account's sessions, but for the head's own here. */
    resetPassword: procedure
      .meta({ permission: 'accounts.manage' })
      .input(commandInput({ id, password }))
      .output(z.object({}))
      .errors(may('NOT_FOUND', 'WEAK_PASSWORD'))
  }
};
