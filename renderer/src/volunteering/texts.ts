import type { HoursProblem } from '@contract/volunteering/service-hour-rules.ts';
import { hoursOf } from '@contract/volunteering/service-hour-rules.ts';
import type { Commitment } from '@contract/schedule/commitments.ts';
import type { SignUpRefusal } from '@contract/volunteering/sign-up-rules.ts';
import type { Chosen } from '@contract/volunteering/volunteer-choices.ts';
import { explainCode, explainFields } from '@/ui/components/errors.ts';
import { day, moment, momentSpan } from '@/ui/i18n/format.ts';
import { i18n, translate } from '@/ui/i18n/index.ts';

const comma = (parts: readonly string[]): string => parts.join(translate('volunteering.comma'));

/** A choice in the window's language, or its Chinese name. */
export const choiceName = (of: Pick<Chosen, 'name' | 'nameEn'>): string =>
  i18n.global.locale.value === 'en' && of.nameEn !== '' ? of.nameEn : of.name;
export const choiceNames = (of: readonly Pick<Chosen, 'name' | 'nameEn'>[]): string => comma(of.map(choiceName));

/** The category of a certified project by its name at issue, in Chinese if there is no English one. */
export const categoryName = (line: { category: string; categoryEn: string }): string =>
  choiceName({ name: line.category, nameEn: line.categoryEn });

/** 12.5 小时 of minutes. */
export const serviceHours = (minutes: number): string => translate('volunteering.hours', { n: hoursOf(minutes) });

/** A level as 三星, or by its name in the ladder. 0: no star. */
export const starText = (level: number, ladder: readonly { level: number; name: string; nameEn: string }[] = []): string => {
  if (level === 0) return translate('volunteering.noStar');
  const known = ladder.find((star) => star.level === level);
  return known && choiceName(known) !== '' ? choiceName(known) : translate('volunteering.star', { n: level });
};

const clashLine = (clash: Commitment): string =>
  translate('volunteering.refusals.clashOne', { title: clash.title, time: momentSpan(clash.from, clash.to) });

/** Why somebody cannot sign up, as one sentence with what to do. */
export function refusalText(refusal: SignUpRefusal): string {
  const key = `volunteering.refusals.${refusal.reason}`;
  switch (refusal.reason) {
    case 'already_signed':
      return translate(key, { state: translate(`volunteering.signUpStates.${refusal.state}`) });
    case 'volunteer_state':
      return translate(key, { state: translate(`volunteering.volunteerStates.${refusal.state}`) });
    case 'project_state':
      return translate(key, { state: translate(`volunteering.projectStates.${refusal.state}`) });
    case 'uninsured':
      return refusal.since === null
        ? translate(key)
        : translate('volunteering.refusals.uninsuredSince', { since: day(refusal.since, '0000') });
    case 'untrained':
      return translate(refusal.since === null ? key : 'volunteering.refusals.untrainedSince', {
        training: choiceName({ name: refusal.training, nameEn: refusal.trainingEn }),
        since: refusal.since === null ? '' : day(refusal.since, '0000')
      });
    case 'blocked':
      return translate(key, { until: moment(refusal.until), dates: comma(refusal.dates.map((date) => day(date))) });
    case 'clash':
      return translate(key, { clashes: refusal.clashes.map(clashLine).join(translate('schedule.clash.and')) });
    case 'too_long':
      return translate(key, { hours: hoursOf(refusal.minutes), limit: hoursOf(refusal.limit) });
    default:
      return translate(key, { ...refusal });
  }
}

/** Why hours cannot be recorded. Lines of a sheet count from 1. */
export function hoursProblemText(problem: HoursProblem): string {
  const key = `volunteering.hoursProblems.${problem.reason}`;
  if (problem.reason === 'volunteer_state') return translate(key, { state: translate(`volunteering.volunteerStates.${problem.state}`) });
  if (problem.reason === 'uninsured' || problem.reason === 'untrained') return refusalText(problem);
  if (problem.reason === 'still_running') return translate(key, { since: moment(problem.since), project: problem.project });
  if (problem.reason === 'beyond_plan')
    return translate(key, { time: serviceHours(problem.minutes), planned: serviceHours(problem.planned) });
  if (problem.reason !== 'overlap') return translate(key);
  if (problem.row !== null) return translate('volunteering.hoursProblems.overlapRow', { row: problem.row + 1 });
  const time = problem.to === null ? translate('volunteering.since', { from: moment(problem.from) }) : momentSpan(problem.from, problem.to);
  return translate(key, { time, project: problem.project });
}

interface Named {
  name: string;
}

/** Registers sentences for errors of volunteer service, which name the people and things concerned. */
export function registerVolunteerSentences(): void {
  explainFields('volunteering.invalid');
  const named = (name: string, why: string) => translate('volunteering.named', { name, why });
  explainCode('SIGN_UP_REFUSED', (data) => {
    const refusals = (data['refusals'] as (Named & { refusal: SignUpRefusal })[] | undefined) ?? [];
    return refusals.length === 1
      ? refusalText(refusals[0]!.refusal)
      : refusals.map(({ name, refusal }) => named(name, refusalText(refusal))).join('\n');
  });
  explainCode('HOURS_REFUSED', (data) => {
    const rows = (data['rows'] as (Named & { problem: HoursProblem })[] | undefined) ?? [];
    return rows.map(({ name, problem }) => (name === '' ? hoursProblemText(problem) : named(name, hoursProblemText(problem)))).join('\n');
  });
  explainCode('RECORDS_REFUSED', (data) => {
    const records = (data['records'] as (Named & { reason: string })[] | undefined) ?? [];
    return records.map(({ name, reason }) => named(name, translate(`volunteering.recordRefused.${reason}`))).join('\n');
  });
}
