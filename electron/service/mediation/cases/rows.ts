import type { CaseRow as ListedCase } from '../../../contract/mediation/cases.ts';
import type { Seal } from '../../core/vault/seal.ts';
import { deadlinesFor, nextDeadline, type Clocks } from './clocks.ts';
import { mediatorsOf } from './people.ts';
import { openCard } from './sealed.ts';
import type { Db } from '../../db/schema.ts';
import type { CaseRow } from './store.ts';

/** The columns of a list, without the core, which only the page of a case opens. */
export const LIST_COLUMNS = [
  'mediation_case.id',
  'number',
  'state',
  'mediation_case.type',
  'subtype_id',
  'regime',
  'source',
  'applicants',
  'respondents',
  'applied_on',
  'accepted_on',
  'extended_to',
  'effective_on',
  'confirmation',
  'confirmer',
  'confirmation_applied_on',
  'confirmation_accepted_on',
  'confirmation_extended',
  'risk',
  'escalation',
  'card',
  'mediation_case.version'
] as const;
export type ListRow = Pick<
  CaseRow,
  | 'id'
  | 'number'
  | 'state'
  | 'type'
  | 'subtype_id'
  | 'regime'
  | 'source'
  | 'applicants'
  | 'respondents'
  | 'applied_on'
  | 'accepted_on'
  | 'extended_to'
  | 'effective_on'
  | 'confirmation'
  | 'confirmer'
  | 'confirmation_applied_on'
  | 'confirmation_accepted_on'
  | 'confirmation_extended'
  | 'risk'
  | 'escalation'
  | 'card'
  | 'version'
>;

export async function subtypesById(db: Db): Promise<Map<number, { key: string | null; name: string }>> {
  return new Map(
    (await db.selectFrom('case_subtype').select(['id', 'key', 'name']).execute()).map(({ id, key, name }) => [id, { key, name }])
  );
}

/** Rows of a list: opens the names, and reads mediators and clocks of all rows at once. */
export async function toListed(
  db: Db,
  seal: Seal,
  clocks: Clocks,
  rows: readonly ListRow[]
): Promise<(ListedCase & { deadlines: NonNullable<ListedCase['deadline']>[] })[]> {
  const mediators = await mediatorsOf(
    db,
    rows.map((row) => row.id)
  );
  const subtypes = await subtypesById(db);
  const deadlines = await deadlinesFor(db, clocks, rows);
  return rows.map((row) => {
    const card = openCard(seal, row);
    const own = deadlines.get(row.id) ?? [];
    return {
      id: row.id,
      number: row.number,
      state: row.state,
      type: row.type,
      subtype: row.subtype_id === null ? null : (subtypes.get(row.subtype_id) ?? null),
      regime: row.regime,
      source: row.source,
      applicant: card.applicant,
      applicants: row.applicants,
      respondent: card.respondent,
      respondents: row.respondents,
      mediators: mediators.get(row.id) ?? [],
      appliedOn: row.applied_on,
      acceptedOn: row.accepted_on,
      amountFen: card.amountFen,
      risk: row.risk,
      escalated: row.escalation === 'reported',
      deadline: nextDeadline(own),
      version: row.version,
      deadlines: own
    };
  });
}
