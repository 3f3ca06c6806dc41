import { AMOUNT_BAND_NAMES, CASE_TYPES, type AmountBand } from '../../../contract/mediation/case-types.ts';
import {
  countCases,
  FEWEST_OF_ORGANISATION,
  periodsOf,
  type CaseNumbers,
  type CASE_FIGURE_PERIODS,
  type CountedCase
} from '../../../contract/mediation/case-figures.ts';
import { mediationLimit } from '../../../contract/mediation/case-clocks.ts';
import { dateOf, monthOf } from '../../../contract/core/time.ts';
import { toldOf, yearBefore } from '../../../contract/core/year-before.ts';
import { demandMonths, type MonthRange } from '../../core/figures/months.ts';
import { sealOf, type Seal } from '../../core/vault/seal.ts';
import { ringAt } from '../../core/vault/memory.ts';
import { openCard, openParty } from '../cases/sealed.ts';
import type { Db } from '../../db/schema.ts';
import type { Context } from '../../core/context.ts';

export interface FigureRange extends MonthRange {
  period: (typeof CASE_FIGURE_PERIODS)[number];
  mediatorId?: number | undefined;
}

/** The counted columns of each accepted case: those that are not sealed, and the amount where the vault is open. */
async function countedCases(db: Db, seal: Seal | null, upTo: string, mediatorId?: number) {
  let query = db
    .selectFrom('mediation_case')
    .leftJoin('case_mediator', (join) => join.onRef('case_mediator.case_id', '=', 'mediation_case.id').on('case_mediator.position', '=', 0))
    .leftJoin('person', 'person.id', 'case_mediator.person_id')
    .select([
      'mediation_case.id',
      'mediation_case.type',
      'source',
      'state',
      'regime',
      'applied_on',
      'accepted_on',
      'extended_to',
      'effective_on',
      'terminated_on',
      'performed_on',
      'confirmation',
      'confirmation_decided_on',
      'outcome',
      'complex',
      'amount_band',
      'crime_cases',
      'crime_people',
      'petition_cases',
      'petition_people',
      'person.id as person_id',
      'person.name'
    ])
    .where('accepted_on', 'is not', null)
    .where('accepted_on', '<=', upTo)
    .orderBy('mediation_case.id');
  if (seal) query = query.select('card') as never;
  if (mediatorId !== undefined)
    query = query.where('mediation_case.id', 'in', (eb) =>
      eb.selectFrom('case_mediator').select('case_id').where('case_mediator.person_id', '=', mediatorId)
    );
  const rows = (await query.execute()) as (Awaited<ReturnType<typeof query.execute>>[number] & { card?: Uint8Array })[];
  return rows.map((row) => {
    const counted: CountedCase = {
      type: row.type,
      source: row.source,
      acceptedOn: row.accepted_on,
      effectiveOn: row.effective_on,
      terminatedOn: row.terminated_on,
      performedOn: row.performed_on,
      confirmedOn: row.confirmation === 'granted' ? row.confirmation_decided_on : null,
      form: row.outcome === 'oral' || row.outcome === 'written' ? row.outcome : null,
      complex: row.complex === 1,
      amountFen: seal && row.card ? openCard(seal, { id: row.id, card: row.card }).amountFen : null,
      limitOn:
        row.accepted_on === null
          ? null
          : mediationLimit(row.regime, { appliedOn: row.applied_on, acceptedOn: row.accepted_on, extendedTo: row.extended_to }).dueOn,
      crimeCases: row.crime_cases,
      crimePeople: row.crime_people,
      petitionCases: row.petition_cases,
      petitionPeople: row.petition_people
    };
    return { counted, band: row.amount_band, mediator: row.person_id === null ? null : { id: row.person_id, name: row.name ?? '' } };
  });
}

/** The operator's open vault, or null; without it only amounts cannot be read. */
export const sealIfOpen = (context: Context): Seal | null => (ringAt(context, 'mediation') ? sealOf(context, 'mediation') : null);

type Row = CaseNumbers & { type: (typeof CASE_TYPES)[number] | null; mediator: { id: number; name: string } | null };

