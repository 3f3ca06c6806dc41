import { type Role } from '../../../contract/core/permissions.ts';
import { VAULTS, vaultsOf } from '../../../contract/core/vault.ts';
import { passwordWeakness, type Account } from '../../../contract/core/access.ts';
import type { Command } from '../command.ts';
import { command } from '../command.ts';
import type { Context, Station } from '../context.ts';
import { found, StationError } from '../errors.ts';
import { hashPassword } from './password.ts';
import { confirmPassword, isUnchangedTx, nameKey } from './sessions.ts';
import { forgetAccountTx, KeyChanges, revokeTx } from '../vault/keys.ts';
import { preparePassword } from '../vault/members.ts';

export interface NewAccount {
  name: string;
  displayName: string;
  roles: Role[];
  password: string;
}

function demandStrong(password: string, name: string): void {
  const reason = passwordWeakness(password, name);
  if (reason) throw new StationError('WEAK_PASSWORD', { reason });
}

/** Checks and hashes a new account's password. It takes a tenth of a second, so it stays outside any transaction. @throws StationError WEAK_PASSWORD */
export async function prepareAccount(station: Station, account: NewAccount): Promise<{ account: NewAccount; hash: string }> {
  demandStrong(account.password, account.name);
  return { account, hash: await hashPassword(account.password, station.scryptCost) };
}

/** Writes a prepared account. @throws StationError NAME_TAKEN */
export async function createAccountTx(cmd: Command, prepared: { account: NewAccount; hash: string }): Promise<number> {
  const { account, hash } = prepared;
  const taken = await cmd.tx.selectFrom('account').select('id').where('name_key', '=', nameKey(account.name)).executeTakeFirst();
  if (taken) throw new StationError('NAME_TAKEN', { name: account.name });
  const { id } = await cmd.tx
    .insertInto('account')
    .values({
      name: account.name,
      name_key: nameKey(account.name),
      display_name: account.displayName,
      password: hash,
      active: 1,
      failed: 0,
      lock_count: 0,
      locked_until: null,
      last_sign_in_at: null,
      created_at: cmd.now,
      version: 1
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeRolesTx(cmd, id, account.roles);
  cmd.audit({ entity: 'account', entityId: id, after: { name: account.name, displayName: account.displayName, roles: account.roles } });
  cmd.changed('accounts');
  return id;
}

export async function writeRolesTx(cmd: Command, accountId: number, roles: readonly Role[]): Promise<void> {
  await cmd.tx.deleteFrom('account_role').where('account_id', '=', accountId).execute();
  for (const role of new Set(roles)) await cmd.tx.insertInto('account_role').values({ account_id: accountId, role }).execute();
}

/** Ends an account's sessions. @param keepId id of the session to keep, at the operator's own window; null: ends all */
export async function endSessionsTx(cmd: Command, accountId: number, keepId: number | null): Promise<void> {
  await cmd.tx
    .updateTable('session')
    .set({ ended_at: cmd.now })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('id', '!=', keepId ?? 0)
    .execute();
}

export async function listAccounts(context: Context): Promise<Account[]> {
  const { db, clock } = context.station;
  const rows = await db.selectFrom('account').selectAll().orderBy('active', 'desc').orderBy('id').execute();
  const roles = await db.selectFrom('account_role').selectAll().execute();
  const now = clock.now();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    displayName: row.display_name,
    roles: roles.filter((granted) => granted.account_id === row.id).map((granted) => granted.role as Role),
    active: row.active === 1,
    lockedUntil: row.locked_until !== null && row.locked_until > now ? row.locked_until : null,
    lastSignInAt: row.last_sign_in_at,
    version: row.version
  }));
}

/**
 * Changes display name, roles and state. The last active head keeps the role. An account that loses a vault's role, or is
 * closed, loses the vault in the same transaction.
 * @throws StationError NOT_FOUND, STALE, LAST_HEAD
 */
export async function updateAccount(
  context: Context,
  input: { commandId: string; id: number; version: number; displayName: string; roles: Role[]; active: boolean }
): Promise<void> {
  await KeyChanges.during(context.station, (keys) => command(context, input, (cmd) => updateAccountTx(cmd, keys, input)));
}

