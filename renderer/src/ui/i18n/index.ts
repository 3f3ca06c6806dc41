import { createI18n } from 'vue-i18n';
import type { Language } from '@contract/core/station.ts';
import { messages } from './messages.ts';

type Messages = Record<Language, Record<string, unknown>>;

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: messages as never,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV
});

/**
 * Adds texts in both languages under the first part of their keys, and returns them. Shared texts are in `i18n/messages.ts`, without a
 * first part. Import `<area>/messages.ts` where a part of the area is loaded: routes do so for pages (app/pages.ts), higher areas for
 * their own parts. `<area>/titles.ts` has the texts with which a window begins.
 */
export function texts<T extends Messages>(key: string, messages: T): T {
  for (const language of ['zh-CN', 'en'] as const) i18n.global.mergeLocaleMessage(language, { [key]: messages[language] });
  return messages;
}

/** Changes the language of the window, its menu and its document. */
export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  window.stationShell.setLanguage(language);
}

// The messages are collected at run time, so their type says nothing; a test compares the keys instead.
const composer = i18n.global as unknown as {
  t(key: string, named: Record<string, unknown>, options?: { locale: Language }): string;
  te(key: string): boolean;
};

/** `t` for use outside a component. */
export const translate = (key: string, named: Record<string, unknown> = {}): string => composer.t(key, named);

/** A text in a given language. */
export const translateIn = (language: Language, key: string): string => composer.t(key, {}, { locale: language });

/** Whether there is a text for the key. */
export const hasText = (key: string): boolean => composer.te(key);
