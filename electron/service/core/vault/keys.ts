import { randomBytes } from 'node:crypto';
import { VAULTS, type Rotation, type VaultName } from '../../../contract/core/vault.ts';
import type { Command } from '../command.ts';
import type { Station } from '../context.ts';
import { openBox, sealTo } from './key-pair.ts';
import { spreadKey, wipeAccount } from './memory.ts';

/** Binds a sealed key to its vault and generation. */
const keyBind = (vault: VaultName, generation: number) => `${vault} key ${generation}`;

export const accountOwner = (accountId: number) => `account ${accountId}`;
export const recoveryOwner = (vault: VaultName) => `recovery of ${vault}`;

/** An owner of a key pair to whom a vault's key is sealed. */
export interface Recipient {
  id: number;
  account_id: number | null;
  public_key: Buffer;
}

/** Key changes of a command. Memory takes them over when the command commits. */
export class KeyChanges {
  private readonly made: { vault: VaultName; generation: number; key: Buffer; accountIds: ReadonlySet<number> }[] = [];
  private readonly gone: { accountId: number; vault: VaultName }[] = [];

  add(vault: VaultName, generation: number, key: Buffer, accountIds: ReadonlySet<number>): void {
    this.made.push({ vault, generation, key, accountIds });
  }

  remove(accountId: number, vault: VaultName): void {
    this.gone.push({ accountId, vault });
  }

  private apply(station: Station): void {
    for (const { accountId, vault } of this.gone) wipeAccount(station, accountId, vault);
    for (const { vault, generation, key, accountIds } of this.made) spreadKey(station, vault, generation, key, accountIds);
  }

  /** Runs the command that makes the changes. If it commits, open rings get the new keys; otherwise nothing changes. */
  static async during<R>(station: Station, work: (changes: KeyChanges) => Promise<R>): Promise<R> {
    const changes = new KeyChanges();
    try {
      const result = await work(changes);
      changes.apply(station);
      return result;
    } finally {
      for (const { key } of changes.made) key.fill(0);
    }
  }
}

/** Seals a vault's key to a recipient. @param given when and by whom they were admitted, if earlier than this command */
export async function wrapTx(
  cmd: Command,
  vault: VaultName,
  generation: number,
  key: Buffer,
  to: Recipient,
  given: { made_at: number; made_by: number | null } = { made_at: cmd.now, made_by: cmd.actor.id }
): Promise<void> {
  await cmd.tx
    .insertInto('vault_wrap')
    .values({
      vault,
      generation,
      key_pair_id: to.id,
      sealed_key: sealTo(to.public_key, key, keyBind(vault, generation)),
      made_at: given.made_at,
      made_by: given.made_by
    })
    .execute();
}

/** Opens a sealed key of a vault; null if it was sealed to another pair or was changed. */
export function openWrap(
  wrap: { vault: string; generation: number; sealed_key: Uint8Array },
  publicKey: Uint8Array,
  privateKey: Uint8Array
): Buffer | null {
  return openBox({ publicKey, privateKey }, wrap.sealed_key, keyBind(wrap.vault as VaultName, wrap.generation));
}

/** Makes the next key of a vault for these recipients, without any open key. @returns its generation */
export async function newGenerationTx(
  cmd: Command,
  changes: KeyChanges,
  vault: VaultName,
  reason: Rotation,
  to: readonly Recipient[]
): Promise<number> {
  const { newest } = await cmd.tx
    .selectFrom('vault_generation')
    .select((eb) => eb.fn.max('generation').as('newest'))
    .where('vault', '=', vault)
    .executeTakeFirstOrThrow();
  const generation = (newest ?? 0) + 1;
  await cmd.tx.insertInto('vault_generation').values({ vault, generation, reason, made_at: cmd.now, made_by: cmd.actor.id }).execute();
  const key = randomBytes(32);
  changes.add(vault, generation, key, new Set(to.flatMap((one) => (one.account_id === null ? [] : [one.account_id]))));
  for (const one of to) await wrapTx(cmd, vault, generation, key, one);
  cmd.audit({ action: 'vault.newKey', entity: 'vault', entityId: vault, after: { generation, reason } });
  cmd.changed('vault');
  return generation;
}

/** Makes the next key for everybody who has the present one, and for the recovery sheet. @returns its generation */
export async function rotateTx(cmd: Command, changes: KeyChanges, vault: VaultName, reason: Rotation): Promise<number> {
  const to = await cmd.tx
    .selectFrom('vault_key_pair')
    .select(['id', 'account_id', 'public_key'])
    .where('id', 'in', (eb) => eb.selectFrom('vault_wrap').select('key_pair_id').where('vault', '=', vault))
    .execute();
  return newGenerationTx(cmd, changes, vault, reason, to);
}

/**
 * Removes an account from some vaults. Each vault it was in gets a new key, so that the account cannot open later data, even with an
 * older copy of the file.
 */
export async function revokeTx(
  cmd: Command,
  changes: KeyChanges,
  accountId: number,
  vaults: readonly VaultName[],
  reason: Rotation
): Promise<void> {
  const pair = await cmd.tx.selectFrom('vault_key_pair').select('id').where('account_id', '=', accountId).executeTakeFirst();
  for (const vault of vaults) {
    changes.remove(accountId, vault);
    if (!pair) continue;
    const taken = await cmd.tx.deleteFrom('vault_wrap').where('key_pair_id', '=', pair.id).where('vault', '=', vault).executeTakeFirst();
    if (taken.numDeletedRows === 0n) continue;
    cmd.audit({ action: 'vault.remove', entity: 'vault', entityId: vault, before: { accountId } });
    await rotateTx(cmd, changes, vault, reason);
  }
}

/**
 * Removes an account's key pair and admissions, because a password set by the head must open no vault. The account gets a new key pair
 * at its next sign-in and waits to be admitted.
 */
export async function forgetAccountTx(cmd: Command, changes: KeyChanges, accountId: number): Promise<void> {
  await revokeTx(cmd, changes, accountId, VAULTS, 'reset');
  await cmd.tx.deleteFrom('vault_key_pair').where('account_id', '=', accountId).execute();
}
