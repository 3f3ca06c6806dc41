import { mount } from '@vue/test-utils';
import ElementPlus from 'element-plus';
import { beforeEach, describe, expect, test } from 'vitest';
import { seriesRule } from '@contract/schedule/series.ts';
import { i18n } from '@/ui/i18n/index.ts';
import RecurrenceEditor from '@/schedule/series/RecurrenceEditor.vue';
import { followStart, ruleFormFor, ruleFormOf, ruleProblem, ruleText, toRule, type RuleForm } from '@/schedule/series/recurrence.ts';

const TUESDAY = '2026-11-24';
const form = (change: Partial<RuleForm> = {}): RuleForm => ({ ...ruleFormFor(TUESDAY), ...change });
beforeEach(() => (i18n.global.locale.value = 'zh-CN'));

describe('a rule', () => {
  test('begins as every week on the day of the first date, eight times', () => {
    expect(ruleText(toRule(form(), TUESDAY))).toBe('每周二，共 8 次');
  });

  test.each<[Partial<RuleForm>, string]>([
    [{ every: 'day', interval: 1 }, '每天，共 8 次'],
    [{ every: 'day', interval: 3 }, '每 3 天，共 8 次'],
    [{ every: 'week', interval: 2, weekdays: [4, 2] }, '每 2 周的周二、周四，共 8 次'],
    [{ every: 'month_date', day: 24 }, '每月 24 日，共 8 次'],
    [{ every: 'month_weekday' }, '每月第四个周二，共 8 次'],
    [{ every: 'month_weekday', nth: -1, weekday: 5 }, '每月最后一个周五，共 8 次'],
    [{ end: 'until', until: '2026-12-31' }, '每周二，到12月31日（周四）为止']
  ])('is said in words: %o', (change, text) => {
    expect(ruleText(toRule(form(change), TUESDAY))).toBe(text);
  });

  test.each<Partial<RuleForm>>([
    { every: 'day', interval: 3 },
    { interval: 2, weekdays: [2, 4] },
    { every: 'month_date', day: 31 },
    { every: 'month_weekday', nth: -1, weekday: 5 },
    { end: 'until', until: '2026-12-31' }
  ])('comes back into the form as it was, with as many dates as are left: %o', (change) => {
    const rule = toRule(form(change), TUESDAY);
    expect(toRule(ruleFormOf(rule, TUESDAY, 5), TUESDAY)).toEqual({ ...rule, ...(rule.count === null ? {} : { count: 5 }) });
  });

  test('is what the contract takes, whichever kind was chosen', () => {
    for (const every of ['day', 'week', 'month_date', 'month_weekday'] as const)
      for (const end of ['count', 'until'] as const) {
        const rule = toRule(form({ every, end, until: '2027-01-31' }), TUESDAY);
        expect(seriesRule.parse(rule)).toEqual(rule);
      }
  });

  test('says what is missing before anything is asked for', () => {
    expect(ruleProblem(form({ weekdays: [] }), TUESDAY)).toBe('noWeekday');
    expect(ruleProblem(form({ end: 'until' }), TUESDAY)).toBe('noUntil');
    expect(ruleProblem(form({ end: 'until', until: '2026-11-23' }), TUESDAY)).toBe('untilBefore');
    expect(ruleProblem(form({ count: 201 }), TUESDAY)).toBe('tooMany');
    expect(ruleProblem(form({ end: 'until', until: TUESDAY }), TUESDAY)).toBeNull();
  });

  test('moves along with its first date as long as it followed it', () => {
    expect(followStart(form(), TUESDAY, '2026-11-26').weekdays).toEqual([4]);
    expect(followStart(form({ weekdays: [2, 5] }), TUESDAY, '2026-11-26').weekdays).toEqual([2, 5]);
    expect(followStart(form({ day: 1 }), TUESDAY, '2026-11-26').day).toBe(1);
  });
});

describe('the editor', () => {
  const open = (start = TUESDAY) => {
    let value = form();
    const wrapper = mount(RecurrenceEditor, {
      props: {
        modelValue: value,
        start,
        'onUpdate:modelValue': (next: RuleForm) => ((value = next), void wrapper.setProps({ modelValue: next }))
      },
      global: { plugins: [i18n, ElementPlus] }
    });
    return { wrapper, value: () => value };
  };

  test('weekdays are switched on and off, and the sentence follows', async () => {
    const { wrapper, value } = open();
    const days = wrapper.findAll('.weekday');
    await days[3]!.trigger('click');
    expect(value().weekdays).toEqual([2, 4]);
    expect(wrapper.find('.sentence').text()).toBe('每周二、周四，共 8 次');
    expect(days[3]!.attributes('aria-pressed')).toBe('true');
    await days[1]!.trigger('click');
    expect(value().weekdays).toEqual([4]);
  });

  test('without a weekday it says so instead of a sentence', async () => {
    const { wrapper } = open();
    await wrapper.findAll('.weekday')[1]!.trigger('click');
    expect(wrapper.find('[role=alert]').text()).toBe('请至少选一个周几');
    expect(wrapper.find('.sentence').exists()).toBe(false);
  });

  test('another first date takes the weekday along', async () => {
    const { wrapper, value } = open();
    await wrapper.setProps({ start: '2026-11-27' });
    expect(value().weekdays).toEqual([5]);
  });
});
