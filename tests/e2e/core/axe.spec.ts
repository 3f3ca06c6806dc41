import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ACTIONS } from '../../../renderer/src/app/audit/actions.ts';
import { expect, HEAD, launch, signIn } from '../../fixtures/app.ts';
import { pathsOf, settled, show, sit, test } from '../../fixtures/walk.ts';

// Every page of the router, in both languages, with the demonstration's data: no serious or critical finding of axe, and no missing
// text. Pages are read at run time, so a new one is scanned without a change here.

const source = resolve(import.meta.dirname, '../../../renderer/src');
/** First parts of message keys, from the modules of texts. */
const AREAS = globSync('**/*{messages,titles}.ts', { cwd: source }).flatMap((file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/\btexts\('([\w-]+)'/g)].map((match) => match[1]!)
);

/** Message keys shown instead of texts, because the texts of their area are missing. The audit log shows action names like keys on purpose. */
async function bareKeys(page: Page): Promise<string[]> {
  const keys = await page.evaluate((areas) => {
    const key = new RegExp(`[>"]\\s*((?:${areas})\\.[A-Za-z][\\w.-]*)\\s*[<"]`, 'g');
    return [...document.body.outerHTML.matchAll(key)].map((match) => match[1]!);
  }, AREAS.join('|'));
  return keys.filter((key) => !(key in ACTIONS)).map((key) => `no text for ${key}`);
}

/** What axe finds, a line each: the rule, where, and what is wrong. */
async function findings(page: Page): Promise<string[]> {
  // Frame by frame in the page itself, because Electron has no second page for combining the results.
  const { violations, passes } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    .analyze();
  // It did look at something.
  expect(passes.length).toBeGreaterThan(8);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} at ${node.target.join(' ')}: ${(node.failureSummary ?? '').split('\n')[1]?.trim() ?? ''}`)
    );
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`every page, ${language}`, async ({ running: { page } }) => {
    test.setTimeout(360_000);
    expect(AREAS.length).toBeGreaterThan(30);
    const paths = await pathsOf(page);
    expect(paths.head.length).toBeGreaterThan(8);
    expect(paths.mediator).toContain('/vault');
    const found: Record<string, string[]> = {};
    for (const who of ['head', 'mediator'] as const) {
      if (who !== 'head') await sit(page, who);
      for (const path of paths[who]) {
        await show(page, path, language);
        // This is the page asked for, not the one to which operators without the permission are sent.
        expect(await page.evaluate(() => window.location.hash.slice(1))).toBe(path);
        const list = [...(await findings(page)), ...(await bareKeys(page))];
        if (list.length > 0) found[path] = list;
      }
    }
    await sit(page, 'head');
    expect(found).toEqual({});
  });

  test(`forms, ${language}`, async ({ running: { page } }) => {
    const found: Record<string, string[]> = {};
    for (const [path, button] of [['/people?new=1'], ['/reservations?new=1'], ['/accounts', '[data-test=new-account]']] as const) {
      await show(page, path, language);
      if (button) await page.locator(button).click();
      await expect(page.locator('[role=dialog]:visible')).toHaveCount(1);
      await settled(page);
      found[path] = [...(await findings(page)), ...(await bareKeys(page))];
      await page.keyboard.press('Escape');
      await expect(page.locator('[role=dialog]:visible')).toHaveCount(0);
    }
    expect(Object.values(found).flat()).toEqual([]);
  });

  test(`palette and keys, ${language}`, async ({ running: { page } }) => {
    await show(page, '/', language);
    const found: Record<string, string[]> = {};
    for (const [name, key] of [
      ['palette', 'Control+k'],
      ['keys', 'F1']
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.locator('[role=dialog]:visible')).toHaveCount(1);
      await settled(page);
      found[name] = [...(await findings(page)), ...(await bareKeys(page))];
      await page.keyboard.press('Escape');
      await expect(page.locator('[role=dialog]:visible')).toHaveCount(0);
    }
    expect(found).toEqual({ palette: [], keys: [] });
  });
}

test('what is wrong is found', async ({ running: { page } }) => {
  await show(page, '/', 'zh-CN');
  await page.evaluate(() => {
    const wrong = document.createElement('div');
    wrong.style.cssText = 'position: fixed; inset: 100px; z-index: 9999; background: #fff';
    wrong.innerHTML = '<button></button><p style="color: #ccc">太淡</p><p>people.nobodyWroteThis</p>';
    document.querySelector('main')!.append(wrong);
  });
  const found = await findings(page);
  expect(found.map((line) => line.split(' ')[0]).sort()).toEqual(['button-name', 'color-contrast']);
  expect(await bareKeys(page)).toEqual(['no text for people.nobodyWroteThis']);
  await page.evaluate(() => document.querySelector('main')!.lastElementChild!.remove());
});

test('setting up, signing in, the lock and the recovery page', async ({ dataFolder }) => {
  const found: Record<string, string[]> = {};
  const first = await launch({ dataFolder });
  for (const step of [1, 2, 3, 4]) {
    await settled(first.page);
    found[`set-up ${step}`] = await findings(first.page);
    if (step === 1) await first.page.locator('#set-up-name').fill('测试站');
    if (step === 3) {
      await first.page.locator('#set-up-display').fill(HEAD.displayName);
      await first.page.locator('#set-up-account').fill(HEAD.account);
      await first.page.locator('#set-up-password').fill(HEAD.password);
      await first.page.locator('#set-up-again').fill(HEAD.password);
    }
    await first.page.locator('[data-test=set-up] button[type=submit]').click();
  }
  await expect(first.page.locator('[data-phase=signed_in]')).toBeVisible();
  await first.page.keyboard.press('Control+l');
  await expect(first.page.locator('.lock-cover')).toBeVisible();
  await settled(first.page);
  found['lock'] = await findings(first.page);
  await first.close();

  const second = await launch({ dataFolder });
  found['sign-in'] = await findings(second.page);
  await signIn(second.page, HEAD.account, 'not the password');
  await expect(second.page.getByRole('alert')).toBeVisible();
  found['sign-in refused'] = await findings(second.page);
  await second.close();

  writeFileSync(join(dataFolder, 'station.db'), 'no database');
  const third = await launch({ dataFolder });
  await expect(third.page.locator('[data-test=recovery]')).toBeVisible();
  found['recovery'] = await findings(third.page);
  await third.close();
  expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
});
