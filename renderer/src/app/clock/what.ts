import './messages.ts';
import type { ClockStep } from '@contract/core/clock.ts';
import { hasText, translate } from '@/ui/i18n/index.ts';

/** What the clock did, in words. */
export function whatFellDue({ entity, from, to }: ClockStep): string {
  const key = `clock.steps.${entity}.${to}`;
  return hasText(key) ? translate(key) : translate('clock.steps.other', { entity, from, to });
}
