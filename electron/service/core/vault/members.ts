import { VAULT_ROLE, type VaultName } from '../../../contract/core/vault.ts';
import { command, type Command } from '../command.ts';
import type { Context } from '../context.ts';
import { found, StationError } from '../errors.ts';
import { confirmPassword } from '../access/sessions.ts';
import { demandRing, demandRole, demandRoleTx } from './demand.ts';
import { newKeyPair, unwrapPrivate } from './key-pair.ts';
import { accountOwner, KeyChanges, newGenerationTx, openWrap, rotateTx, wrapTx } from './keys.ts';
import { forgetRefused } from './memory.ts';
import { openVaults } from './opening.ts';
import { newRecovery, sheetTx } from './recovery.ts';

/**
 * Makes a vault, its first key and its recovery sheet, and admits its maker.
 * @returns the recovery code; null if the command was repeated
 * @throws StationError STALE when the vault exists, WRONG_PASSWORD, ACCOUNT_LOCKED
 */
export async function createVault(context: Context, input: { commandId: string; vault: VaultName; password: string }) {
  const { vault } = input;
  demandRole(context, vault);
  await confirmPassword(context, input.password);
  // Makes the account's own key pair if it has none yet.
  await openVaults(context, input.password);
  const { code, pair } = await newRecovery(context, vault);
  let fresh = false;
  const answer = await KeyChanges.during(context.station, (changes) =>
    command(context, input, async (cmd) => {
      fresh = true;
      await demandRoleTx(cmd, vault);
      const there = await cmd.tx.selectFrom('vault').select('name').where('name', '=', vault).executeTakeFirst();
      if (there) throw new StationError('STALE', { what: 'vault' });
      await cmd.tx.insertInto('vault').values({ name: vault, created_at: cmd.now }).execute();
      const recovery = await cmd.tx
        .insertInto('vault_key_pair')
        .values({ ...pair, account_id: null, recovery_of: vault, made_at: cmd.now, made_by: cmd.actor.id, confirmed_at: null })
        .returning(['id', 'account_id', 'public_key'])
        .executeTakeFirstOrThrow();
      const own = await cmd.tx
        .selectFrom('vault_key_pair')
        .select(['id', 'account_id', 'public_key'])
        .where('account_id', '=', cmd.actor.id)
        .executeTakeFirstOrThrow();
      cmd.audit({ entity: 'vault', entityId: vault });
      await newGenerationTx(cmd, changes, vault, 'created', [own, recovery]);
      return { sheet: await sheetTx(cmd.tx, vault), madeAt: cmd.now };
    })
  );
  await openVaults(context, input.password);
  return { code: fresh ? code : null, ...answer };
}

/**
 * Admits an account with the role by its public key, without its password.
 * @throws StationError VAULT_LOCKED, VAULT_NOT_ADMITTED, NOT_FOUND, STALE when it is admitted already, VAULT_NO_KEY
 */
export async function admit(context: Context, input: { commandId: string; vault: VaultName; accountId: number }): Promise<void> {
  const { vault, accountId } = input;
  demandRole(context, vault);
  demandRing(context, vault);
  await command(context, input, async (cmd) => {
    const ring = demandRing(context, vault);
    const account = await cmd.tx
      .selectFrom('account')
      .innerJoin('account_role', 'account_role.account_id', 'account.id')
      .select('display_name')
      .where('account.id', '=', accountId)
      .where('active', '=', 1)
      .where('role', '=', VAULT_ROLE[vault])
      .executeTakeFirst();
    const { display_name: name } = found(account, 'account', accountId);
    const pair = await cmd.tx.selectFrom('vault_key_pair').selectAll().where('account_id', '=', accountId).executeTakeFirst();
    if (!pair) throw new StationError('VAULT_NO_KEY', { name });
    const there = await cmd.tx
      .selectFrom('vault_wrap')
      .select('generation')
      .where('vault', '=', vault)
      .where('key_pair_id', '=', pair.id)
      .executeTakeFirst();
    if (there) throw new StationError('STALE', { what: 'vault' });
    for (const [generation, key] of ring.entries()) await wrapTx(cmd, vault, generation, key, pair);
    cmd.audit({ entity: 'vault', entityId: vault, after: { accountId, generations: ring.entries().length } });
    cmd.changed('vault');
    return {};
  });
  forgetRefused(context.station, accountId, vault);
}

/** Makes another key for everything sealed from now on. @returns its generation @throws StationError VAULT_LOCKED, VAULT_NOT_ADMITTED */
export async function rotate(context: Context, input: { commandId: string; vault: VaultName }): Promise<{ generation: number }> {
  demandRole(context, input.vault);
  demandRing(context, input.vault);
  return KeyChanges.during(context.station, (changes) =>
    command(context, input, async (cmd) => ({ generation: await rotateTx(cmd, changes, input.vault, 'rotated') }))
  );
}

/** The vaults of an account under a new password, prepared outside any transaction. */
export interface NewPassword {
  /** Replaces the key pair and gives each of the account's vaults a new key. */
  applyTx(cmd: Command, changes: KeyChanges): Promise<void>;
  /** Zeroes what was unwrapped. */
  end(): void;
}

/**
 * Prepares the change of an account's own password. It needs a new key pair, because the old password opens the old pair in an older
 * copy of the file. Null if the account has no key pair.
 */
export async function preparePassword(context: Context, accountId: number, current: string, next: string): Promise<NewPassword | null> {
  const { db, scryptCost } = context.station;
  const kept = await db.selectFrom('vault_key_pair').selectAll().where('account_id', '=', accountId).executeTakeFirst();
  if (!kept) return null;
  const privateKey = await unwrapPrivate(kept, current, accountOwner(accountId));
  if (!privateKey) throw new Error(`the key pair of account ${accountId} does not belong to its password`);
  const made = await newKeyPair(next, accountOwner(accountId), scryptCost);
  return {
    async applyTx(cmd, changes) {
      const now = await cmd.tx.selectFrom('vault_key_pair').select('public_key').where('id', '=', kept.id).executeTakeFirst();
      if (!now?.public_key.equals(kept.public_key)) throw new StationError('STALE', { what: 'account' });
      const wraps = await cmd.tx.selectFrom('vault_wrap').selectAll().where('key_pair_id', '=', kept.id).execute();
      await cmd.tx.deleteFrom('vault_wrap').where('key_pair_id', '=', kept.id).execute();
      await cmd.tx
        .updateTable('vault_key_pair')
        .set({ ...made, made_at: cmd.now, made_by: accountId })
        .where('id', '=', kept.id)
        .execute();
      for (const wrap of wraps) {
        const key = openWrap(wrap, kept.public_key, privateKey);
        if (!key) throw new StationError('SEAL_BROKEN', { record: `${wrap.vault} key ${wrap.generation}` });
        await wrapTx(cmd, wrap.vault as VaultName, wrap.generation, key, { ...kept, ...made }, wrap);
        key.fill(0);
      }
      for (const vault of new Set(wraps.map((wrap) => wrap.vault as VaultName))) await rotateTx(cmd, changes, vault, 'password');
    },
    end: () => privateKey.fill(0)
  };
}