/** The figures by period and type, or mediator. @throws StationError INVALID (order, too_long) */
export async function caseFigureTable(context: Context, range: FigureRange & { by: 'type' | 'mediator' }) {
  demandMonths(range);
  const { db, clock } = context.station;
  const today = dateOf(clock.now());
  const periods = periodsOf(range.fromMonth, range.toMonth, range.period);
  const [first, last] = [periods[0]!.from, periods.at(-1)!.to];
  const all = await countedCases(db, sealIfOpen(context), last > today ? last : today, range.mediatorId);
  const numbers = (cases: typeof all, from: string, to: string) =>
    countCases(
      cases.map((one) => one.counted),
      from,
      to,
      today
    );
  const isEmpty = (row: CaseNumbers) => row.accepted + row.succeeded + row.failed + row.performed + row.confirmed === 0;
  const mediators = [...new Map(all.flatMap((one) => (one.mediator ? [[one.mediator.id, one.mediator] as const] : []))).values()].sort(
    (a, b) => a.id - b.id
  );
  // Grouped once, because a long range has many periods.
  const ofType = new Map(CASE_TYPES.map((type) => [type, all.filter((one) => one.counted.type === type)]));
  const ofMediator = new Map(mediators.map((mediator) => [mediator.id, all.filter((one) => one.mediator?.id === mediator.id)]));
  const accepted = all.filter(
    (one) => one.counted.acceptedOn !== null && one.counted.acceptedOn >= first && one.counted.acceptedOn <= last
  );
  const open = all.filter((one) => one.counted.effectiveOn === null && one.counted.terminatedOn === null);
  // The cases read include the year before, because they are all those accepted up to the end of the range.
  const { fromMonth, toMonth } = yearBefore(range);
  const before = periodsOf(fromMonth, toMonth, 'all')[0]!;
  const firstOn = all.map((one) => one.counted.acceptedOn ?? '').sort()[0];
  return {
    periods: periods.map(({ key, from, to }) => {
      const rows: Row[] =
        range.by === 'type'
          ? CASE_TYPES.map((type) => ({ ...numbers(ofType.get(type) ?? [], from, to), type, mediator: null }))
          : mediators
              .map((mediator) => ({ ...numbers(ofMediator.get(mediator.id) ?? [], from, to), type: null, mediator }))
              .filter((row) => !isEmpty(row));
      return { key, from, to, rows, total: numbers(all, from, to) };
    }),
    total: numbers(all, first, last),
    yearBefore: { firstMonth: firstOn === undefined ? null : monthOf(firstOn), total: numbers(all, before.from, before.to) },
    bands: AMOUNT_BAND_NAMES.map((band: AmountBand) => ({ band, cases: accepted.filter((one) => one.band === band).length })),
    now: { open: open.length, overdue: open.filter((one) => one.counted.limitOn !== null && today > one.counted.limitOn).length }
  };
}

/** Number of accepted cases of a range by organisation among the parties. */
async function casesOfOrganisations(db: Db, seal: Seal, range: Pick<FigureRange, 'fromMonth' | 'toMonth'>): Promise<Map<string, number>> {
  const { from, to } = periodsOf(range.fromMonth, range.toMonth, 'all')[0]!;
  const rows = await db
    .selectFrom('case_party')
    .innerJoin('mediation_case', 'mediation_case.id', 'case_party.case_id')
    .selectAll('case_party')
    .where('accepted_on', '>=', from)
    .where('accepted_on', '<=', to)
    .execute();
  const cases = new Map<string, Set<number>>();
  for (const row of rows) {
    const party = openParty(seal, row);
    if (party.kind !== 'organisation') continue;
    cases.set(party.name, (cases.get(party.name) ?? new Set()).add(row.case_id));
  }
  return new Map([...cases].map(([name, ids]) => [name, ids.size]));
}

/** Organisations among the parties of at least three accepted cases of a range. A number below three a year before is null. @throws StationError INVALID */
export async function organisationCounts(
  context: Context,
  range: Pick<FigureRange, 'fromMonth' | 'toMonth'>
): Promise<{ name: string; cases: number; before: number | null }[]> {
  demandMonths(range);
  const { db } = context.station;
  const seal = sealOf(context, 'mediation');
  const then = await casesOfOrganisations(db, seal, yearBefore({ fromMonth: range.fromMonth, toMonth: range.toMonth }));
  return [...(await casesOfOrganisations(db, seal, range))]
    .map(([name, cases]) => ({ name, cases, before: toldOf(then.get(name) ?? 0, FEWEST_OF_ORGANISATION) }))
    .filter((one) => one.cases >= FEWEST_OF_ORGANISATION)
    .sort((a, b) => b.cases - a.cases || (a.name < b.name ? -1 : 1));
}
