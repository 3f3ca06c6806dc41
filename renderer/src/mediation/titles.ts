import { texts } from '@/ui/i18n/index.ts';

// What a window begins with of the area: its entries in the navigation, what waits to be done, its uses of zones.
texts('mediation', {
  'zh-CN': { title: '调解', short: '调解', figuresEntry: '调解统计', figuresShort: '调解' },
  en: { title: 'Mediation', short: 'Cases', figuresEntry: 'Mediation figures', figuresShort: 'Cases' }
});
