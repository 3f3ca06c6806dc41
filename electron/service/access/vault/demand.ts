import { VAULT_ROLE, type VaultName } from '../../../contract/vault.ts';
import type { Context } from '../../context.ts';
import { StationError } from '../../errors.ts';
import { isRefused, ringAt, type Ring } from './memory.ts';

type Seat = Pick<Context, 'station' | 'session'>;

/** That the operator has the role of a vault. @throws StationError FORBIDDEN */
export function demandRole({ session }: Seat, vault: VaultName): void {
  if (!session.operator?.roles.includes(VAULT_ROLE[vault])) throw new StationError('FORBIDDEN', { permission: 'vault.use' });
}

/** The operator's open keys of a vault. @throws StationError VAULT_LOCKED, VAULT_NOT_ADMITTED */
export function demandRing(seat: Seat, vault: VaultName): Ring {
  const ring = ringAt(seat, vault);
  if (!ring) throw new StationError(isRefused(seat, vault) ? 'VAULT_NOT_ADMITTED' : 'VAULT_LOCKED', { vault });
  return ring;
}
