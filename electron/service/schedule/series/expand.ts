import type { Temporal } from 'temporal-polyfill';
import { MAX_SERIES_DATES, MAX_SERIES_SPAN_DAYS, type SeriesRule } from '../../../contract/schedule/series.ts';
import { addDays } from '../../../contract/core/time.ts';
import { StationError } from '../../core/errors.ts';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const dayCode = (weekday: number): string => DAYS[weekday - 1] ?? 'MO';

function pattern(rule: SeriesRule) {
  switch (rule.every) {
    case 'day':
      return { freq: 'DAILY' as const };
    case 'week':
      return { freq: 'WEEKLY' as const, byDay: [...new Set(rule.weekdays)].sort().map(dayCode), wkst: 'MO' };
    case 'month_date':
      return { freq: 'MONTHLY' as const, byMonthDay: [rule.day] };
    case 'month_weekday':
      return { freq: 'MONTHLY' as const, byDay: [`${rule.nth}${dayCode(rule.weekday)}`] };
  }
}

/**
 * The dates `YYYY-MM-DD` of a rule, in order.
 * @throws StationError INVALID for field `rule`: none, too_many (over 200), too_long (further than five years off)
 */
export async function expandRule(rule: SeriesRule): Promise<string[]> {
  // Loaded with the first rule, because together they are a sixth of the service's code and a start does not need them.
  const [{ RRuleTemporal }, { Temporal }] = await Promise.all([import('rrule-temporal'), import('temporal-polyfill')]);
  /** Midnight UTC of a date. Only dates are expanded; clock times come later. */
  const midnight = (date: string): Temporal.ZonedDateTime => Temporal.PlainDate.from(date).toZonedDateTime('UTC');
  const invalid = (reason: string) => new StationError('INVALID', { field: 'rule', reason, params: { most: MAX_SERIES_DATES } });
  const horizon = addDays(rule.start, MAX_SERIES_SPAN_DAYS);
  if (rule.until !== null && rule.until > horizon) throw invalid('too_long');
  // Always with an end, so that the search for a rule without dates stops.
  const until = midnight(rule.until ?? horizon);
  const expanded = new RRuleTemporal({ ...pattern(rule), interval: rule.interval, dtstart: midnight(rule.start), until, tzid: 'UTC' });
  const most = rule.count ?? MAX_SERIES_DATES + 1;
  const dates = expanded.all((_date, i) => i < most).map((at) => at.toPlainDate().toString());
  const wanted = dates.slice(0, most);
  if (wanted.length === 0) throw invalid('none');
  if (wanted.length > MAX_SERIES_DATES) throw invalid('too_many');
  if (rule.count !== null && wanted.length < rule.count) throw invalid('too_long');
  return wanted;
}
