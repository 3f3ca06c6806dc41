import { PERMISSIONS, ROLES } from '@contract/core/permissions.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BOOT_PROBLEMS } from '@contract/core/boot.ts';
import { i18n } from '@/ui/i18n/index.ts';
import { ERRORS } from '@contract/errors.ts';

type Tree = { [key: string]: Tree | string | (string | Tree)[] };
const renderer = resolve(import.meta.dirname, '../../../renderer/src');
/** Every text with its key, as vue-i18n names it. */
function flatten(tree: Tree | (string | Tree)[], prefix: string, into = new Map<string, unknown>()): Map<string, unknown> {
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'object') flatten(value, path, into);
    else into.set(path, value);
  }
  return into;
}
const textsOf = (language: 'zh-CN' | 'en') => flatten(i18n.global.messages.value[language] as unknown as Tree, '');
const chinese = textsOf('zh-CN');
const english = textsOf('en');

// Each once: the forms of a plural repeat them.
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

/** Where a Chinese word stands in an English text on purpose. */
const CHINESE_IN_ENGLISH = ['people.importing.limits', 'setup.language'];

/** Where the number is never one, or what follows it is no plural. */
const MANY_IN_ENGLISH = [
  'cases.regime.confirm_court',
  'cases.regime.confirm_arbitration',
  'cases.agreement.divide',
  'mediation.daysLeft',
  'mediation.daysOver',
  'mediators.settings.templateHint',
  'schedule.rule.text.day',
  'schedule.rule.text.week',
  'schedule.rule.text.monthDate',
  'schedule.rule.text.monthWeekday',
  'service-hours.sheet.twins'
];

describe('the texts', () => {
  it('are many, in both languages, under the same keys', () => {
    expect(Object.keys(i18n.global.messages.value['zh-CN']).length).toBeGreaterThan(35);
    expect(chinese.size).toBeGreaterThan(300);
    expect([...english.keys()].filter((key) => !chinese.has(key))).toEqual([]);
    expect([...chinese.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  it('are never empty', () => {
    for (const [language, texts] of [
      ['zh-CN', chinese],
      ['en', english]
    ] as const) {
      for (const [key, text] of texts) expect(typeof text === 'string' && text.trim() !== '', `${language} ${key}`).toBe(true);
    }
  });

  it('say the same facts: their placeholders are the same', () => {
    const different = [...chinese].filter(
      ([key, text]) => placeholders(String(text)).join() !== placeholders(String(english.get(key))).join()
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('hold no sign that vue-i18n would read as a command', () => {
    // `@` links to another text; `|` parts plural forms, which English has.
    const plain = (text: unknown) => String(text).replaceAll(/\{'[^']*'\}/g, '');
    expect([...chinese].filter(([, text]) => /[|@]/.test(plain(text)))).toEqual([]);
    expect(
      [...english].filter(([, text]) => /@|\|/.test(plain(text)) && !/^[^@|]*\{n\}[^@|]* \| [^@|]*\{n\}[^@|]*$/.test(plain(text)))
    ).toEqual([]);
  });

  it('in English say one thing as one', () => {
    const plain = [...english].filter(
      ([key, text]) => !MANY_IN_ENGLISH.includes(key) && /^[^|]*\{n\} (?:wage |working )?(?:people|\w+[^s]s)\b[^|]*$/.test(String(text))
    );
    expect(plain.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });

  it('in English hold no Chinese but names that have no other', () => {
    const mixed = [...english].filter(([, text]) => /\p{Script=Han}/u.test(String(text))).map(([key]) => key);
    expect(mixed.sort()).toEqual(CHINESE_IN_ENGLISH);
  });
});

describe('there is a text', () => {
  const missing = (keys: string[]) => keys.filter((key) => !chinese.has(key));

  it('for every error a person can meet', () => {
    expect(
      missing([...Object.keys(ERRORS), 'CONNECTION_LOST', 'TIMED_OUT', 'BAD_REQUEST', 'OTHER'].map((code) => `errors.${code}`))
    ).toEqual([]);
  });

  it('for every reason a file cannot be opened, and what to do', () => {
    expect(missing(BOOT_PROBLEMS.flatMap((code) => [`recovery.titles.${code}`, `recovery.remedies.${code}`]))).toEqual([]);
  });

  it('for every role and permission', () => {
    expect(missing(ROLES.map((role) => `access.roles.${role}`))).toEqual([]);
    expect(missing(Object.keys(PERMISSIONS).map((permission) => `access.permissions.${permission}`))).toEqual([]);
  });

  it('for every key that a page names', () => {
    const prefixes = new Set(
      [...chinese.keys()].flatMap((key) => key.split('.').map((_part, index, parts) => parts.slice(0, index).join('.')))
    );
    const unknown: string[] = [];
    let named = 0;
    for (const name of readdirSync(renderer, { recursive: true }).map(String)) {
      if (!/\.(vue|ts)$/.test(name) || /(messages|titles)\.ts$/.test(name)) continue;
      const source = readFileSync(join(renderer, name), 'utf8');
      for (const [, quote, key] of source.matchAll(/(?:\$t|\bt|\btranslate|\bhasText)\(\s*(['`])((?:(?!\1).)+)\1/g)) {
        named += 1;
        const fixed = quote === '`' ? key!.split('${')[0]! : key!;
        const found =
          quote === '`' && key!.includes('${') ? prefixes.has(fixed.replace(/\.[^.]*$/, '')) || fixed === '' : chinese.has(key!);
        if (!found) unknown.push(`${name}: ${key}`);
      }
      for (const [, key] of source.matchAll(/\b(?:label|short|title|hint|group): '([a-zA-Z]+(?:\.[a-zA-Z0-9_]+)+)'/g)) {
        named += 1;
        if (!chinese.has(key!)) unknown.push(`${name}: ${key}`);
      }
    }
    expect(named).toBeGreaterThan(300);
    expect(unknown).toEqual([]);
  });

  it('of at most seven letters for each entry of the narrow navigation', () => {
    const shorts = readdirSync(renderer, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('routes.ts'))
      .flatMap((name) => [...readFileSync(join(renderer, name), 'utf8').matchAll(/short: '([^']+)'/g)].map((match) => match[1]!));
    expect(shorts.length).toBeGreaterThan(4);
    const long = shorts.filter((key) => String(english.get(key)).length > 7 || String(chinese.get(key)).length > 4);
    expect(long.map((key) => `${key}: ${String(english.get(key))}`)).toEqual([]);
  });
});
