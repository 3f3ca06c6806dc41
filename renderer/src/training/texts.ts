import type { Commitment } from '@contract/schedule/commitments.ts';
import type { Refusal } from '@contract/training/booking-rules.ts';
import type { Missing } from '@contract/training/certificate-rules.ts';
import type { Clash } from '@contract/core/errors.ts';
import { explainCode, explainFields } from '@/ui/components/errors.ts';
import { day, moment, momentSpan } from '@/ui/i18n/format.ts';
import { i18n, translate } from '@/ui/i18n/index.ts';
import { clashTexts } from '@/schedule/allocation/clash.ts';

interface Titled {
  title: string;
  titleEn: string;
}

/** A title in the window's language, or the Chinese one. */
export const titleOf = (thing: Titled): string => (i18n.global.locale.value === 'en' && thing.titleEn !== '' ? thing.titleEn : thing.title);

/** The title of a class: its own, or that of its course. */
export const classTitle = (of: { title: string; course: Titled }): string => of.title || titleOf(of.course);

const comma = (parts: readonly string[]): string => parts.join(translate('training.comma'));

const clashLine = (clash: Commitment): string =>
  translate('training.refusals.clashOne', { title: clash.title, time: momentSpan(clash.from, clash.to) });

/** Why somebody cannot be booked, as one sentence with what to do. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'already_booked':
      return translate('training.refusals.already_booked', { state: translate(`training.bookingStates.${refusal.state}`) });
    case 'class_state':
      return translate('training.refusals.class_state', { state: translate(`training.states.${refusal.state}`) });
    case 'not_yet':
      return translate('training.refusals.not_yet', { from: moment(refusal.from) });
    case 'window_over':
      return translate('training.refusals.window_over', { to: moment(refusal.to) });
    case 'class_over':
      return translate('training.refusals.class_over', { since: moment(refusal.since) });
    case 'not_eligible':
      return translate('training.refusals.not_eligible', { organisations: comma(refusal.organisations) });
    case 'certificate_expired':
      return translate('training.refusals.certificate_expired', { course: refusal.course, since: day(refusal.since, '0000') });
    case 'clash':
      return translate('training.refusals.clash', { clashes: refusal.clashes.map(clashLine).join(translate('schedule.clash.and')) });
    case 'blocked':
      return translate('training.refusals.blocked', { until: moment(refusal.until), dates: comma(refusal.dates.map((date) => day(date))) });
    default:
      return translate(`training.refusals.${refusal.reason}`, { ...refusal });
  }
}

/** Fen as yuan; 0 is said to be free. */
export const priceText = (fen: number): string =>
  fen === 0 ? translate('training.free') : translate('training.yuan', { n: (fen / 100).toFixed(fen % 100 === 0 ? 0 : 2) });

/** 2 小时 30 分 of minutes. */
export function hoursText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (rest === 0) return translate('training.hours', { n: hours });
  return hours === 0 ? translate('common.minutes', { n: rest }) : translate('training.hoursMinutes', { h: hours, m: rest });
}

/** 周二、周四 of weekdays 1–7. */
export const weekdaysText = (weekdays: readonly number[]): string =>
  weekdays.length === 7 ? translate('training.everyDay') : comma(weekdays.map((weekday) => translate(`schedule.weekdays.${weekday}`)));

export const missingText = (missing: readonly Missing[]): string => comma(missing.map((one) => translate(`training.missing.${one}`)));

interface Refused {
  name: string;
  refusal: Refusal;
}
interface Uncertified {
  name: string;
  missing: Missing[];
  has: string | null;
}
interface PlanClash {
  code: string;
  clashes: Clash[];
}

/** Registers sentences for errors of classes, which name the people and things concerned. */
export function registerTrainingSentences(): void {
  explainFields('training.invalid');
  explainCode('BOOKING_REFUSED', (data) => {
    const refusals = (data['refusals'] as Refused[] | undefined) ?? [];
    if (refusals.length === 1) return refusalText(refusals[0]!.refusal);
    return refusals.map(({ name, refusal }) => translate('training.refusals.named', { name, why: refusalText(refusal) })).join('\n');
  });
  explainCode('CERTIFICATE_REFUSED', (data) => {
    const people = (data['people'] as Uncertified[] | undefined) ?? [];
    const one = (person: Uncertified) =>
      person.has === null ? missingText(person.missing) : translate('training.hasCertificate', { number: person.has });
    return translate('training.notIssued', {
      people: people
        .map((person) => translate('training.refusals.named', { name: person.name, why: one(person) }))
        .join(translate('schedule.clash.and'))
    });
  });
  explainCode('PLAN_CLASH', (data) => {
    const classes = (data['classes'] as PlanClash[] | undefined) ?? [];
    return translate('training.planClash', {
      classes: classes.map((one) => `${one.code} ${clashTexts(one.clashes)}`).join(translate('schedule.clash.and'))
    });
  });
}
