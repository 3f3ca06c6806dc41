import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('volunteer-figures', {
  'zh-CN': {
    by: '统计方式',
    dimensions: { all: '按月', project: '按项目', category: '按类别', organisation: '按单位', leaderboard: '排行榜' },
    months: '月份',
    month: '月份',
    total: '合计',
    byMonth: '逐月',
    charted: '图中显示',
    chartLabel: '逐月{what}柱状图，数字见下表',
    counts: { registered: '新在册', people: '服务人数', services: '服务人次', minutes: '小时', shifts: '班岗', noShows: '爽约' },
    now: '现有在册',
    openRows: '查看明细：{what}',
    empty: '这段时间没有志愿服务',
    emptyHint: '工时认定后，数字就会出现在这里。',
    note: '点数字看明细。只计已认定的工时，按服务当天计入月份；人数按不同的人计，合计不重复。',
    rank: '名次',
    noLeaders: '没有可公布的名次',
    consentOnly: '只列同意公布的人；另有 {n} 人本可上榜但未同意。'
  },
  en: {
    by: 'Count by',
    dimensions: { all: 'Month', project: 'Project', category: 'Category', organisation: 'Organisation', leaderboard: 'Leaderboard' },
    months: 'Months',
    month: 'Month',
    total: 'Total',
    byMonth: 'By month',
    charted: 'Shown in the chart',
    chartLabel: 'Bars by month: {what}; the numbers are in the table below',
    counts: { registered: 'Newly active', people: 'People', services: 'Services', minutes: 'Hours', shifts: 'Shifts', noShows: 'No-shows' },
    now: 'Active now',
    openRows: 'Show the rows: {what}',
    empty: 'No volunteer service in this time',
    emptyHint: 'Numbers show here once hours are approved.',
    note: 'Click a number for its rows. Approved hours only, in the month of their day; people are counted once, in sums too.',
    rank: 'Rank',
    noLeaders: 'Nobody to name',
    consentOnly: 'Only those who agreed; others who would stand here: {n}.'
  }
});
