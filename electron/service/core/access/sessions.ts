import { type Role } from '../../../contract/core/permissions.ts';
import { createHash, randomBytes } from 'node:crypto';
import { DAY_MS } from '../../../contract/core/time.ts';
import { lockMs, TRIES_BEFORE_LOCK, type Operator } from '../../../contract/core/access.ts';
import { unnumberedCommand, type Command } from '../command.ts';
import type { Context, Station } from '../context.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../errors.ts';
import { checkPassword, hashPassword } from './password.ts';
import type { AccountTable } from './tables.ts';
import { wipePort } from '../vault/memory.ts';
import { openVaultsQuietly } from '../vault/opening.ts';

type AccountRow = Pick<AccountTable, 'name' | 'display_name' | 'password' | 'active' | 'failed' | 'lock_count' | 'locked_until'> & {
  id: number;
};

/** How long a session can be taken up again without having been used, ms. */
const SESSION_IDLE_MS = 14 * DAY_MS;

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');
export const nameKey = (name: string) => name.normalize('NFKC').trim().toLowerCase();

async function rolesOf(db: Db, accountId: number): Promise<Role[]> {
  const rows = await db.selectFrom('account_role').select('role').where('account_id', '=', accountId).execute();
  return rows.map((row) => row.role as Role);
}

async function operatorOf(db: Db, row: AccountRow): Promise<Operator> {
  return { id: row.id, name: row.name, displayName: row.display_name, roles: await rolesOf(db, row.id) };
}

/**
 * Checks a password and counts wrong ones: five lock the account, and each lock in a row lasts twice as long as the one before.
 * A right password clears the count. An unknown name takes the same time and gets the same answer.
 * @throws StationError SIGN_IN_FAILED, ACCOUNT_LOCKED
 */
export async function authenticate(context: Context, name: string, password: string): Promise<AccountRow> {
  const { station } = context;
  const row = await station.db.selectFrom('account').selectAll().where('name_key', '=', nameKey(name)).executeTakeFirst();
  if (!row || row.active === 0) {
    await hashPassword(password, station.scryptCost);
    await recordFailure(context, name, undefined);
    throw new StationError('SIGN_IN_FAILED', { triesLeft: TRIES_BEFORE_LOCK - 1 });
  }
  if (row.locked_until !== null && row.locked_until > station.clock.now()) {
    throw new StationError('ACCOUNT_LOCKED', { until: row.locked_until });
  }
  if (await checkPassword(password, row.password)) return row;
  const state = await recordFailure(context, name, row.id);
  if (state.lockedUntil !== null) throw new StationError('ACCOUNT_LOCKED', { until: state.lockedUntil });
  throw new StationError('SIGN_IN_FAILED', { triesLeft: state.triesLeft });
}

/** Whether an account is still active with the password just checked. Checking takes time, and the head may act meanwhile. */
export async function isUnchangedTx(command: Command, row: AccountRow): Promise<boolean> {
  const now = await command.tx.selectFrom('account').select(['active', 'password']).where('id', '=', row.id).executeTakeFirst();
  return now?.active === 1 && now.password === row.password;
}

/** Demands the password of the operator at this window. @throws StationError WRONG_PASSWORD, ACCOUNT_LOCKED */
export async function confirmPassword(context: Context, password: string): Promise<AccountRow> {
  const { operator } = context.session;
  if (!operator) throw new StationError('NOT_SIGNED_IN', {});
  try {
    return await authenticate(context, operator.name, password);
  } catch (error) {
    if (error instanceof StationError && error.code === 'SIGN_IN_FAILED') throw new StationError('WRONG_PASSWORD', {});
    throw error;
  }
}

async function recordFailure(context: Context, name: string, accountId: number | undefined) {
  // The audit row is about the account and belongs to no sealed area, whatever asked for the password.
  return unnumberedCommand({ ...context, procedure: 'access.signIn' }, async (command) => {
    command.audit({ action: 'access.failure', entity: 'account', entityId: accountId, after: { name } });
    if (accountId === undefined) return { lockedUntil: null, triesLeft: 0 };
    // Read again, because several windows may try at once.
    const row = await command.tx
      .selectFrom('account')
      .select(['failed', 'lock_count'])
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    const failed = row.failed + 1;
    if (failed < TRIES_BEFORE_LOCK) {
      await command.tx.updateTable('account').set({ failed }).where('id', '=', accountId).execute();
      return { lockedUntil: null, triesLeft: TRIES_BEFORE_LOCK - failed };
    }
    const lockedUntil = command.now + lockMs(row.lock_count + 1);
    await command.tx
      .updateTable('account')
      .set({ failed: 0, lock_count: row.lock_count + 1, locked_until: lockedUntil })
      .where('id', '=', accountId)
      .execute();
    command.audit({ action: 'access.lockout', entity: 'account', entityId: accountId, after: { until: lockedUntil } });
    return { lockedUntil, triesLeft: 0 };
  });
}

/** Opens a session for an account inside a command; the port gets it when the command commits. */
export async function openSessionTx(command: Command, accountId: number): Promise<{ token: string; sessionId: number }> {
  const token = randomBytes(32).toString('base64url');
  const { id } = await command.tx
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      created_at: command.now,
      seen_at: command.now,
      locked: 0,
      ended_at: null
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await command.tx
    .updateTable('account')
    .set({ failed: 0, lock_count: 0, locked_until: null, last_sign_in_at: command.now })
    .where('id', '=', accountId)
    .execute();
  command.audit({ action: 'access.signIn', entity: 'account', entityId: accountId });
  return { token, sessionId: id };
}

