import type { VaultName } from '../../../contract/core/vault.ts';
import { sealOf } from '../vault/seal.ts';
import type { PortContext } from '../implementer.ts';

const bindOf = (accountId: number, key: string) => `draft:${accountId}:${key}`;

/** Reads and opens a sealed draft. @throws StationError VAULT_LOCKED, VAULT_NOT_ADMITTED, SEAL_BROKEN */
export async function getSealedDraft(context: PortContext, vault: VaultName, accountId: number, key: string) {
  const row = await context.station.db
    .selectFrom('sealed_draft')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirst();
  const seal = sealOf(context, vault);
  return row ? { body: seal.open(row.body, bindOf(accountId, key)), savedAt: row.saved_at } : null;
}

/** Seals and saves a draft. @throws StationError VAULT_LOCKED, VAULT_NOT_ADMITTED */
export async function saveSealedDraft(
  context: PortContext,
  vault: VaultName,
  accountId: number,
  key: string,
  body: unknown
): Promise<void> {
  const sealed = Buffer.from(sealOf(context, vault).seal(body, bindOf(accountId, key)));
  const values = { vault, body: sealed, saved_at: context.station.clock.now() };
  await context.station.db
    .insertInto('sealed_draft')
    .values({ account_id: accountId, key, ...values })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doUpdateSet(values))
    .execute();
}

export async function discardSealedDraft(context: PortContext, accountId: number, key: string): Promise<void> {
  await context.station.db.deleteFrom('sealed_draft').where('account_id', '=', accountId).where('key', '=', key).execute();
}
