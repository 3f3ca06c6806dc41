import { type Role } from './permissions.ts';
import { z } from 'zod';
import { password } from './access.ts';
import { commandInput, id, instant, procedure } from './base.ts';
import { may } from './errors.ts';
import { CODE_INPUT_MAX } from './recovery-code.ts';
import { restoredFrom } from './station.ts';

/** The sealed areas. Each has its own key, and only accounts with one role can be admitted to it. */
export const VAULTS = ['mediation', 'counselling'] as const;
export type VaultName = (typeof VAULTS)[number];
export const vaultName = z.enum(VAULTS);

export const VAULT_ROLE: Record<VaultName, Role> = { mediation: 'mediator', counselling: 'counsellor' };

/** The vaults to which an account with these roles can be admitted. */
export function vaultsOf(roles: readonly Role[]): VaultName[] {
  return VAULTS.filter((name) => roles.includes(VAULT_ROLE[name]));
}

/** Why a vault got another key. */
export const ROTATIONS = ['created', 'rotated', 'removed', 'reset', 'password', 'renewed'] as const;
export type Rotation = (typeof ROTATIONS)[number];

/**
 * The vault as the operator finds it: not made yet; waiting to be admitted; admitted, but the password was not given since the
 * window opened; open.
 */
export const VAULT_STATES = ['missing', 'waiting', 'locked', 'open'] as const;
export type VaultStanding = (typeof VAULT_STATES)[number];

export const vaultState = z.object({
  vault: vaultName,
  state: z.enum(VAULT_STATES),
  createdAt: instant.nullable(),
  /** All keys, newest first. Those admitted can still read what an older key sealed. */
  generations: z.array(z.object({ generation: z.number().int(), madeAt: instant, reason: z.enum(ROTATIONS), byName: z.string() })),
  admitted: z.array(z.object({ accountId: id, name: z.string(), since: instant, byName: z.string() })),
  /** Accounts with the role that are not admitted. `ready`: they have signed in once, so they can be given the key. */
  waiting: z.array(z.object({ accountId: id, name: z.string(), ready: z.boolean() })),
  /** The recovery sheet in force; `confirmedAt` once its code was typed back. */
  recovery: z.object({ sheet: z.number().int(), madeAt: instant, byName: z.string(), confirmedAt: instant.nullable() }).nullable(),
  /** The restored copy: admissions, passwords and the recovery sheet are those of its time. Null once the head has confirmed it. */
  restored: restoredFrom.nullable()
});
export type VaultState = z.infer<typeof vaultState>;

const code = z.string().min(1).max(CODE_INPUT_MAX);
/** A recovery code, answered once; `code` is null when the command is repeated. */
const newSheet = z.object({ code: z.string().nullable(), sheet: z.number().int(), madeAt: instant });

export const vault = {
  state: procedure
    .meta({ permission: 'vault.use', read: true })
    .input(z.object({ vault: vaultName }))
    .output(vaultState),
  /** Opens every vault to which the operator is admitted, with their password. */
  open: procedure
    .meta({ permission: 'vault.use' })
    .input(z.object({ password }))
    .output(z.object({}))
    .errors(may('WRONG_PASSWORD', 'ACCOUNT_LOCKED')),
  /** Makes the vault and admits its maker as the first member. */
  create: procedure
    .meta({ permission: 'vault.use' })
    .input(commandInput({ vault: vaultName, password }))
    .output(newSheet)
    .errors(may('STALE', 'WRONG_PASSWORD', 'ACCOUNT_LOCKED')),
  /** Lets another account with the role in. The operator's own vault must be open. */
  admit: procedure
    .meta({ permission: 'vault.use' })
    .input(commandInput({ vault: vaultName, accountId: id }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STALE', 'VAULT_NO_KEY')),
  /** Makes another key, which seals everything from now on. */
  rotate: procedure
    .meta({ permission: 'vault.use' })
    .input(commandInput({ vault: vaultName }))
    .output(z.object({ generation: z.number().int() })),
  /** Makes another recovery code; sheets printed before open nothing. */
  renewRecovery: procedure
    .meta({ permission: 'vault.use' })
    .input(commandInput({ vault: vaultName, password }))
    .output(newSheet)
    .errors(may('WRONG_PASSWORD', 'ACCOUNT_LOCKED')),
  /** Checks the code as read back from the printed sheet, to be sure that the sheet is readable. */
  confirmRecovery: procedure
    .meta({ permission: 'vault.use' })
    .input(commandInput({ vault: vaultName, code }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'RECOVERY_CODE_TYPO', 'RECOVERY_CODE_WRONG')),
  /** Admits the operator by the printed code when no member can admit them. */
  recover: procedure
    .meta({ permission: 'vault.use' })
    .input(commandInput({ vault: vaultName, code, password }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'WRONG_PASSWORD', 'ACCOUNT_LOCKED', 'RECOVERY_CODE_TYPO', 'RECOVERY_CODE_WRONG'))
};
