import { texts } from '@/ui/i18n/index.ts';

// What a window begins with of the area: its entries in the navigation, what waits to be done, its uses of zones.
texts('volunteering', {
  'zh-CN': {
    title: '志愿服务',
    short: '志愿',
    zoneUse: '志愿项目',
    zoneUseStates: { tentative: '项目未开放', coming: '未开始', done: '已结束' }
  },
  en: {
    title: 'Volunteers',
    short: 'Serve',
    zoneUse: 'Volunteer project',
    zoneUseStates: { tentative: 'Project still a draft', coming: 'To come', done: 'Over' }
  }
});
texts('service-hours', {
  'zh-CN': { toApprove: '{n} 条工时待认定' },
  en: { toApprove: '{n} record of hours to approve | {n} records of hours to approve' }
});
