import type { Language } from '../../../contract/core/station.ts';

/** Headings of the workbook: it is read outside the program, so it brings its own words along. */
export const WORDS = {
  'zh-CN': {
    file: '使用台账', months: '按月', purposes: '按用途', uses: '明细', total: '合计', zone: '功能区', month: '月份', purpose: '用途', count: '场次',
    people: '人次', hours: '使用小时', open: '开放小时', rate: '使用率 %', number: '编号', date: '日期', from: '开始', to: '结束', title: '名称',
    host: '单位', contact: '联系人', expected: '预计人数', came: '实到人数', minutes: '使用分钟'
  },
  en: {
    file: 'zone-log', months: 'By month', purposes: 'By purpose', uses: 'Uses', total: 'Total', zone: 'Zone', month: 'Month', purpose: 'Purpose', count: 'Uses',
    people: 'Attendances', hours: 'Hours used', open: 'Hours open', rate: 'Utilisation %', number: 'Number', date: 'Date', from: 'From', to: 'To', title: 'Title',
    host: 'Organisation', contact: 'Contact', expected: 'Expected', came: 'Came', minutes: 'Minutes used'
  }
} as const satisfies Record<Language, Record<string, string>>;
