import { OPEN_STATES } from '../../../contract/mediation/case-rules.ts';
import type { Tie } from '../../../contract/mediation/case-conflicts.ts';
import type { MediatorRow } from '../../../contract/mediation/mediators.ts';
import { addDays, dateOf } from '../../../contract/core/time.ts';
import type { Seal } from '../../core/vault/seal.ts';
import { bind } from '../cases/sealed.ts';
import type { Db } from '../../db/schema.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';

/** A term counts as ending this many days before its end. */
const ENDING_DAYS = 60;

function termOf(row: { term_to: string | null }, today: string): MediatorRow['term'] {
  if (row.term_to === null) return 'none';
  if (row.term_to < today) return 'over';
  return row.term_to <= addDays(today, ENDING_DAYS) ? 'ending' : 'running';
}

/** The register by name, active mediators first. @param now UTC ms */
export async function listMediators(db: Db, now: number, input: { inactive: boolean }): Promise<MediatorRow[]> {
  let query = db
    .selectFrom('mediator')
    .innerJoin('person', 'person.id', 'mediator.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .leftJoin('account', 'account.id', 'mediator.account_id')
    .select([
      'mediator.person_id',
      'account_id',
      'mediator.kind',
      'certificate_number',
      'qualification',
      'term_from',
      'term_to',
      'mediator.active',
      'mediator.version'
    ])
    .select(['person.name', 'person.sex', 'organisation.name as organisation', 'account.display_name'])
    .select((eb) =>
      eb
        .selectFrom('case_mediator')
        .innerJoin('mediation_case', 'mediation_case.id', 'case_mediator.case_id')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('case_mediator.person_id', '=', 'mediator.person_id')
        .where('mediation_case.state', 'in', OPEN_STATES)
        .as('open_cases')
    )
    // A merged record stays for its bound volumes, but not in the register.
    .where('person.merged_into', 'is', null)
    .orderBy('mediator.active', 'desc')
    .orderBy('person.name_sort')
    .orderBy('mediator.person_id');
  if (!input.inactive) query = query.where('mediator.active', '=', 1);
  return (await query.execute()).map((row) => ({
    personId: row.person_id,
    name: row.name,
    organisation: row.organisation ?? '',
    sex: row.sex as MediatorRow['sex'],
    accountId: row.account_id,
    account: row.display_name ?? '',
    kind: row.kind,
    certificateNumber: row.certificate_number,
    qualification: row.qualification,
    termFrom: row.term_from,
    termTo: row.term_to,
    term: termOf(row, dateOf(now)),
    active: row.active === 1,
    openCases: Number(row.open_cases ?? 0),
    version: row.version
  }));
}

type Fields = Pick<MediatorRow, 'accountId' | 'kind' | 'certificateNumber' | 'qualification' | 'termFrom' | 'termTo' | 'active'>;

/** Adds or changes a mediator. @throws StationError NOT_FOUND, STALE, INVALID (taken, role, order) */
export async function saveMediatorTx(
  cmd: Command,
  input: Fields & { personId: number; version?: number | undefined }
): Promise<{ version: number }> {
  found(
    await cmd.tx.selectFrom('person').select('id').where('id', '=', input.personId).where('merged_into', 'is', null).executeTakeFirst(),
    'person',
    input.personId
  );
  if (input.termFrom !== null && input.termTo !== null && input.termTo < input.termFrom)
    throw new StationError('INVALID', { field: 'termTo', reason: 'order' });
  if (input.accountId !== null) {
    const role = await cmd.tx
      .selectFrom('account_role')
      .select('role')
      .where('account_id', '=', input.accountId)
      .where('role', '=', 'mediator')
      .executeTakeFirst();
    if (!role) throw new StationError('INVALID', { field: 'accountId', reason: 'role' });
    const taken = await cmd.tx
      .selectFrom('mediator')
      .select('person_id')
      .where('account_id', '=', input.accountId)
      .where('person_id', '<>', input.personId)
      .executeTakeFirst();
    if (taken) throw new StationError('INVALID', { field: 'accountId', reason: 'taken' });
  }
  const plain = {
    account_id: input.accountId,
    kind: input.kind,
    certificate_number: input.certificateNumber,
    qualification: input.qualification,
    term_from: input.termFrom,
    term_to: input.termTo,
    active: input.active ? 1 : 0
  };
  const before = await cmd.tx.selectFrom('mediator').selectAll().where('person_id', '=', input.personId).executeTakeFirst();
  if (before && before.version !== input.version) throw new StationError('STALE', { what: 'mediator' });
  const version = (before?.version ?? 0) + 1;
  if (before)
    await cmd.tx
      .updateTable('mediator')
      .set({ ...plain, version })
      .where('person_id', '=', input.personId)
      .execute();
  else
    await cmd.tx
      .insertInto('mediator')
      .values({ ...plain, person_id: input.personId, ties: null, ties_bind: input.personId, created_at: cmd.now })
      .execute();
  cmd.audit({
    entity: 'mediator',
    entityId: input.personId,
    before: before ? { kind: before.kind, termTo: before.term_to, active: before.active === 1 } : null,
    after: { kind: input.kind, termTo: input.termTo, active: input.active }
  });
  cmd.changed('mediators');
  return { version };
}

/** Accounts with the mediator's role. */
export async function mediatorAccounts(db: Db) {
  const rows = await db
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .leftJoin('mediator', 'mediator.account_id', 'account.id')
    .select(['account.id', 'account.display_name', 'mediator.person_id'])
    .where('role', '=', 'mediator')
    .where('account.active', '=', 1)
    .orderBy('account.id')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.display_name, linkedTo: row.person_id }));
}

/** @throws StationError NOT_FOUND */
export async function readTies(db: Db, seal: Seal, personId: number): Promise<{ ties: Tie[]; version: number }> {
  const row = found(
    await db.selectFrom('mediator').select(['ties', 'ties_bind', 'version']).where('person_id', '=', personId).executeTakeFirst(),
    'mediator',
    personId
  );
  return { ties: row.ties === null ? [] : seal.open<Tie[]>(row.ties, bind.ties(row.ties_bind)), version: row.version };
}

/** @throws StationError NOT_FOUND, STALE */
export async function setTiesTx(
  cmd: Command,
  seal: Seal,
  input: { personId: number; version: number; ties: readonly Tie[] }
): Promise<{ version: number }> {
  const row = found(
    await cmd.tx.selectFrom('mediator').select(['ties_bind', 'version']).where('person_id', '=', input.personId).executeTakeFirst(),
    'mediator',
    input.personId
  );
  if (row.version !== input.version) throw new StationError('STALE', { what: 'mediator' });
  const version = row.version + 1;
  await cmd.tx
    .updateTable('mediator')
    .set({ ties: seal.seal(input.ties, bind.ties(row.ties_bind)), version })
    .where('person_id', '=', input.personId)
    .execute();
  cmd.audit({ entity: 'mediator', entityId: input.personId, after: { ties: input.ties.length } });
  cmd.changed('mediators', 'cases');
  return { version };
}
