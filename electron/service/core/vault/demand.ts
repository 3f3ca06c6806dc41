import { VAULT_ROLE, type VaultName } from '../../../contract/core/vault.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { StationError } from '../errors.ts';
import { isRefused, ringAt, type Ring } from './memory.ts';

type Seat = Pick<Context, 'station' | 'session'>;

/** Demands the role of a vault. @throws StationError FORBIDDEN */
export function demandRole({ session }: Seat, vault: VaultName): void {
  if (!session.operator?.roles.includes(VAULT_ROLE[vault])) throw new StationError('FORBIDDEN', { permission: 'vault.use' });
}

/**
 * Demands the role again, inside the command that lets the operator in. Checking a password or a code takes time; meanwhile the
 * head may have taken the role away, and a member admitted then would get every later key.
 * @throws StationError FORBIDDEN
 */
export async function demandRoleTx(cmd: Command, vault: VaultName): Promise<void> {
  const row = await cmd.tx
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .select('account.id')
    .where('account.id', '=', cmd.actor.id)
    .where('active', '=', 1)
    .where('role', '=', VAULT_ROLE[vault])
    .executeTakeFirst();
  if (!row) throw new StationError('FORBIDDEN', { permission: 'vault.use' });
}

/** The operator's open keys of a vault. @throws StationError VAULT_LOCKED, VAULT_NOT_ADMITTED */
export function demandRing(seat: Seat, vault: VaultName): Ring {
  const ring = ringAt(seat, vault);
  if (!ring) throw new StationError(isRefused(seat, vault) ? 'VAULT_NOT_ADMITTED' : 'VAULT_LOCKED', { vault });
  return ring;
}
