import { z } from 'zod';

/** The type, regime and source of a dispute. No database. */

/**
 * The 15 types of the Ministry of Justice's statistics, in the order of the sheet:
 * 婚姻家庭, 邻里, 房屋宅基地, 合同, 生产经营, 损害赔偿, 山林土地, 征地拆迁, 环境污染, 劳动争议, 消费, 医疗, 道路交通事故, 物业, 其他.
 */
export const CASE_TYPES = [
  'family',
  'neighbours',
  'housing',
  'contract',
  'business',
  'damages',
  'land',
  'expropriation',
  'environment',
  'labour',
  'consumer',
  'medical',
  'traffic',
  'property',
  'other'
] as const;
export type CaseType = (typeof CASE_TYPES)[number];
export const caseType = z.enum(CASE_TYPES);

/** Key of a sub-type that a rule needs. The station adds and renames others. */
export const WAGES = 'wages';

/** 一般, 宁波, 劳动争议: three sets of clocks and forms. */
export const REGIMES = ['general', 'ningbo', 'labour'] as const;
export type Regime = (typeof REGIMES)[number];
export const regime = z.enum(REGIMES);

export const PLACES = ['ningbo', 'elsewhere'] as const;
export type Place = (typeof PLACES)[number];
export const place = z.enum(PLACES);

/** The regime of a case: a labour dispute has its own wherever it arose; otherwise the place decides. */
export function regimeFor(type: CaseType, where: Place): Regime {
  if (type === 'labour') return 'labour';
  return where === 'ningbo' ? 'ningbo' : 'general';
}

/** 当事人申请, 主动调解, 公安移送, 法院委托, 政府指定, 其他移交. */
export const SOURCES = ['application', 'own_initiative', 'police', 'court', 'appointed', 'other_referral'] as const;
export type CaseSource = (typeof SOURCES)[number];
export const caseSource = z.enum(SOURCES);

/** Sources that need a letter of referral and the consent of the parties and the committee (宁波 §19). */
export const REFERRED: readonly CaseSource[] = ['police', 'court', 'appointed', 'other_referral'];

export const RISKS = ['none', 'watch', 'high'] as const;
export const risk = z.enum(RISKS);

/** Amount bands with their bounds in fen. Statistics see the band only, never the amount. */
export const AMOUNT_BANDS = [
  { band: 'none', below: 1 },
  { band: 'to_10k', below: 10_000_00 },
  { band: 'to_50k', below: 50_000_00 },
  { band: 'to_100k', below: 100_000_00 },
  { band: 'to_500k', below: 500_000_00 },
  { band: 'to_1m', below: 1_000_000_00 },
  { band: 'over_1m', below: Number.MAX_SAFE_INTEGER }
] as const;
export type AmountBand = (typeof AMOUNT_BANDS)[number]['band'];
export const AMOUNT_BAND_NAMES = AMOUNT_BANDS.map(({ band }) => band) as [AmountBand, ...AmountBand[]];

/** The band of an amount in fen; an amount on a bound belongs to the band above it. */
export function amountBand(fen: number): AmountBand {
  return AMOUNT_BANDS.find(({ below }) => fen < below)?.band ?? 'over_1m';
}

/** Largest amount of a case, fen. */
export const MAX_FEN = 100_000_000_000_00;

/** What decides whether an agreement must be in writing. */
export interface FormSubject {
  regime: Regime;
  /** A party asks for it in writing. */
  requested: boolean;
  /** Everything is performed on the spot. */
  onTheSpot: boolean;
  /** 重大、复杂、疑难. */
  complex: boolean;
}

/**
 * Whether an agreement must be in writing. 劳动争议: always (劳动争议调解仲裁法 §14). 宁波: if a party asks, if not performed on the
 * spot, or if 重大复杂疑难 (条例 §24). General: if a party asks (人民调解法 §28, 若干规定 §34).
 */
export function mustBeWritten(subject: FormSubject): boolean {
  if (subject.regime === 'labour') return true;
  if (subject.regime === 'ningbo') return subject.requested || !subject.onTheSpot || subject.complex;
  return subject.requested;
}

/** Placeholders of the template of case numbers: the year, and the counter of the year; `{n:4}` pads it with zeros. */
const YEAR = '{year}';
const COUNTER = /\{n(?::([1-9]))?\}/;
export const DEFAULT_NUMBER_TEMPLATE = '（{year}）人民调字第{n}号';

/** What is wrong with a template of case numbers, or null. It must hold the year and the counter once each. */
export function numberTemplateProblem(template: string): 'year' | 'counter' | 'brace' | null {
  if (template.split(YEAR).length !== 2) return 'year';
  const rest = template.replace(YEAR, '');
  if (!COUNTER.test(rest)) return 'counter';
  return /[{}]/.test(rest.replace(COUNTER, '')) ? 'brace' : null;
}

/** The number of a case: `（2026）人民调字第12号`. */
export function caseNumber(template: string, year: number, serial: number): string {
  return template
    .replace(YEAR, String(year))
    .replace(COUNTER, (_all, digits: string | undefined) => String(serial).padStart(Number(digits ?? 1), '0'));
}

/** How long a volume is kept: 短期, 长期, 永久. No statute gives the years, so the station's settings do. */
export const RETENTIONS = ['short', 'long', 'permanent'] as const;
export type Retention = (typeof RETENTIONS)[number];
export const retention = z.enum(RETENTIONS);

/** Last day, `YYYY-MM-DD`, on which a volume is kept: the same date `years` later; null: for good. */
export function retentionUntil(kind: Retention, from: string, years: { short: number; long: number }): string | null {
  if (kind === 'permanent') return null;
  const year = Number(from.slice(0, 4)) + years[kind];
  // In a year without 29 February the last day is the 28th.
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return `${year}-${from.slice(5) === '02-29' && !leap ? '02-28' : from.slice(5)}`;
}

/** The retention that a form proposes: long for a written agreement, otherwise short. */
export const proposedRetention = (kind: 'refused' | 'terminated' | 'oral' | 'written'): Retention =>
  kind === 'written' ? 'long' : 'short';
