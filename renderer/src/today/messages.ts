export const messages = {
  'zh-CN': { title: '今日', short: '今日' },
  en: { title: 'Today', short: 'Today' }
};
