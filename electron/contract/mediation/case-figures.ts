import { z } from 'zod';
import { date, id, procedure } from '../core/base.ts';
import { AMOUNT_BAND_NAMES, CASE_TYPES, type CaseType } from './case-types.ts';
import { fen } from './case-records.ts';
import { month } from '../schedule/zone-log.ts';
import { language } from '../core/station.ts';
import { yearBeforeOf } from '../core/year-before.ts';

/** Numbers of a group of cases in a period. Each number has its own date: acceptance, effect of the agreement, or the end of mediation. */
export interface CaseNumbers {
  /** 受理 */
  accepted: number;
  /** 成功: agreements in effect; 不成: terminated. */
  succeeded: number;
  failed: number;
  /** 涉及金额 of the accepted cases, fen; null: the vault is locked. */
  amountFen: number | null;
  applied: number;
  ownInitiative: number;
  referred: number;
  oral: number;
  written: number;
  /** 履行, 司法确认 */
  performed: number;
  confirmed: number;
  /** 疑难复杂 */
  complex: number;
  crimeCases: number;
  crimePeople: number;
  petitionCases: number;
  petitionPeople: number;
  /** Cases ended after their limit, or still mediated after it. */
  overdue: number;
  /** Median days from acceptance to the end; null: no case ended. */
  medianDays: number | null;
}

/** What the figures read of a case; only the amount is sealed. */
export interface CountedCase {
  type: CaseType;
  source: string;
  acceptedOn: string | null;
  effectiveOn: string | null;
  terminatedOn: string | null;
  performedOn: string | null;
  confirmedOn: string | null;
  form: 'oral' | 'written' | null;
  complex: boolean;
  amountFen: number | null;
  limitOn: string | null;
  crimeCases: number;
  crimePeople: number;
  petitionCases: number;
  petitionPeople: number;
}

/** Share (0–1) of the ended cases that ended with an agreement; null when none ended. */
export const successRate = (n: Pick<CaseNumbers, 'succeeded' | 'failed'>): number | null =>
  n.succeeded + n.failed === 0 ? null : n.succeeded / (n.succeeded + n.failed);

/** The median; null for an empty list. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * The numbers of these cases in a period. Dates `YYYY-MM-DD`, both included.
 * @param today a case still being mediated is overdue when its limit lies before this day
 */
export function countCases(cases: readonly CountedCase[], from: string, to: string, today: string): CaseNumbers {
  const within = (day: string | null): boolean => day !== null && day >= from && day <= to;
  const days: number[] = [];
  const n: CaseNumbers = {
    accepted: 0,
    succeeded: 0,
    failed: 0,
    amountFen: 0,
    applied: 0,
    ownInitiative: 0,
    referred: 0,
    oral: 0,
    written: 0,
    performed: 0,
    confirmed: 0,
    complex: 0,
    crimeCases: 0,
    crimePeople: 0,
    petitionCases: 0,
    petitionPeople: 0,
    overdue: 0,
    medianDays: null
  };
  for (const one of cases) {
    const end = one.effectiveOn ?? one.terminatedOn;
    if (within(one.acceptedOn)) {
      n.accepted += 1;
      n.amountFen = n.amountFen === null || one.amountFen === null ? null : n.amountFen + one.amountFen;
      if (one.source === 'application') n.applied += 1;
      else if (one.source === 'own_initiative') n.ownInitiative += 1;
      else n.referred += 1;
      if (one.complex) n.complex += 1;
      if (one.limitOn !== null && (end ?? today) > one.limitOn) n.overdue += 1;
    }
    if (within(one.effectiveOn)) {
      n.succeeded += 1;
      if (one.form === 'oral') n.oral += 1;
      if (one.form === 'written') n.written += 1;
    } else if (one.effectiveOn === null && within(one.terminatedOn)) n.failed += 1;
    if (end !== null && within(end)) {
      if (one.acceptedOn !== null) days.push(Math.round((Date.parse(end) - Date.parse(one.acceptedOn)) / 86_400_000));
      n.crimeCases += one.crimeCases;
      n.crimePeople += one.crimePeople;
      n.petitionCases += one.petitionCases;
      n.petitionPeople += one.petitionPeople;
    }
    if (within(one.performedOn)) n.performed += 1;
    if (within(one.confirmedOn)) n.confirmed += 1;
  }
  return { ...n, medianDays: median(days) };
}

