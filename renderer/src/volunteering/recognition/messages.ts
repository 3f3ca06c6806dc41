export const messages = {
  'zh-CN': {
    view: '查看', views: { ladder: '星级', eligible: '达标待授', awards: '荣誉名单' }, year: '年度', yearN: '{n} 年', awardedStar: '已授星级', selectAll: '全选',
    awardN: '授予（{n} 人）', record: '登记授予', awarded: '已登记 {n} 人', kind: '授予什么', kinds: { star: '星级', honour: '其他荣誉' }, honourTitle: '荣誉名称', honourHint: '例如年度优秀志愿者', reference: '文号或证书号', short: '工时还不到：{names}',
    columns: { hours: '已认定', awarded: '星级', next: '距下一星', noShows: '爽约', points: '积分', on: '授予日期', title: '名称', authority: '授予单位' }, eligibleFor: '达 {star}', toNext: '{star} 还差 {hours}', top: '已是最高',
    none: '还没有已认定的工时', noneHint: '工时认定后，这里按多少排列，并算出距下一星还差多少。', noneEligible: '没有达标待授的人', noneEligibleHint: '工时达到星级标准后会列在这里，由站长授予。',
    awards: '荣誉名单', noAwards: '还没有授予记录', revoke: '撤销授予', revoked: '已撤销', revokedNow: '{name}的{title}已撤销'
  },
  en: {
    view: 'View', views: { ladder: 'Ladder', eligible: 'Eligible', awards: 'Honours' }, year: 'Year', yearN: '{n}', awardedStar: 'Star awarded', selectAll: 'Choose all',
    awardN: 'Award ({n})', record: 'Record', awarded: 'Recorded for {n}', kind: 'What', kinds: { star: 'Star', honour: 'Other honour' }, honourTitle: 'Honour', honourHint: 'Such as volunteer of the year', reference: 'Reference', short: 'Not enough hours: {names}',
    columns: { hours: 'Approved', awarded: 'Star', next: 'To the next star', noShows: 'No-shows', points: 'Points', on: 'Given on', title: 'What', authority: 'Given by' }, eligibleFor: 'eligible for {star}', toNext: '{hours} to {star}', top: 'at the top',
    none: 'No hours are approved yet', noneHint: 'Volunteers stand here by approved hours, each with what is left to the next star.', noneEligible: 'Nobody is waiting for a star', noneEligibleHint: 'Who reaches a level stands here until the station head awards it.',
    awards: 'Honours', noAwards: 'Nothing was awarded yet', revoke: 'Take back', revoked: 'taken back', revokedNow: '{title} of {name} taken back'
  }
};
