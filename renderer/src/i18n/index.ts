import { createI18n } from 'vue-i18n';
import type { Language } from '@contract/station.ts';

type Messages = Record<string, unknown>;
interface AreaMessages {
  messages: { 'zh-CN': Messages; en: Messages };
}

/**
 * Every area keeps its own `messages.ts`; its folder's name is the first part of its keys (`people.title`). What all
 * areas share is in `i18n/messages.ts`, without a first part.
 */
export function collectMessages(modules: Record<string, AreaMessages>): Record<Language, Messages> {
  const all: Record<Language, Messages> = { 'zh-CN': {}, en: {} };
  for (const [path, area] of Object.entries(modules)) {
    const name = path.split('/').at(-2) ?? '';
    for (const language of ['zh-CN', 'en'] as const) {
      if (name === 'i18n' || name === '.') Object.assign(all[language], area.messages[language]);
      else all[language][name] = area.messages[language];
    }
  }
  return all;
}

const modules = import.meta.glob<AreaMessages>(['../*/messages.ts', './messages.ts'], { eager: true });

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: collectMessages(modules) as never,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV
});

/** Changes the language of the window, its menu and its document. */
export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  window.stationShell.setLanguage(language);
}

// The messages are collected at run time, so their type says nothing; a test compares the keys instead.
const composer = i18n.global as unknown as { t(key: string, named: Record<string, unknown>, options?: { locale: Language }): string; te(key: string): boolean };

/** `t` outside a component. */
export const translate = (key: string, named: Record<string, unknown> = {}): string => composer.t(key, named);

/** A text in a language that need not be the window's. */
export const translateIn = (language: Language, key: string): string => composer.t(key, {}, { locale: language });

/** Whether there is a text for the key. */
export const hasText = (key: string): boolean => composer.te(key);
