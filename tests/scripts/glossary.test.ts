import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const textOf = (...patterns: string[]) =>
  patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
    // What is only said in a comment is not a name of anything.
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');

/** Contract, tables, routes, and what a person reads. */
const names = textOf('electron/contract/**/*.ts', 'electron/service/**/schema.ts', 'renderer/src/**/routes.ts');
const read = textOf(
  'renderer/src/**/*messages*.ts',
  'renderer/src/*/titles.ts',
  'renderer/src/app/audit/actions.ts',
  'electron/contract/core/permissions.ts'
);

/** The terms of a cell: several are divided by ` / `; what is in brackets only explains. A dash: the window has no word for it. */
const termsOf = (cell: string): string[] =>
  cell
    .replace(/\(.*?\)|（.*?）/g, '')
    .split(' / ')
    .map((term) => term.trim())
    .filter((term) => term !== '–');
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| (.+?) \| (.+?) \| (.+) \|$/gm)]
    .slice(1)
    .map(([, english, chinese, meaning]) => ({ english: english!, chinese: chinese!, meaning: meaning! }));
const rows = rowsOf(readFileSync(join(root, 'electron/contract/README.md'), 'utf8'));

/** `time line` is there as timeLine, time_line, time-line, Time line. */
const isNamed = (term: string, text: string): boolean => new RegExp(`(?<![a-z])${term.split(/[ -]/).join('[-_ ]?')}`, 'i').test(text);
const strangersOf = (list: typeof rows) =>
  list.flatMap(({ english, chinese }) => [
    ...termsOf(english).filter((term) => !isNamed(term, names) && !isNamed(term, read)),
    ...termsOf(chinese).filter((term) => !read.includes(term))
  ]);

describe('the glossary', () => {
  it('names each thing as contract, table, route or translation do', () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(strangersOf(rows)).toEqual([]);
  });

  it('explains no term twice', () => {
    const whole = rows.map(({ english }) => english);
    expect(whole.filter((one, i) => whole.indexOf(one) !== i)).toEqual([]);
  });

  it('is found to be wrong when it is', () => {
    const wrong = rowsOf(
      '| English | Chinese | Meaning |\n| zone | 功能区 | right |\n| chamber of zones | 某某厅堂 | wrong |\n| time line / glimmer | – | half wrong |\n'
    );
    expect(strangersOf(wrong)).toEqual(['chamber of zones', '某某厅堂', 'glimmer']);
  });
});
