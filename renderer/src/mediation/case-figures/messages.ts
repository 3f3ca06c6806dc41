import { texts } from '@/ui/i18n/index.ts';
import { en } from './messages-en.ts';

const zh: typeof en = {
  months: '统计月份',
  by: '统计方式',
  dimensions: { type: '纠纷类型', mediator: '调解员' },
  period: '分期',
  periods: { month: '按月', quarter: '按季', year: '按年', all: '合计' },
  mediator: '全部调解员',
  counts: {
    accepted: '受理',
    succeeded: '成功',
    rate: '成功率',
    failed: '不成',
    amountFen: '涉及金额',
    applied: '申请',
    ownInitiative: '主动',
    referred: '委托移送',
    oral: '口头',
    written: '书面',
    performed: '已履行',
    confirmed: '司法确认',
    complex: '疑难复杂',
    crimeCases: '防民转刑（件/人）',
    crimePeople: '防民转刑（人）',
    petitionCases: '防群体上访（件/人）',
    petitionPeople: '防群体上访（人）',
    overdue: '超期',
    medianDays: '办理天数（中位）'
  },
  open: '正在调解',
  openOverdue: '其中超期',
  asOfToday: '截至今日',
  total: '合计',
  all: '全部',
  empty: '这段时间没有受理的案件',
  emptyHint: '换一段时间，或清除调解员条件。',
  sealedAmount: '金额加密，仅调解员打开保密柜后可见；其他人按金额段统计。',
  sealed: '已加密',
  bands: '涉及金额分段（受理件数）',
  organisations: '涉及单位（3 件及以上）',
  noOrganisations: '没有达到 3 件的单位',
  fewest: '不足 {n} 件的单位不列出。',
  chart: '按期走势',
  chartLabel: '{what}的柱状图',
  charted: '图中显示',
  openRows: '查看{what}的案件',
  none: '没有'
};

export const messages = texts('case-figures', { 'zh-CN': zh, en });
