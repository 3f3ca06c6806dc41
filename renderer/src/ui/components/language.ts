import type { Language } from '@contract/core/station.ts';
import { i18n } from '@/ui/i18n/index.ts';

/** The window's language, for files the service makes. */
export const language = (): Language => (i18n.global.locale.value === 'en' ? 'en' : 'zh-CN');
