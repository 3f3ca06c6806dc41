import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('year-before', {
  'zh-CN': {
    change: '同比 {difference}（{percent}）',
    small: '同比 {difference}（去年 {then}）',
    points: '同比 {difference} 个百分点',
    same: '同比持平',
    none: '去年同期无记录',
    then: '去年同期：{then}',
    hours: '{n} 小时',
    compared: '{from} 至 {to}，同比对照 {thenFrom} 至 {thenTo}',
    running: '本月未完，对照月按整月计',
    part: '去年的记录自 {month} 起，之前的月份没有数',
    nothing: '{from} 至 {to}；去年同期（{thenFrom} 至 {thenTo}）没有记录，不作同比'
  },
  en: {
    change: '{difference} ({percent}) on a year before',
    small: '{difference} on {then} a year before',
    points: '{difference} percentage points on a year before',
    same: 'Same as a year before',
    none: 'No records a year before',
    then: 'A year before: {then}',
    hours: '{n} h',
    compared: '{from} to {to}, beside {thenFrom} to {thenTo}',
    running: 'this month is not over, the one it is compared with is whole',
    part: 'records of that year begin in {month}; there are no figures of the months before',
    nothing: '{from} to {to}; there are no records of {thenFrom} to {thenTo} to compare with'
  }
});
