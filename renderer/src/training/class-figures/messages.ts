import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('class-figures', {
  'zh-CN': {
    by: '统计方式',
    dimensions: { all: '按月', course: '按课程', organisation: '按单位', trainer: '按讲师' },
    months: '月份',
    month: '月份',
    total: '合计',
    byMonth: '逐月',
    charted: '图中显示',
    chartLabel: '逐月{what}柱状图，数字见下表',
    counts: {
      classes: '班级',
      sessions: '场次',
      attendances: '人次',
      people: '人数',
      expected: '应到',
      absent: '缺席',
      excused: '请假',
      lateCancelled: '逾期取消',
      unserved: '候补未轮到',
      certificates: '证书'
    },
    rates: { fill: '满座率', attendance: '出勤率', noShow: '爽约率' },
    openRows: '查看明细：{what}',
    empty: '这段时间没有培训记录',
    emptyHint: '课上过、考勤登记后，数字就会出现在这里。',
    note: '点数字看明细。人数按不同的人计，合计不重复；满座率 = 应到 ÷ 名额，请假不计入出勤率。'
  },
  en: {
    by: 'Count by',
    dimensions: { all: 'Month', course: 'Course', organisation: 'Organisation', trainer: 'Trainer' },
    months: 'Months',
    month: 'Month',
    total: 'Total',
    byMonth: 'By month',
    charted: 'Shown in the chart',
    chartLabel: 'Bars by month: {what}; the numbers are in the table below',
    counts: {
      classes: 'Classes',
      sessions: 'Sessions',
      attendances: 'Attendances',
      people: 'People',
      expected: 'Expected',
      absent: 'Absent',
      excused: 'Excused',
      lateCancelled: 'Cancelled late',
      unserved: 'Waited in vain',
      certificates: 'Certificates'
    },
    rates: { fill: 'Seats filled', attendance: 'Attended', noShow: 'No-shows' },
    openRows: 'Show the rows: {what}',
    empty: 'No classes in this time',
    emptyHint: 'Numbers show here once sessions were held and attendance was recorded.',
    note: 'Click a number for its rows. People are counted once, in sums too. Seats filled = expected ÷ seats; excused people are left out of attended.'
  }
});