function seat(context: Context, sessionId: number, operator: Operator): void {
  // A session resumed at its own port (a window asks again after a change of accounts) keeps its vaults open.
  if (context.session.sessionId !== sessionId || context.session.operator?.id !== operator.id) wipePort(context);
  Object.assign(context.session, { sessionId, operator, locked: false, accountsVersion: context.station.accountsVersion });
}

/** Signs an operator in at this port and signs out the operator before. @throws StationError SIGN_IN_FAILED, ACCOUNT_LOCKED */
export async function signIn(context: Context, name: string, password: string) {
  const row = await authenticate(context, name, password);
  const operator = await operatorOf(context.station.db, row);
  if (context.session.operator) await signOut(context);
  const as = { ...context, session: { ...context.session, operator } };
  const opened = await unnumberedCommand(as, async (command) => {
    if (!(await isUnchangedTx(command, row))) throw new StationError('SIGN_IN_FAILED', { triesLeft: TRIES_BEFORE_LOCK - 1 });
    return openSessionTx(command, row.id);
  });
  seat(context, opened.sessionId, operator);
  await openVaultsQuietly(context, password);
  return { token: opened.token, operator };
}

/** Opens a session without a password, for set-up and the demonstration. */
export async function signInWithoutPassword(station: Station, accountId: number, context?: Context) {
  const row = await station.db.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirstOrThrow();
  const operator = await operatorOf(station.db, row);
  const as: Context = { station, procedure: 'access.signIn', session: { sessionId: null, operator, locked: false, accountsVersion: 0 } };
  const opened = await unnumberedCommand(as, (command) => openSessionTx(command, accountId));
  if (context) seat(context, opened.sessionId, operator);
  return { token: opened.token, operator };
}

/** Takes up a session by its token, locked if it was locked. @throws StationError NOT_SIGNED_IN, also after fourteen days without use */
export async function resume(context: Context, token: string) {
  const { db } = context.station;
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select(['session.id as session_id', 'session.locked', 'account.id', 'account.name', 'account.display_name', 'account.password'])
    .select(['account.active', 'account.failed', 'account.lock_count', 'account.locked_until'])
    .where('token_hash', '=', hashToken(token))
    .where('ended_at', 'is', null)
    .where('seen_at', '>', context.station.clock.now() - SESSION_IDLE_MS)
    .executeTakeFirst();
  if (!row || row.active === 0) throw new StationError('NOT_SIGNED_IN', {});
  const operator = await operatorOf(db, row);
  seat(context, row.session_id, operator);
  context.session.locked = row.locked === 1;
  if (context.session.locked) wipePort(context);
  return { operator, locked: context.session.locked };
}

export async function signOut(context: Context): Promise<void> {
  const { sessionId, operator } = context.session;
  wipePort(context);
  if (sessionId === null || !operator) return;
  await unnumberedCommand(context, async (command) => {
    await command.tx.updateTable('session').set({ ended_at: command.now }).where('id', '=', sessionId).execute();
    command.audit({ action: 'access.signOut', entity: 'account', entityId: operator.id });
  });
  Object.assign(context.session, { sessionId: null, operator: null, locked: false });
}

/** Locks the session, which refuses every other call until the password is given again. */
export async function lock(context: Context): Promise<void> {
  const { sessionId, operator } = context.session;
  if (sessionId === null || !operator || context.session.locked) return;
  context.session.locked = true;
  wipePort(context);
  await unnumberedCommand(context, async (command) => {
    await command.tx.updateTable('session').set({ locked: 1 }).where('id', '=', sessionId).execute();
    command.audit({ action: 'access.lock', entity: 'account', entityId: operator.id });
  });
}

/** Unlocks the session by the operator's password. @throws StationError NOT_SIGNED_IN, SIGN_IN_FAILED, ACCOUNT_LOCKED */
export async function unlock(context: Context, password: string) {
  await refreshOperator(context);
  const { sessionId, operator } = context.session;
  if (sessionId === null || !operator) throw new StationError('NOT_SIGNED_IN', {});
  const row = await authenticate(context, operator.name, password);
  await unnumberedCommand(context, async (command) => {
    if (!(await isUnchangedTx(command, row))) throw new StationError('NOT_SIGNED_IN', {});
    const there = await command.tx
      .updateTable('session')
      .set({ locked: 0, seen_at: command.now })
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (there.numUpdatedRows === 0n) throw new StationError('NOT_SIGNED_IN', {});
    await command.tx.updateTable('account').set({ failed: 0, lock_count: 0 }).where('id', '=', operator.id).execute();
    command.audit({ action: 'access.unlock', entity: 'account', entityId: operator.id });
  });
  context.session.locked = false;
  await openVaultsQuietly(context, password);
  return { operator };
}

/**
 * Reads the session and its account's roles and state again, so that a change by the head counts from the next call on. A closed
 * account and a password set by the head end the session.
 */
export async function refreshOperator(context: Context): Promise<void> {
  const { operator, sessionId } = context.session;
  const version = context.station.accountsVersion;
  if (!operator || context.session.accountsVersion === version) return;
  const row = await context.station.db
    .selectFrom('account')
    .innerJoin('session', 'session.account_id', 'account.id')
    .selectAll('account')
    .where('session.id', '=', sessionId ?? 0)
    .where('session.ended_at', 'is', null)
    .executeTakeFirst();
  if (!row || row.active === 0) {
    wipePort(context);
    Object.assign(context.session, { sessionId: null, operator: null, locked: false });
    return;
  }
  context.session.operator = await operatorOf(context.station.db, row);
  context.session.accountsVersion = version;
}
