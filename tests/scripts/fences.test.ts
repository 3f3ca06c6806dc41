import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/paths.ts';

let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({ cwd: root });
});

const FENCES = ['import-x/no-restricted-paths', '@typescript-eslint/no-restricted-imports', 'no-restricted-syntax'];

/** The messages of the fences about a file of the given path and text; other rules do not matter here. */
async function problems(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}/${filePath}` });
  return result!.messages.filter((one) => !one.ruleId || FENCES.includes(one.ruleId)).map((one) => one.message);
}

const use = (from: string) => `import '${from}';`;

describe('the fences refuse', () => {
  it.each([
    ['electron/service/x.ts', use('electron')],
    ['electron/service/x.ts', use('electron/main')],
    ['electron/service/x.ts', use('../../scripts/paths.ts')],
    ['electron/service/db/x.ts', use('electron')],
    ['electron/service/station/x.ts', use('better-sqlite3')],
    ['electron/main/x.ts', use('better-sqlite3')],
    ['electron/main/x.ts', use('../service/router.ts')],
    ['electron/preload/x.ts', use('../contract/index.ts')],
    ['electron/contract/x.ts', use('node:fs')],
    ['electron/contract/x.ts', use('kysely')],
    ['electron/contract/x.ts', use('../service/core/clock.ts')],
    ['renderer/src/x.ts', use('../../electron/service/core/clock.ts')],
    ['renderer/src/x.ts', use('../../electron/contract/index.ts')],
    ['renderer/src/x.ts', use('node:fs')],
    ['renderer/src/X.vue', `<script setup lang="ts">${use('electron')}</script><template><i /></template>`],
    ['scripts/x.ts', use('better-sqlite3')],
    ['electron/service/x.ts', 'console.log(Date.now());'],
    ['electron/contract/x.ts', 'console.log(new Date()); ']
  ])('%s: %s', async (path, text) => {
    expect(await problems(path, text)).not.toEqual([]);
  });
});

describe('the fences allow', () => {
  it.each([
    ['electron/service/x.ts', use('../contract/index.ts')],
    ['electron/service/db/x.ts', use('better-sqlite3')],
    ['electron/service/x.ts', "import type Database from 'better-sqlite3'; export type Handle = Database.Database;"],
    ['electron/service/core/clock.ts', 'export const now = () => Date.now();'],
    ['electron/service/x.ts', 'console.log(new Date(0));'],
    ['electron/main/x.ts', use('electron')],
    ['electron/main/x.ts', use('../contract/index.ts')],
    ['electron/contract/x.ts', use('zod')],
    ['electron/contract/x.ts', use('@orpc/contract')],
    ['renderer/src/x.ts', use('@contract/index.ts')],
    ['renderer/src/x.ts', use('vue')],
    ['tests/service/x.ts', use('better-sqlite3')]
  ])('%s: %s', async (path, text) => {
    expect(await problems(path, text)).toEqual([]);
  });
});
