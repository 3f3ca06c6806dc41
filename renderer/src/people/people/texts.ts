import { errorCode, errorData } from '@/ui/components/call-errors.ts';
import { ageOn, dateOf } from '@contract/core/time.ts';
import type { Sex } from '@contract/people/people-rules.ts';
import { hasText, translate } from '@/ui/i18n/index.ts';

/** Why a field was refused, by the reason of people-rules.ts. */
export function problemText(reason: string, params: Record<string, unknown> = {}): string {
  return hasText(`person.problems.${reason}`) ? translate(`person.problems.${reason}`, params) : translate('person.problems.other');
}

/** Field and sentence of an INVALID answer of the people area; null for any other error. */
export function fieldProblem(error: unknown): { field: string; text: string } | null {
  if (errorCode(error) !== 'INVALID') return null;
  const { field, reason, params } = errorData(error) as { field?: string; reason?: string; params?: Record<string, unknown> };
  return { field: field ?? '', text: problemText(reason ?? '', params ?? {}) };
}

/** 男 · 36 岁 of what is known; 1990 年生 where the date is not shown. @param now UTC ms */
export function sexAndAge(person: { sex: Sex | null; birthDate: string | null; birthYear?: number | null }, now: number): string {
  return [
    person.sex === null ? '' : translate(`person.sexes.${person.sex}`),
    person.birthDate !== null
      ? translate('person.age', { n: ageOn(person.birthDate, dateOf(now)) })
      : person.birthYear == null
        ? ''
        : translate('person.bornIn', { year: person.birthYear })
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
