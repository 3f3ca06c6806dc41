import { texts } from '@/ui/i18n/index.ts';

// What a window begins with of the area: its entries in the navigation, what waits to be done, its uses of zones.
texts('training', {
  'zh-CN': { title: '培训', short: '培训', zoneUse: '课次', zoneUseStates: { tentative: '班级未开放', coming: '待上课', done: '已上课' } },
  en: {
    title: 'Classes',
    short: 'Classes',
    zoneUse: 'Class session',
    zoneUseStates: { tentative: 'Class still a draft', coming: 'To come', done: 'Held' }
  }
});
