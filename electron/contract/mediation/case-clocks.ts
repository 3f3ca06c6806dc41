import { art, type Article } from './case-law.ts';
import { type CaseState, type Confirmer } from './case-states.ts';
import type { Regime } from './case-types.ts';
import { isWorkday, type DayKind } from '../schedule/allocation.ts';
import { addDays, addMonths, DAY_MS, startOfDate } from '../core/time.ts';

/**
 * The clocks of a case. Dates `YYYY-MM-DD`. A period begins on the day after the event (民法典 §201) and ends with its last
 * day; a month ends on the same day of the next month, or on that month's last day (§202). A limit that rolls moves from a day off
 * to the next working day (§203). No clock needs a timer: each is computed when somebody looks.
 */
export type KindOf = (date: string) => DayKind;

/** The n-th working day after a date; the date itself for 0. */
export function addWorkdays(date: string, days: number, kindOf: KindOf): string {
  let day = date;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (isWorkday(day, kindOf)) left -= 1;
  }
  return day;
}

/** The date itself if it is a working day, else the next one. */
export function rollForward(date: string, kindOf: KindOf): string {
  let day = date;
  while (!isWorkday(day, kindOf)) day = addDays(day, 1);
  return day;
}

/** Whole days from one date to another; negative if it lies before. */
export const daysBetween = (from: string, to: string): number => Math.round((startOfDate(to) - startOfDate(from)) / DAY_MS);

/** Limits that the station sets where no statute does. */
export interface ClockSettings {
  /** Working days for accepting or refusing an application (企业劳动争议协商调解规定 §22: three). */
  acceptWorkdays: number;
  /** Days after an agreement takes effect on which visits are due; no statute sets them. */
  visitDays: readonly number[];
  /** Days before its end from which a clock is amber. */
  amberDays: number;
}

/** The last day for something, `YYYY-MM-DD`, and the articles that set it. */
export interface Limit {
  dueOn: string;
  articles: Article[];
}

/** By when an application must be accepted or refused. */
export function acceptanceLimit(regime: Regime, appliedOn: string, settings: ClockSettings, kindOf: KindOf): Limit {
  return {
    dueOn: addWorkdays(appliedOn, settings.acceptWorkdays, kindOf),
    articles: regime === 'labour' ? [art('enterprise', 22)] : [art('station')]
  };
}

/**
 * By when a case must be mediated. 劳动争议: 15 days from the application (劳动争议调解仲裁法 §14). Others: one month from
 * acceptance (若干规定 §33, 宁波条例 §27). It never rolls, because the parties may go elsewhere from the next day on.
 * `extendedTo` is the date to which both parties agreed, if they did.
 */
export function mediationLimit(regime: Regime, dates: { appliedOn: string; acceptedOn: string; extendedTo: string | null }): Limit {
  const own = regime === 'labour' ? addDays(dates.appliedOn, 15) : addMonths(dates.acceptedOn, 1);
  const articles = regime === 'labour' ? [art('labour', 14)] : regime === 'ningbo' ? [art('ningbo', 27)] : [art('provisions', 33)];
  return { dueOn: dates.extendedTo ?? own, articles };
}

/** Longest extension that both may agree to, months from the day they agree; it catches typing mistakes. */
export const MAX_EXTENSION_MONTHS = 6;

/** The articles that let both parties extend the limit, by regime. */
export function extensionArticles(regime: Regime): Article[] {
  if (regime === 'labour') return [art('zhejiang_labour')];
  return regime === 'ningbo' ? [art('ningbo', 27)] : [art('provisions', 33)];
}

/** Who may confirm an agreement: a court always, for a labour dispute an arbitration commission as well. */
export const confirmersFor = (regime: Regime): Confirmer[] => (regime === 'labour' ? ['arbitration', 'court'] : ['court']);

/** The last day on which both parties may ask for confirmation: 30 days of effect at a court, 15 at an arbitration commission. */
export function confirmationLimit(by: Confirmer, effectiveOn: string, kindOf: KindOf): Limit {
  return by === 'court'
    ? { dueOn: rollForward(addDays(effectiveOn, 30), kindOf), articles: [art('mediation', 33), art('procedure', 205)] }
    : { dueOn: rollForward(addDays(effectiveOn, 15), kindOf), articles: [art('enterprise', 27), art('zhejiang_labour', 11)] };
}

/** By when a court says whether it takes an application: three days (法释〔2011〕5号 §4). */
export const courtAcceptanceLimit = (appliedOn: string): Limit => ({ dueOn: addDays(appliedOn, 3), articles: [art('confirmation', 4)] });