/** Fewest cases of an organisation for which the figures name it. */
export const FEWEST_OF_ORGANISATION = 3;

const n = z.number().int();
export const caseNumbers = z.object({
  accepted: n,
  succeeded: n,
  failed: n,
  amountFen: fen.nullable(),
  applied: n,
  ownInitiative: n,
  referred: n,
  oral: n,
  written: n,
  performed: n,
  confirmed: n,
  complex: n,
  crimeCases: n,
  crimePeople: n,
  petitionCases: n,
  petitionPeople: n,
  overdue: n,
  medianDays: z.number().nullable()
});

export const CASE_FIGURE_PERIODS = ['month', 'quarter', 'year', 'all'] as const;
const range = {
  fromMonth: month,
  toMonth: month,
  period: z.enum(CASE_FIGURE_PERIODS).default('all'),
  mediatorId: id.optional()
};

/** Divides a range of months into periods `2026-03`, `2026-Q1` or `2026`, or takes it as one. First and last dates are included. */
export function periodsOf(
  fromMonth: string,
  toMonth: string,
  period: (typeof CASE_FIGURE_PERIODS)[number]
): { key: string; from: string; to: string }[] {
  const months: string[] = [];
  for (let at = monthNumber(fromMonth); at <= monthNumber(toMonth); at += 1)
    months.push(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`);
  const keyOf = (m: string) =>
    period === 'month'
      ? m
      : period === 'quarter'
        ? `${m.slice(0, 4)}-Q${Math.ceil(Number(m.slice(5)) / 3)}`
        : period === 'year'
          ? m.slice(0, 4)
          : 'all';
  const found = new Map<string, { key: string; from: string; to: string }>();
  for (const m of months) {
    const key = keyOf(m);
    const lastDay = new Date(Date.UTC(Number(m.slice(0, 4)), Number(m.slice(5)), 0)).getUTCDate();
    const to = `${m}-${lastDay}`;
    const there = found.get(key);
    if (there) there.to = to;
    else found.set(key, { key, from: `${m}-01`, to });
  }
  return [...found.values()];
}
const monthNumber = (m: string): number => Number(m.slice(0, 4)) * 12 + Number(m.slice(5)) - 1;

/**
 * Figures of the cases. Only amounts and names are sealed, so the head and viewers can read the figures too. Without an open vault
 * amounts are null; the bands are counted all the same. Topic: `cases`.
 */
export const caseFigures = {
  table: procedure
    .meta({ permission: 'case_figures.read', maySealed: true, read: true })
    .input(z.object({ ...range, by: z.enum(['type', 'mediator']) }))
    .output(
      z.object({
        periods: z.array(
          z.object({
            key: z.string(),
            from: date,
            to: date,
            /** By type: all 15 in their order. By mediator: those with any case; a case counts for its lead mediator. */
            rows: z.array(
              caseNumbers.extend({ type: z.enum(CASE_TYPES).nullable(), mediator: z.object({ id, name: z.string() }).nullable() })
            ),
            total: caseNumbers
          })
        ),
        /** The whole range, and the same months a year before. */
        total: caseNumbers,
        yearBefore: yearBeforeOf(caseNumbers),
        /** Accepted cases of the whole range by amount band. */
        bands: z.array(z.object({ band: z.enum(AMOUNT_BAND_NAMES), cases: n })),
        /** As of today, whatever the range: cases being mediated, and those of them past their limit. */
        now: z.object({ open: n, overdue: n })
      })
    ),
  /**
   * Organisations with at least three accepted cases in the range. `before`: their cases in the same months a year before; null for
   * fewer than three, so that the difference does not reveal them.
   */
  organisations: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ fromMonth: month, toMonth: month }))
    .output(z.array(z.object({ name: z.string(), cases: n, before: n.nullable() }))),
  /** The figures as .xlsx: a sheet in the order of the statistics and a sheet by mediator. Recorded in the audit. */
  export: procedure
    .meta({ permission: 'case_figures.read', maySealed: true })
    .input(z.object({ ...range, language }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: n }))
};
