import type { CaseSource, CaseState, CaseType, Regime } from '../../contract/cases.ts';
import { sealOf } from '../access/vault/seal.ts';
import type { Context } from '../context.ts';
import { cappedCount } from '../db/paging.ts';
import { StationError } from '../errors.ts';
import { readClocks } from './clocks.ts';
import { LIST_COLUMNS, toListed } from './rows.ts';
import { warmTexts } from './texts.ts';

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
}

/** A page of cases, newest first. @throws StationError VAULT_LOCKED, VAULT_NOT_ADMITTED, INVALID (a cursor that is none) */
export async function listCases(context: Context, filter: CaseFilter) {
  const seal = sealOf(context, 'mediation');
  const { db, clock } = context.station;
  warmTexts(db, seal);
  const filtered = () => {
    let query = db.selectFrom('mediation_case');
    const { states, type, regime, source, mediatorId, fromDate, toDate } = filter;
    if (states !== undefined && states.length > 0) query = query.where('state', 'in', states);
    if (type !== undefined) query = query.where('mediation_case.type', '=', type);
    if (regime !== undefined) query = query.where('regime', '=', regime);
    if (source !== undefined) query = query.where('source', '=', source);
    if (mediatorId !== undefined) query = query.where('mediation_case.id', 'in', (eb) => eb.selectFrom('case_mediator').select('case_id').where('person_id', '=', mediatorId));
    if (fromDate !== undefined) query = query.where('applied_on', '>=', fromDate);
    if (toDate !== undefined) query = query.where('applied_on', '<=', toDate);
    return query;
  };
  let page = filtered().select(LIST_COLUMNS).orderBy('mediation_case.id', 'desc').limit(filter.limit + 1);
  if (filter.after !== undefined) {
    const after = Number(filter.after);
    if (!Number.isSafeInteger(after)) throw new StationError('INVALID', { field: 'after', reason: 'cursor' });
    page = page.where('mediation_case.id', '<', after);
  }
  const rows = await page.execute();
  const shown = rows.slice(0, filter.limit);
  const clocks = await readClocks(db, clock.now());
  const listed = await toListed(db, seal, clocks, shown);
  return {
    rows: listed.map(({ deadlines: _all, ...row }) => row),
    next: rows.length > filter.limit ? String(shown.at(-1)!.id) : null,
    total: filter.after === undefined ? await cappedCount(db, filtered().select('mediation_case.id')) : null
  };
}
