import { VAULT_ROLE, type Rotation, type VaultName, type VaultState } from '../../../contract/core/vault.ts';
import type { Context } from '../context.ts';
import { demandRole } from './demand.ts';
import { ringAt } from './memory.ts';
import { readRestored } from '../station/restored.ts';
import { sheetTx } from './recovery.ts';

/** The state of a vault for the operator, its members, those who wait, its keys and its recovery sheet. */
export async function vaultState(context: Context, vault: VaultName): Promise<VaultState> {
  demandRole(context, vault);
  const { db } = context.station;
  const row = await db.selectFrom('vault').selectAll().where('name', '=', vault).executeTakeFirst();
  const names = new Map(
    (await db.selectFrom('account').select(['id', 'display_name']).execute()).map((account) => [account.id, account.display_name])
  );
  const nameOf = (id: number | null) => (id === null ? '' : (names.get(id) ?? ''));
  const generations = await db
    .selectFrom('vault_generation')
    .selectAll()
    .where('vault', '=', vault)
    .orderBy('generation', 'desc')
    .execute();
  const able = await db
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .leftJoin('vault_key_pair', 'vault_key_pair.account_id', 'account.id')
    .select(['account.id', 'vault_key_pair.id as pair'])
    .where('role', '=', VAULT_ROLE[vault])
    .where('active', '=', 1)
    .orderBy('account.id')
    .execute();
  // The oldest key was sealed to each member when they were admitted or last changed their password.
  const wraps = await db.selectFrom('vault_wrap').selectAll().where('vault', '=', vault).where('generation', '=', 1).execute();
  const wrapOf = (pair: number | null) => wraps.find((wrap) => wrap.key_pair_id === pair);
  const recovery = await db.selectFrom('vault_key_pair').selectAll().where('recovery_of', '=', vault).executeTakeFirst();
  const own = able.find((account) => account.id === context.session.operator?.id);
  const admitted = own !== undefined && wrapOf(own.pair) !== undefined;
  return {
    vault,
    state: !row ? 'missing' : ringAt(context, vault) ? 'open' : admitted ? 'locked' : 'waiting',
    createdAt: row?.created_at ?? null,
    generations: generations.map(({ generation, made_at, made_by, reason }) => ({
      generation,
      madeAt: made_at,
      reason: reason as Rotation,
      byName: nameOf(made_by)
    })),
    admitted: able.flatMap(({ id, pair }) => {
      const wrap = wrapOf(pair);
      return wrap ? [{ accountId: id, name: nameOf(id), since: wrap.made_at, byName: nameOf(wrap.made_by) }] : [];
    }),
    waiting: able.filter(({ pair }) => !wrapOf(pair)).map(({ id, pair }) => ({ accountId: id, name: nameOf(id), ready: pair !== null })),
    recovery: recovery
      ? { sheet: await sheetTx(db, vault), madeAt: recovery.made_at, byName: nameOf(recovery.made_by), confirmedAt: recovery.confirmed_at }
      : null,
    restored: row ? await readRestored(db) : null
  };
}
