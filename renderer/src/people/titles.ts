import { texts } from '@/ui/i18n/index.ts';

// What a window begins with of the area: its entries in the navigation, what waits to be done, its uses of zones.
texts('people', { 'zh-CN': { title: '人员', short: '人员' }, en: { title: 'People', short: 'People' } });
texts('organisations', { 'zh-CN': { title: '单位', short: '单位' }, en: { title: 'Organisations', short: 'Orgs' } });
