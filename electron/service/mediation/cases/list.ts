import { keyset, numberKey } from '../../db/keyset.ts';
import type { ExpressionBuilder } from 'kysely';
import type { CaseSource, CaseState, CaseType, CountedAs, Outcome, Regime } from '../../../contract/mediation/cases.ts';
import { sealOf } from '../../core/vault/seal.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { StationDatabase } from '../../db/schema.ts';

import { readClocks } from './clocks.ts';
import { LIST_COLUMNS, toListed } from './rows.ts';

export interface CaseFilter {
  after?: string | undefined;
  limit: number;
  states?: CaseState[] | undefined;
  type?: CaseType | undefined;
  regime?: Regime | undefined;
  source?: CaseSource | undefined;
  mediatorId?: number | undefined;
  fromDate?: string | undefined;
  toDate?: string | undefined;
  outcome?: Outcome | undefined;
  counted?: { what: CountedAs; from: string; to: string; leadId?: number | undefined } | undefined;
}

/** The cases behind a number of the figures, by the same dates as countCases (contract/mediation/case-figures.ts). */
function countedAs({ what, from, to, leadId }: NonNullable<CaseFilter['counted']>) {
  return (eb: ExpressionBuilder<StationDatabase, 'mediation_case'>) => {
    const within = (column: 'accepted_on' | 'effective_on' | 'terminated_on' | 'performed_on' | 'confirmation_decided_on') =>
      eb.between(column, from, to);
    // An agreement counts before a termination.
    const ended = eb.or([within('effective_on'), eb.and([eb('effective_on', 'is', null), within('terminated_on')])]);
    const accepted = within('accepted_on');
    const rules: Record<CountedAs, () => ReturnType<typeof eb.and>> = {
      accepted: () => eb.and([accepted]),
      succeeded: () => eb.and([within('effective_on')]),
      failed: () => eb.and([eb('effective_on', 'is', null), within('terminated_on')]),
      applied: () => eb.and([accepted, eb('source', '=', 'application')]),
      ownInitiative: () => eb.and([accepted, eb('source', '=', 'own_initiative')]),
      referred: () => eb.and([accepted, eb('source', 'not in', ['application', 'own_initiative'])]),
      oral: () => eb.and([within('effective_on'), eb('outcome', '=', 'oral')]),
      written: () => eb.and([within('effective_on'), eb('outcome', '=', 'written')]),
      performed: () => eb.and([within('performed_on')]),
      confirmed: () => eb.and([within('confirmation_decided_on'), eb('confirmation', '=', 'granted')]),
      complex: () => eb.and([accepted, eb('complex', '=', 1)]),
      crimeCases: () => eb.and([ended, eb('crime_cases', '>', 0)]),
      petitionCases: () => eb.and([ended, eb('petition_cases', '>', 0)])
    };
    // Figures count accepted cases only.
    const own = eb.and([rules[what](), eb('accepted_on', 'is not', null)]);
    if (leadId === undefined) return own;
    return eb.and([
      own,
      eb(
        'mediation_case.id',
        'in',
        eb.selectFrom('case_mediator').select('case_id').where('person_id', '=', leadId).where('position', '=', 0)
      )
    ]);
  };
}

/** A page of cases, newest first. @throws StationError VAULT_LOCKED, VAULT_NOT_ADMITTED, INVALID (a cursor of another list) */
export async function listCases(context: Context, filter: CaseFilter) {
  const seal = sealOf(context, 'mediation');
  const { db, clock } = context.station;
  const filtered = () => {
    let query = db.selectFrom('mediation_case');
    const { states, type, regime, source, mediatorId, fromDate, toDate } = filter;
    if (states !== undefined && states.length > 0) query = query.where('state', 'in', states);
    if (type !== undefined) query = query.where('mediation_case.type', '=', type);
    if (regime !== undefined) query = query.where('regime', '=', regime);
    if (source !== undefined) query = query.where('source', '=', source);
    if (mediatorId !== undefined)
      query = query.where('mediation_case.id', 'in', (eb) =>
        eb.selectFrom('case_mediator').select('case_id').where('person_id', '=', mediatorId)
      );
    if (fromDate !== undefined) query = query.where('applied_on', '>=', fromDate);
    if (filter.outcome !== undefined) query = query.where('outcome', '=', filter.outcome);
    if (filter.counted !== undefined) query = query.where(countedAs(filter.counted));
    if (toDate !== undefined) query = query.where('applied_on', '<=', toDate);
    return query;
  };
  const { rows: shown, next } = await keyset(filtered().select(LIST_COLUMNS), filter, 'desc', [
    numberKey('mediation_case.id', (row) => row.id)
  ]);
  const clocks = await readClocks(db, clock.now());
  const listed = await toListed(db, seal, clocks, shown);
  return {
    rows: listed.map(({ deadlines: _all, ...row }) => row),
    next,
    total: filter.after === undefined ? await cappedCount(db, filtered().select('mediation_case.id')) : null
  };
}
