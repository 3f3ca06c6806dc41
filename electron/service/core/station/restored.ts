import type { Role } from '../../../contract/core/permissions.ts';
import { VAULTS, vaultsOf } from '../../../contract/core/vault.ts';
import { restoredFrom, type Restored } from '../../../contract/core/station.ts';
import { endSessionsTx, writeRolesTx } from '../access/accounts.ts';
import { KeyChanges, revokeTx } from '../vault/keys.ts';
import { command, systemCommand, type Command, type Tx } from '../command.ts';
import type { Context, Station } from '../context.ts';
import { listBackups, pathOfBackup } from '../backup/backup.ts';
import { accessIn, lastRecorded, settingIn, type AccessIn } from '../../db/access-in.ts';

/**
 * A restored copy brings back the accounts, roles and passwords of its time, even those closed or withdrawn since. The service reads
 * the replaced file, withdraws them again as far as it can, and warns until somebody has checked the rest.
 */
const KEY = 'restored';

/** The restored copy that nobody has confirmed yet, or null. */
export async function readRestored(db: Station['db'] | Tx): Promise<Restored | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return row ? parsed(row.value) : null;
}

function parsed(value: string): Restored | null {
  const read = restoredFrom.safeParse(JSON.parse(value));
  return read.success ? read.data : null;
}

/** Whether a file is itself an unconfirmed restored copy whose withdrawn accounts could not be read. */
function isUnmended(file: string): boolean {
  const value = settingIn(file, KEY);
  return value !== null && parsed(value)?.carried === false;
}

/**
 * Records that a copy was restored, and withdraws again accounts and roles withdrawn since it was made, with their vaults, which
 * get a new key. The last head stays.
 * @param name name of the copy
 * @param damaged path of the replaced file; null: there was none. If it cannot be read, the newest backup made after the copy serves
 * instead.
 */
export async function recordRestored(station: Station, name: string, damaged: string | null): Promise<void> {
  const sources = [damaged, await newerBackup(station)].flatMap((file) => {
    const access = file === null ? null : accessIn(file);
    return file === null || access === null ? [] : [{ access, unmended: isUnmended(file) }];
  });
  // An unmended file may itself have brought back withdrawn accounts, so a file without that fault comes first.
  const later = (sources.find((source) => !source.unmended) ?? sources[0])?.access ?? null;
  const carried = sources.some((source) => !source.unmended);
  await KeyChanges.during(station, (keys) =>
    systemCommand(station, 'backup.restore', async (cmd) => {
      const newest = await cmd.tx
        .selectFrom('audit')
        .select((eb) => eb.fn.max('at').as('at'))
        .executeTakeFirst();
      const restored: Restored = { at: cmd.now, copyAt: newest?.at ?? cmd.now, carried };
      await cmd.tx
        .insertInto('setting')
        .values({ key: KEY, value: JSON.stringify(restored) })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(restored) }))
        .execute();
      cmd.audit({ entity: 'backup', entityId: name, after: restored });
      if (later !== null) await carryTx(cmd, keys, later);
      cmd.changed('accounts', 'warnings', 'vault');
    })
  );
  await warnRestored(station);
}

/** Path of the newest backup if it has more audit rows than the file, which then is an older copy; otherwise null. */
async function newerBackup(station: Station): Promise<string | null> {
  const [newest] = listBackups(station);
  if (!newest) return null;
  const own = await station.db
    .selectFrom('audit')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  const known = lastRecorded(pathOfBackup(station, newest.name));
  return known !== null && known > (own?.id ?? 0) ? pathOfBackup(station, newest.name) : null;
}

/**
 * At every start: notices a copy that somebody restored by hand. Backups made before the last recorded restore do not count.
 */
export async function noteRestored(station: Station): Promise<void> {
  const newer = await newerBackup(station);
  if (newer !== null) {
    const last = await station.db
      .selectFrom('audit')
      .select('at')
      .where('action', '=', 'backup.restore')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    const [newest] = listBackups(station);
    if (!last || newest!.at > last.at) return recordRestored(station, 'by hand', null);
  }
  await warnRestored(station);
}

async function carryTx(cmd: Command, keys: KeyChanges, later: AccessIn): Promise<void> {
  const accounts = await cmd.tx.selectFrom('account').select(['id', 'name_key', 'active']).execute();
  const granted = await cmd.tx.selectFrom('account_role').select(['account_id', 'role']).execute();
  const rolesOf = (id: number) => granted.filter((one) => one.account_id === id).map((one) => one.role);
  // A file without a known head is no evidence about any account.
  const heads = accounts.filter((row) => row.active === 1 && rolesOf(row.id).includes('head'));
  if (!heads.some((row) => later.get(row.name_key)?.active === true && later.get(row.name_key)?.roles.has('head') === true)) return;
  for (const row of accounts) {
    const since = later.get(row.name_key);
    if (!since || row.active === 0) continue;
    const before = rolesOf(row.id);
    const still = before.filter((role) => since.roles.has(role)) as Role[];
    if (since.active && still.length === before.length) continue;
    // An account that kept none of its roles gets its later ones, except head and the roles with a vault.
    const roles =
      still.length > 0 ? still : ([...since.roles] as Role[]).filter((role) => role !== 'head' && vaultsOf([role]).length === 0);
    if (roles.length > 0) await writeRolesTx(cmd, row.id, roles);
    const active = since.active && roles.length > 0;
    await cmd.tx
      .updateTable('account')
      .set((eb) => ({ active: active ? 1 : 0, version: eb('version', '+', 1) }))
      .where('id', '=', row.id)
      .execute();
    if (!active) await endSessionsTx(cmd, row.id, null);
    const kept = active ? vaultsOf(roles) : [];
    await revokeTx(
      cmd,
      keys,
      row.id,
      VAULTS.filter((vault) => !kept.includes(vault)),
      'removed'
    );
    cmd.audit({ entity: 'account', entityId: row.id, before: { roles: before, active: true }, after: { roles, active } });
  }
}

/** Warns the windows of a restored copy, at every start until somebody confirms it. */
export async function warnRestored(station: Station): Promise<void> {
  station.warnings.restored = await readRestored(station.db);
  station.changes.publish(['warnings']);
}

/** Confirms that the head checked accounts and roles after a restore. */
export async function confirmRestored(context: Context, input: { commandId: string }): Promise<void> {
  await command(context, input, async (cmd) => {
    const before = await readRestored(cmd.tx);
    await cmd.tx.deleteFrom('setting').where('key', '=', KEY).execute();
    cmd.audit({ entity: 'backup', ...(before === null ? {} : { before }) });
    cmd.changed('warnings', 'vault');
    return {};
  });
  await warnRestored(context.station);
}
