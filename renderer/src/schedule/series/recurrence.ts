import { MAX_SERIES_DATES, type SeriesRule } from '@contract/schedule/series.ts';
import { weekdayOf } from '@contract/core/time.ts';
import { day as dayText } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';

/** The form of a recurring rule; every field has a value, whatever kind is chosen. */
export interface RuleForm {
  every: SeriesRule['every'];
  interval: number;
  weekdays: number[];
  day: number;
  /** 1–4, or −1 for the last. */
  nth: number;
  weekday: number;
  end: 'count' | 'until';
  count: number;
  until: string;
}

/** The most common rule: every week on the weekday of the first date, eight times. */
export function ruleFormFor(start: string): RuleForm {
  const dayOfMonth = Number(start.slice(8, 10));
  const nth = Math.ceil(dayOfMonth / 7);
  return {
    every: 'week',
    interval: 1,
    weekdays: [weekdayOf(start)],
    day: dayOfMonth,
    nth: nth > 4 ? -1 : nth,
    weekday: weekdayOf(start),
    end: 'count',
    count: 8,
    until: ''
  };
}

/** The form of an existing rule, to change it from a date on. @param left number of its dates from there on */
export function ruleFormOf(rule: SeriesRule, start: string, left: number): RuleForm {
  const ends = { end: rule.until === null ? ('count' as const) : ('until' as const), count: left, until: rule.until ?? '' };
  const form = { ...ruleFormFor(start), every: rule.every, interval: rule.interval, ...ends };
  if (rule.every === 'week') return { ...form, weekdays: [...rule.weekdays] };
  if (rule.every === 'month_date') return { ...form, day: rule.day };
  return rule.every === 'month_weekday' ? { ...form, nth: rule.nth, weekday: rule.weekday } : form;
}

/** Moves the rule with its first date, if the rule still follows that date. */
export function followStart(form: RuleForm, before: string, start: string): RuleForm {
  const old = ruleFormFor(before);
  const next = ruleFormFor(start);
  const same = form.weekdays.length === 1 && form.weekdays[0] === old.weekdays[0];
  return {
    ...form,
    weekdays: same ? next.weekdays : form.weekdays,
    day: form.day === old.day ? next.day : form.day,
    nth: form.nth === old.nth ? next.nth : form.nth,
    weekday: form.weekday === old.weekday ? next.weekday : form.weekday
  };
}

/** Why a rule is not complete, as a message key of `schedule.rule`; null if it is. */
export function ruleProblem(form: RuleForm, start: string): 'noWeekday' | 'noUntil' | 'untilBefore' | 'tooMany' | null {
  if (form.every === 'week' && form.weekdays.length === 0) return 'noWeekday';
  if (form.end === 'until' && form.until === '') return 'noUntil';
  if (form.end === 'until' && form.until < start) return 'untilBefore';
  if (form.end === 'count' && (form.count < 1 || form.count > MAX_SERIES_DATES)) return 'tooMany';
  return null;
}

/** The rule as the contract wants it. */
export function toRule(form: RuleForm, start: string): SeriesRule {
  const ends = { start, until: form.end === 'until' ? form.until : null, count: form.end === 'count' ? form.count : null };
  const { interval } = form;
  switch (form.every) {
    case 'day':
      return { every: 'day', interval, ...ends };
    case 'week':
      return { every: 'week', interval, weekdays: [...form.weekdays].sort((a, b) => a - b), ...ends };
    case 'month_date':
      return { every: 'month_date', interval, day: form.day, ...ends };
    case 'month_weekday':
      return { every: 'month_weekday', interval, nth: form.nth, weekday: form.weekday, ...ends };
  }
}

const weekdayName = (weekday: number): string => translate(`schedule.weekdays.${weekday}`);

/** 每周二，共8次 / Every week on Tue, 8 times. */
export function ruleText(rule: SeriesRule): string {
  const n = rule.interval;
  const one = n === 1 ? 'One' : '';
  let pattern: string;
  if (rule.every === 'day') pattern = translate(`schedule.rule.text.day${one}`, { n });
  else if (rule.every === 'week')
    pattern = translate(`schedule.rule.text.week${one}`, {
      n,
      days: rule.weekdays.map(weekdayName).join(translate('schedule.rule.comma'))
    });
  else if (rule.every === 'month_date') pattern = translate(`schedule.rule.text.monthDate${one}`, { n, day: rule.day });
  else
    pattern = translate(`schedule.rule.text.monthWeekday${one}`, {
      n,
      nth: translate(`schedule.rule.nths.${rule.nth === -1 ? 'last' : rule.nth}`),
      day: weekdayName(rule.weekday)
    });
  const end =
    rule.count !== null
      ? translate('schedule.rule.text.count', { n: rule.count })
      : translate('schedule.rule.text.until', { date: dayText(rule.until ?? rule.start) });
  return `${pattern}${translate('schedule.rule.text.comma')}${end}`;
}
