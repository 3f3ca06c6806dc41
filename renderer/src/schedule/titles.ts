import { texts } from '@/ui/i18n/index.ts';

// What a window begins with of the area: its entries in the navigation, what waits to be done, its uses of zones.
texts('zones', { 'zh-CN': { title: '功能区', short: '功能区' }, en: { title: 'Zones', short: 'Zones' } });
texts('figures', { 'zh-CN': { title: '使用台账', short: '台账' }, en: { title: 'Zone log', short: 'Log' } });
texts('reservations', {
  'zh-CN': { title: '预约', short: '预约', toApprove: '{n} 个预约待审批' },
  en: { title: 'Reservations', short: 'Book', toApprove: '{n} reservation to approve | {n} reservations to approve' }
});
