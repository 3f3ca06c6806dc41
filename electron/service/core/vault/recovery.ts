import { randomBytes } from 'node:crypto';
import { CODE_BYTES, codeFault, codeOf, tidyCode } from '../../../contract/core/recovery-code.ts';
import type { VaultName } from '../../../contract/core/vault.ts';
import { command, unnumberedCommand, type Command, type Tx } from '../command.ts';
import type { Context } from '../context.ts';
import { found, StationError } from '../errors.ts';
import { confirmPassword } from '../access/sessions.ts';
import { demandRing, demandRole, demandRoleTx } from './demand.ts';
import { newKeyPair, unwrapPrivate, type KeptPair } from './key-pair.ts';
import { KeyChanges, openWrap, recoveryOwner, rotateTx, wrapTx } from './keys.ts';
import { openVaults } from './opening.ts';

/** Makes a recovery code and the key pair that it opens. */
export async function newRecovery(context: Context, vault: VaultName): Promise<{ code: string; pair: KeptPair }> {
  const bytes = randomBytes(CODE_BYTES);
  const code = codeOf(bytes);
  bytes.fill(0);
  return { code, pair: await newKeyPair(code, recoveryOwner(vault), context.station.scryptCost) };
}

/** The number of a vault's latest recovery sheet; counted from 1 in each vault. */
export async function sheetTx(db: Tx | Context['station']['db'], vault: VaultName): Promise<number> {
  const { sheets } = await db
    .selectFrom('vault_generation')
    .select((eb) => eb.fn.countAll<number>().as('sheets'))
    .where('vault', '=', vault)
    .where('reason', 'in', ['created', 'renewed'])
    .executeTakeFirstOrThrow();
  return Number(sheets);
}

/**
 * Makes another recovery code and another key, so that the sheet before opens nothing sealed from now on.
 * @returns the code; null if the command was repeated
 * @throws StationError VAULT_LOCKED, WRONG_PASSWORD, ACCOUNT_LOCKED
 */
export async function renewRecovery(context: Context, input: { commandId: string; vault: VaultName; password: string }) {
  const { vault } = input;
  demandRole(context, vault);
  demandRing(context, vault);
  await confirmPassword(context, input.password);
  const { code, pair } = await newRecovery(context, vault);
  let fresh = false;
  const answer = await KeyChanges.during(context.station, (changes) =>
    command(context, input, async (cmd) => {
      fresh = true;
      const ring = demandRing(context, vault);
      const kept = await pairOf(cmd.tx, vault);
      await cmd.tx.deleteFrom('vault_wrap').where('key_pair_id', '=', kept.id).execute();
      await cmd.tx
        .updateTable('vault_key_pair')
        .set({ ...pair, made_at: cmd.now, made_by: cmd.actor.id, confirmed_at: null })
        .where('id', '=', kept.id)
        .execute();
      for (const [generation, key] of ring.entries()) await wrapTx(cmd, vault, generation, key, { ...kept, ...pair });
      await rotateTx(cmd, changes, vault, 'renewed');
      cmd.audit({ entity: 'vault', entityId: vault });
      return { sheet: await sheetTx(cmd.tx, vault), madeAt: cmd.now };
    })
  );
  return { code: fresh ? code : null, ...answer };
}

const pairOf = async (db: Tx | Context['station']['db'], vault: VaultName) =>
  found(await db.selectFrom('vault_key_pair').selectAll().where('recovery_of', '=', vault).executeTakeFirst(), 'vault', vault);

/**
 * Opens the recovery sheet's key pair with a typed code.
 * @throws StationError NOT_FOUND, RECOVERY_CODE_TYPO (which group), RECOVERY_CODE_WRONG (which sheet is in force)
 */
async function byCode(context: Context, vault: VaultName, typed: string) {
  const pair = await pairOf(context.station.db, vault);
  const fault = codeFault(typed);
  if (fault) {
    throw new StationError('RECOVERY_CODE_TYPO', {
      reason: fault.reason,
      ...(fault.reason === 'length' ? { missing: fault.expected - fault.length } : { group: fault.group })
    });
  }
  const privateKey = await unwrapPrivate(pair, tidyCode(typed), recoveryOwner(vault));
  if (privateKey) return { pair, privateKey };
  await unnumberedCommand(context, async (cmd) => cmd.audit({ action: 'vault.wrongCode', entity: 'vault', entityId: vault }));
  throw new StationError('RECOVERY_CODE_WRONG', { sheet: await sheetTx(context.station.db, vault), madeAt: pair.made_at });
}

/** Confirms that the printed sheet can be read, by its code typed back. @throws StationError NOT_FOUND, RECOVERY_CODE_TYPO, RECOVERY_CODE_WRONG */
export async function confirmRecovery(context: Context, input: { commandId: string; vault: VaultName; code: string }): Promise<void> {
  demandRole(context, input.vault);
  const { pair, privateKey } = await byCode(context, input.vault, input.code);
  privateKey.fill(0);
  await command(context, input, async (cmd) => {
    // Not if the sheet was renewed in between.
    await cmd.tx
      .updateTable('vault_key_pair')
      .set({ confirmed_at: cmd.now })
      .where('id', '=', pair.id)
      .where('public_key', '=', pair.public_key)
      .execute();
    cmd.audit({ entity: 'vault', entityId: input.vault });
    cmd.changed('vault');
    return {};
  });
}

/** Admits the operator by the printed code and opens the vault. Throws as `confirmRecovery`; also WRONG_PASSWORD and ACCOUNT_LOCKED. */
export async function recover(
  context: Context,
  input: { commandId: string; vault: VaultName; code: string; password: string }
): Promise<void> {
  const { vault } = input;
  demandRole(context, vault);
  await confirmPassword(context, input.password);
  const { pair, privateKey } = await byCode(context, vault, input.code);
  try {
    // Makes the account's own key pair if it has none yet.
    await openVaults(context, input.password);
    await command(context, input, async (cmd) => {
      await admitByTx(cmd, vault, pair, privateKey);
      return {};
    });
  } finally {
    privateKey.fill(0);
  }
  await openVaults(context, input.password);
}

async function admitByTx(cmd: Command, vault: VaultName, recovery: { id: number; public_key: Buffer }, privateKey: Buffer): Promise<void> {
  await demandRoleTx(cmd, vault);
  const own = found(
    await cmd.tx.selectFrom('vault_key_pair').selectAll().where('account_id', '=', cmd.actor.id).executeTakeFirst(),
    'account'
  );
  const wraps = await cmd.tx
    .selectFrom('vault_wrap')
    .selectAll()
    .where('vault', '=', vault)
    .where('key_pair_id', '=', recovery.id)
    .execute();
  await cmd.tx.deleteFrom('vault_wrap').where('vault', '=', vault).where('key_pair_id', '=', own.id).execute();
  for (const wrap of wraps) {
    const key = openWrap(wrap, recovery.public_key, privateKey);
    if (!key) throw new StationError('SEAL_BROKEN', { record: `${vault} key ${wrap.generation}` });
    await wrapTx(cmd, vault, wrap.generation, key, own);
    key.fill(0);
  }
  cmd.audit({ entity: 'vault', entityId: vault, after: { generations: wraps.length } });
  cmd.changed('vault');
}
