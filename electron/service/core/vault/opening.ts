import { vaultsOf, type VaultName } from '../../../contract/core/vault.ts';
import { unnumberedCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { StationError } from '../errors.ts';
import { checkPassword } from '../access/password.ts';
import { newKeyPair, unwrapPrivate } from './key-pair.ts';
import { accountOwner, openWrap } from './keys.ts';
import { noteRefused, putRing, Ring } from './memory.ts';

type Seat = Pick<Context, 'station' | 'session'>;
const openers: ((seat: Seat, vault: VaultName) => void)[] = [];

/** Registers an area's work for the opening of a vault, such as preparing a slow index. `act` must neither throw nor wait. */
export function onVaultOpened(act: (seat: Seat, vault: VaultName) => void): void {
  openers.push(act);
}

/**
 * Opens every vault to which the operator is admitted, at this port. An account that can be admitted gets a key pair if it has none.
 * @param password must have been checked just before
 */
export async function openVaults(context: Context, password: string): Promise<void> {
  const { station, session } = context;
  const { operator, sessionId } = session;
  if (!operator) return;
  const vaults = vaultsOf(operator.roles);
  if (vaults.length === 0) return;
  const pair = await ownPair(context, operator.id, password);
  const privateKey = await unwrapPrivate(pair, password, accountOwner(operator.id));
  // Pair and password change in one transaction, so this happens only if somebody wrote into the file.
  if (!privateKey) throw new Error(`the key pair of account ${operator.id} does not belong to its password`);
  try {
    const wraps = await station.db
      .selectFrom('vault_wrap')
      .select(['vault', 'generation', 'sealed_key'])
      .where('key_pair_id', '=', pair.id)
      .execute();
    // Nothing waits from here to the end, so the operator who gave the password is still here, or nothing opens.
    if (session.sessionId !== sessionId || session.operator?.id !== operator.id || session.locked) return;
    for (const vault of vaults) {
      const ring = new Ring(vault, operator.id);
      for (const wrap of wraps) {
        if (wrap.vault !== vault) continue;
        const key = openWrap(wrap, pair.public_key, privateKey);
        if (key) ring.add(wrap.generation, key);
        else station.log.error(`key ${wrap.generation} of the vault ${vault} does not open for account ${operator.id}`);
      }
      if (!ring.isOpen) {
        noteRefused(context, vault);
        continue;
      }
      putRing(context, ring);
      for (const opened of openers) opened(context, vault);
    }
    // Windows may have read the state of the vault between the command that admitted somebody and this line.
    station.changes.publish(new Set(['vault']));
  } finally {
    privateKey.fill(0);
  }
}

/** As `openVaults`, at sign-in and unlocking. A failure must not prevent these, so the vault stays locked. */
export async function openVaultsQuietly(context: Context, password: string): Promise<void> {
  try {
    await openVaults(context, password);
  } catch (error) {
    context.station.log.error('the vault stays closed', error);
  }
}

/**
 * The operator's key pair, made if there is none. It never makes a pair under an outdated password, which would block the pair of the
 * new one.
 * @throws StationError NOT_SIGNED_IN when the password was changed meanwhile
 */
async function ownPair(context: Context, accountId: number, password: string) {
  const { db, scryptCost } = context.station;
  const find = () => db.selectFrom('vault_key_pair').selectAll().where('account_id', '=', accountId).executeTakeFirst();
  const kept = await find();
  if (kept) return kept;
  const account = await db.selectFrom('account').select('password').where('id', '=', accountId).executeTakeFirst();
  if (!account || !(await checkPassword(password, account.password))) throw new StationError('NOT_SIGNED_IN', {});
  const made = await newKeyPair(password, accountOwner(accountId), scryptCost);
  return unnumberedCommand(context, async (cmd) => {
    const now = await cmd.tx.selectFrom('account').select('password').where('id', '=', accountId).executeTakeFirst();
    if (now?.password !== account.password) throw new StationError('NOT_SIGNED_IN', {});
    // Another window of the account may have been quicker.
    const other = await cmd.tx.selectFrom('vault_key_pair').selectAll().where('account_id', '=', accountId).executeTakeFirst();
    if (other) return other;
    cmd.audit({ action: 'vault.keyPair', entity: 'account', entityId: accountId });
    cmd.changed('vault');
    return cmd.tx
      .insertInto('vault_key_pair')
      .values({ ...made, account_id: accountId, recovery_of: null, made_at: cmd.now, made_by: accountId, confirmed_at: null })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}
