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
 * A copy that was put back brings back who was somebody when it was made: accounts closed since then, roles taken away since
 * then, passwords changed since then. What the file it replaces can still tell of that is taken over; for the rest people are
 * told, until they have looked.
 */
const KEY = 'restored';

/** What is known of the copy last put back, as long as nobody has confirmed it. */
export async function readRestored(db: Station['db'] | Tx): Promise<Restored | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return row ? parsed(row.value) : null;
}

function parsed(value: string): Restored | null {
  const read = restoredFrom.safeParse(JSON.parse(value));
  return read.success ? read.data : null;
}

/** Whether a file is itself a copy that was put back, of which it could not be read who was removed, and nobody has looked since. */
function isUnmended(file: string): boolean {
  const value = settingIn(file, KEY);
  return value !== null && parsed(value)?.carried === false;
}

/**
 * Records that a copy was put back, and takes away again what had been taken away since: closed accounts, roles, and with
 * them their vaults, which get a new key. Never the last head.
 * @param name of the copy
 * @param damaged the file that was set aside; null: there was none. Where it cannot be read, the newest backup that knows more
 * than the copy is asked instead.
 */
export async function recordRestored(station: Station, name: string, damaged: string | null): Promise<void> {
  const told = [damaged, await newerBackup(station)].flatMap((file) => {
    const access = file === null ? null : accessIn(file);
    return file === null || access === null ? [] : [{ access, unmended: isUnmended(file) }];
  });
  // A file that may have back in it who was removed tells only of what was taken away since; one that knows more comes first.
  const later = (told.find((one) => !one.unmended) ?? told[0])?.access ?? null;
  const carried = told.some((one) => !one.unmended);
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

/** Path of the newest backup if more is recorded in it than in the file: then the file is an older one that was put back. */
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
 * At every start: a copy may have been put back by hand, with nobody told. Backups made before the last time this was recorded
 * say nothing new.
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
  // A file that knows no head any more tells nothing about anybody.
  const heads = accounts.filter((row) => row.active === 1 && rolesOf(row.id).includes('head'));
  if (!heads.some((row) => later.get(row.name_key)?.active === true && later.get(row.name_key)?.roles.has('head') === true)) return;
  for (const row of accounts) {
    const since = later.get(row.name_key);
    if (!since || row.active === 0) continue;
    const before = rolesOf(row.id);
    const still = before.filter((role) => since.roles.has(role)) as Role[];
    if (since.active && still.length === before.length) continue;
    // An account that kept none of its roles gets the new ones, except those that give more than the copy did.
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

/** Tells the windows of a copy that was put back, at every start until it is confirmed. */
export async function warnRestored(station: Station): Promise<void> {
  station.warnings.restored = await readRestored(station.db);
  station.changes.publish(['warnings']);
}

/** The head has looked at accounts and roles after a copy was put back. */
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
