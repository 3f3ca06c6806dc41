import { afterEach, expect, test } from 'vitest';
import { i18n } from '@/ui/i18n/index.ts';
import { changeText } from '@/app/figures/texts.ts';
import '@/app/figures/messages.ts';

afterEach(() => (i18n.global.locale.value = 'zh-CN'));

test.each([
  [1260, 1050, 'count', '同比 +210（+20%）', '+210 (+20%) on a year before'],
  [900, 1200, 'count', '同比 −300（−25%）', '−300 (−25%) on a year before'],
  [5, 2, 'count', '同比 +3（去年 2）', '+3 on 2 a year before'],
  [7, 7, 'count', '同比持平', 'Same as a year before'],
  [7, null, 'count', '去年同期无记录', 'No records a year before'],
  [750, 600, 'minutes', '同比 +2.5 小时（+25%）', '+2.5 h (+25%) on a year before'],
  [0.806, 0.75, 'share', '同比 +5.6 个百分点', '+5.6 percentage points on a year before'],
  [0.7501, 0.75, 'share', '同比持平', 'Same as a year before']
] as const)('%s beside %s (%s)', (now, then, unit, zh, en) => {
  expect(changeText(now, then, unit)).toBe(zh);
  i18n.global.locale.value = 'en';
  expect(changeText(now, then, unit)).toBe(en);
});
