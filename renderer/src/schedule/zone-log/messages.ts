import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('figures', {
  'zh-CN': {
    note: '按已结束的使用、已上课的课次和志愿班岗统计',
    period: '期间',
    allZones: '全部功能区',
    by: '分组',
    bys: { zone: '按功能区', purpose: '按用途', month: '按月' },
    heads: { zone: '功能区', purpose: '用途', month: '月份' },
    measure: '指标',
    measures: { uses: '场次', attendances: '人次', hours: '使用小时', utilisation: '使用率' },
    total: '合计',
    others: '其他用途',
    behind: '{name}：查看 {n} 场使用',
    usesOf: '{title}：使用明细',
    noShare: '用途没有开放时间，因此没有使用率。请按功能区或按月查看。',
    chart: '{measure}，{by}',
    empty: '这段期间没有使用记录',
    emptyHint: '预约签到并结束使用后、课次和志愿班岗结束后，会记入台账。',
    toToday: '去今日看板'
  },
  en: {
    note: 'counted from finished uses, class sessions and volunteer shifts',
    period: 'Period',
    allZones: 'All zones',
    by: 'Grouped',
    bys: { zone: 'By zone', purpose: 'By purpose', month: 'By month' },
    heads: { zone: 'Zone', purpose: 'Purpose', month: 'Month' },
    measure: 'Figure',
    measures: { uses: 'Uses', attendances: 'Attendances', hours: 'Hours used', utilisation: 'Utilisation' },
    total: 'Total',
    others: 'Other purposes',
    behind: '{name}: show {n} use | {name}: show {n} uses',
    usesOf: '{title}: the uses',
    noShare: 'Purposes have no opening hours, hence no utilisation. Look by zone or by month.',
    chart: '{measure}, {by}',
    empty: 'Nothing was used in this period',
    emptyHint: 'Reservations that were checked in and finished, class sessions and volunteer shifts that are over are counted here.',
    toToday: 'To today’s board'
  }
});