/** By when the court decides: 15 days from taking the application, ten more where its president allows them (法释〔2011〕5号 §5). */
export const decisionLimit = (acceptedOn: string, extended: boolean): Limit => ({
  dueOn: addDays(acceptedOn, extended ? 25 : 15),
  articles: [art('confirmation', 5)]
});

export const COLOURS = ['red', 'amber', 'green'] as const;
export type Colour = (typeof COLOURS)[number];

/** Red: `dueOn` is past. Amber: at most `amberDays` days are left. Green: there is time. */
export function colourOf(dueOn: string, today: string, amberDays: number): Colour {
  const left = daysBetween(today, dueOn);
  return left < 0 ? 'red' : left <= amberDays ? 'amber' : 'green';
}

export const DEADLINES = ['acceptance', 'limit', 'signing', 'confirmation', 'court_acceptance', 'decision', 'instalment', 'visit'] as const;
export type DeadlineKind = (typeof DEADLINES)[number];

export interface Deadline {
  kind: DeadlineKind;
  dueOn: string;
  /** Days left; negative: days over. */
  left: number;
  colour: Colour;
  articles: Article[];
  /** An instalment's or a visit's number. */
  number: number | null;
}

/** The facts that the clocks read; none of them is sealed. */
export interface ClockSubject {
  state: CaseState;
  regime: Regime;
  appliedOn: string;
  acceptedOn: string | null;
  extendedTo: string | null;
  effectiveOn: string | null;
  confirmation: 'none' | 'applied' | 'granted' | 'rejected';
  confirmer: Confirmer | null;
  confirmationAppliedOn: string | null;
  /** When the court took the application, and whether its president allowed ten more days. */
  confirmationAcceptedOn: string | null;
  decisionExtended: boolean;
  /** Agreements on personal status cannot be confirmed. */
  aboutStatus: boolean;
  visits: number;
  /** Instalments still to be settled, by number. */
  instalments: readonly { number: number; dueOn: string }[];
}

const BEFORE_ACCEPTANCE: readonly CaseState[] = ['registered', 'reviewing'];
const BEING_MEDIATED: readonly CaseState[] = ['accepted', 'informed', 'investigating', 'mediating', 'agreed', 'signing'];
const IN_EFFECT: readonly CaseState[] = ['effective', 'performing', 'performed', 'unperformed', 'urged', 'remedied'];

/** Every clock that runs for a case on a day, soonest first. */
export function deadlinesOf(subject: ClockSubject, today: string, settings: ClockSettings, kindOf: KindOf): Deadline[] {
  const found: Deadline[] = [];
  const add = (kind: DeadlineKind, limit: Limit, number: number | null = null) =>
    found.push({
      kind,
      number,
      dueOn: limit.dueOn,
      articles: limit.articles,
      left: daysBetween(today, limit.dueOn),
      colour: colourOf(limit.dueOn, today, settings.amberDays)
    });
  const { state, effectiveOn } = subject;
  if (BEFORE_ACCEPTANCE.includes(state)) add('acceptance', acceptanceLimit(subject.regime, subject.appliedOn, settings, kindOf));
  if (BEING_MEDIATED.includes(state) && subject.acceptedOn !== null) {
    add(state === 'signing' ? 'signing' : 'limit', mediationLimit(subject.regime, { ...subject, acceptedOn: subject.acceptedOn }));
  }
  if (IN_EFFECT.includes(state) && effectiveOn !== null) {
    if (subject.confirmation === 'none' && !subject.aboutStatus && state !== 'performed') {
      const windows = confirmersFor(subject.regime).map((by) => confirmationLimit(by, effectiveOn, kindOf));
      // A window that has closed sets no deadline.
      const open = windows.filter((limit) => limit.dueOn >= today).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0];
      if (open) add('confirmation', open);
    }
    for (const one of subject.instalments) add('instalment', { dueOn: one.dueOn, articles: [art('mediation', 31)] }, one.number);
    const day = settings.visitDays[subject.visits];
    if (day !== undefined) add('visit', { dueOn: addDays(effectiveOn, day), articles: [art('mediation', 31)] }, subject.visits + 1);
  }
  if (
    subject.confirmation === 'applied' &&
    subject.confirmer === 'court' &&
    subject.confirmationAppliedOn !== null &&
    state !== 'archived'
  ) {
    if (subject.confirmationAcceptedOn === null) add('court_acceptance', courtAcceptanceLimit(subject.confirmationAppliedOn));
    else add('decision', decisionLimit(subject.confirmationAcceptedOn, subject.decisionExtended));
  }
  return found.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** The deadline that decides a case's colour: the soonest. */
export const nextDeadline = (deadlines: readonly Deadline[]): Deadline | null => deadlines[0] ?? null;
