import { conflictsOf, type ConcernedParty, type Conflict, type Mediating, type Tie } from '../../../contract/mediation/case-conflicts.ts';
import type { PartyInput } from '../../../contract/mediation/case-records.ts';
import type { Seal } from '../../core/vault/seal.ts';
import { found, StationError } from '../../core/errors.ts';
import { bind } from './sealed.ts';
import type { Db } from '../../db/schema.ts';

/** Mediators by case; the first leads. */
export async function mediatorsOf(
  db: Db,
  caseIds: readonly number[]
): Promise<Map<number, { personId: number; name: string; lead: boolean }[]>> {
  const answer = new Map<number, { personId: number; name: string; lead: boolean }[]>();
  if (caseIds.length === 0) return answer;
  const rows = await db
    .selectFrom('case_mediator')
    .innerJoin('person', 'person.id', 'case_mediator.person_id')
    .select(['case_id', 'person_id', 'position', 'person.name'])
    .where('case_id', 'in', [...caseIds])
    .orderBy('case_id')
    .orderBy('position')
    .execute();
  for (const row of rows) {
    const list = answer.get(row.case_id) ?? [];
    list.push({ personId: row.person_id, name: row.name, lead: row.position === 0 });
    answer.set(row.case_id, list);
  }
  return answer;
}

/** @throws StationError INVALID (not_mediator) */
export async function demandMediators(db: Db, personIds: readonly number[]): Promise<void> {
  if (personIds.length === 0) return;
  const rows = await db
    .selectFrom('mediator')
    .select('person_id')
    .where('person_id', 'in', [...personIds])
    .where('active', '=', 1)
    .execute();
  if (new Set(rows.map((row) => row.person_id)).size < new Set(personIds).size)
    throw new StationError('INVALID', { field: 'mediatorIds', reason: 'not_mediator' });
}

/** What the conflict check reads of a mediator. @throws StationError NOT_FOUND */
export async function mediating(db: Db, seal: Seal, personId: number): Promise<Mediating> {
  const row = found(
    await db
      .selectFrom('mediator')
      .innerJoin('person', 'person.id', 'mediator.person_id')
      .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
      .select(['person.name', 'person.document_number', 'organisation.id as organisation_id', 'organisation.name as organisation'])
      .where('person_id', '=', personId)
      .executeTakeFirst(),
    'mediator',
    personId
  );
  // Ties of records merged into this one count too.
  const ties = await db
    .selectFrom('mediator')
    .innerJoin('person', 'person.id', 'mediator.person_id')
    .select(['ties', 'ties_bind'])
    .where((eb) => eb.or([eb('mediator.person_id', '=', personId), eb('person.merged_into', '=', personId)]))
    .execute();
  return {
    personId,
    name: row.name,
    idNumber: row.document_number ?? '',
    organisations: row.organisation === null ? [] : [{ id: row.organisation_id, name: row.organisation }],
    ties: ties.flatMap((one) => (one.ties === null ? [] : seal.open<Tie[]>(one.ties, bind.ties(one.ties_bind))))
  };
}

/** Parties and those who act for them, for the conflict check. */
export function concerned(parties: readonly (PartyInput | (PartyInput & { id: number }))[]): ConcernedParty[] {
  return parties.flatMap((party, i) => {
    const key = party.id === undefined ? `${party.side}-${i}` : String(party.id);
    const own: ConcernedParty = {
      key,
      kind: party.kind,
      personId: party.personId,
      organisationId: party.organisationId,
      name: party.name,
      idNumber: party.idNumber,
      organisation: party.kind === 'organisation' ? party.name : party.organisation
    };
    if (party.agent === null) return [own];
    const { name, idNumber, organisation } = party.agent;
    return [own, { key, kind: 'person', personId: null, organisationId: null, name, idNumber, organisation }];
  });
}

export interface MediatorConflict extends Conflict {
  personId: number;
  name: string;
}

/** Conflicts of interest of these mediators. A party's record that was merged counts as the record it was merged into. */
export async function conflictsFor(
  db: Db,
  seal: Seal,
  personIds: readonly number[],
  parties: readonly PartyInput[]
): Promise<MediatorConflict[]> {
  if (personIds.length === 0) return [];
  const ids = parties.flatMap((party) => (party.personId === null ? [] : [party.personId]));
  const merged =
    ids.length === 0
      ? []
      : await db.selectFrom('person').select(['id', 'merged_into']).where('id', 'in', ids).where('merged_into', 'is not', null).execute();
  const now = new Map(merged.map((row) => [row.id, row.merged_into]));
  const list = concerned(parties).map((party) => ({
    ...party,
    personId: party.personId === null ? null : (now.get(party.personId) ?? party.personId)
  }));
  const answer: MediatorConflict[] = [];
  for (const personId of new Set(personIds)) {
    const mediator = await mediating(db, seal, personId);
    for (const conflict of conflictsOf(mediator, list)) answer.push({ ...conflict, personId, name: mediator.name });
  }
  return answer;
}
