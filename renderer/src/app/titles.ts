import { texts } from '@/ui/i18n/index.ts';

// What a window begins with of the frame: its entries in the navigation, what waits to be done, its uses of zones.
texts('vault', { 'zh-CN': { title: '保密柜', short: '保密柜' }, en: { title: 'Vault', short: 'Vault' } });
texts('settings', { 'zh-CN': { title: '设置', short: '设置' }, en: { title: 'Settings', short: 'Setup' } });
texts('audit', { 'zh-CN': { title: '审计日志', short: '审计' }, en: { title: 'Audit log', short: 'Audit' } });