async function updateAccountTx(
  cmd: Command,
  keys: KeyChanges,
  input: { id: number; version: number; displayName: string; roles: Role[]; active: boolean }
): Promise<Record<string, never>> {
  const row = found(await cmd.tx.selectFrom('account').selectAll().where('id', '=', input.id).executeTakeFirst(), 'account', input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'account' });
  const before = await cmd.tx.selectFrom('account_role').select('role').where('account_id', '=', input.id).execute();
  await cmd.tx
    .updateTable('account')
    .set({ display_name: input.displayName, active: input.active ? 1 : 0, version: row.version + 1 })
    .where('id', '=', input.id)
    .execute();
  await writeRolesTx(cmd, input.id, input.roles);
  if (!input.active) await endSessionsTx(cmd, input.id, null);
  const heads = await cmd.tx
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .select('account.id')
    .where('role', '=', 'head')
    .where('active', '=', 1)
    .execute();
  if (heads.length === 0) throw new StationError('LAST_HEAD', {});
  const kept = input.active ? vaultsOf(input.roles) : [];
  await revokeTx(
    cmd,
    keys,
    input.id,
    VAULTS.filter((vault) => !kept.includes(vault)),
    'removed'
  );
  cmd.audit({
    entity: 'account',
    entityId: input.id,
    before: { displayName: row.display_name, roles: before.map((granted) => granted.role), active: row.active === 1 },
    after: { displayName: input.displayName, roles: input.roles, active: input.active }
  });
  cmd.changed('accounts');
  return {};
}

/**
 * The head gives an account a new password, lifts its lock and ends its sessions. That password opens no vault; members must
 * admit the account again.
 */
export async function resetPassword(context: Context, input: { commandId: string; id: number; password: string }): Promise<void> {
  const row = found(
    await context.station.db.selectFrom('account').select('name').where('id', '=', input.id).executeTakeFirst(),
    'account',
    input.id
  );
  demandStrong(input.password, row.name);
  const hash = await hashPassword(input.password, context.station.scryptCost);
  await KeyChanges.during(context.station, (keys) =>
    command(context, input, async (cmd) => {
      await cmd.tx
        .updateTable('account')
        .set({ password: hash, failed: 0, lock_count: 0, locked_until: null })
        .where('id', '=', input.id)
        .execute();
      await endSessionsTx(cmd, input.id, context.session.sessionId);
      await forgetAccountTx(cmd, keys, input.id);
      cmd.audit({ entity: 'account', entityId: input.id });
      cmd.changed('accounts');
      return {};
    })
  );
}

/**
 * Changes the operator's own password and keeps their vaults. Their sessions at other windows end, because somebody else
 * who knew the old password may sit there. @throws StationError WRONG_PASSWORD, WEAK_PASSWORD, ACCOUNT_LOCKED
 */
export async function changePassword(context: Context, input: { current: string; next: string }): Promise<void> {
  const operator = context.session.operator;
  if (!operator) throw new StationError('NOT_SIGNED_IN', {});
  const confirmed = await confirmPassword(context, input.current);
  demandStrong(input.next, operator.name);
  const hash = await hashPassword(input.next, context.station.scryptCost);
  const vaults = await preparePassword(context, operator.id, input.current, input.next);
  try {
    await KeyChanges.during(context.station, (keys) =>
      command(context, { commandId: crypto.randomUUID() }, async (cmd) => {
        if (!(await isUnchangedTx(cmd, confirmed))) throw new StationError('WRONG_PASSWORD', {});
        await cmd.tx.updateTable('account').set({ password: hash, failed: 0 }).where('id', '=', operator.id).execute();
        await endSessionsTx(cmd, operator.id, context.session.sessionId);
        await vaults?.applyTx(cmd, keys);
        cmd.audit({ entity: 'account', entityId: operator.id });
        cmd.changed('accounts');
        return {};
      })
    );
  } finally {
    vaults?.end();
  }
}
