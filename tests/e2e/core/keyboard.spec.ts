import type { Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../../electron/service/core/demo/operator.ts';
import { expect } from '../../fixtures/app.ts';
import { focused, focusOn, installKeyboard, layers, openers, opens, step } from '../../fixtures/keyboard.ts';
import { pathsOf, show, sit, still, test } from '../../fixtures/walk.ts';

// By keyboard alone, over every page of the router and every layer that their buttons open: the focus is visible, nothing traps it,
// Esc closes only the topmost layer, and the focus returns to its opener. Pages and openers are found at run time, so new ones
// need no change here.

/** Most Tabs on one page, because the rows of long lists are alike. */
const TABS = 40;
/** Openers to which the focus does not return yet: some menus after Esc, and the reservation's drawer beside the calendar. */
const KNOWN = /menuitem .* lost the focus$|\(dialog reservation “”\): the focus went back to nothing$/;
const SCAN = 'combobox scan “扫描预约单，或输入编号、名称、联系人”';
const pathNow = (page: Page) => page.evaluate(() => window.location.hash.slice(1).split('?')[0]);

/** Tabs until the focus comes round, or TABS times. @returns problems */
async function tabThrough(page: Page, most: number): Promise<string[]> {
  const wrong: string[] = [];
  const seen = new Set<number>();
  let before = (await step(page)).at;
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press('Tab');
    const { at, name, ringless, layer } = await step(page);
    if (ringless) wrong.push(`no ring: ${ringless}`);
    if (at === before && at !== 0 && (await layers(page)).length === 0) wrong.push(`a trap: ${name}`);
    if (!layer && at !== 0) wrong.push(`out of what lies on top: ${name}`);
    if (seen.has(at) || at === before) break;
    seen.add(at);
    before = at;
  }
  return wrong;
}

/** Closes what lies on top by Esc. @returns what is wrong: it stayed, or something under it went as well */
async function escape(page: Page): Promise<string[]> {
  const before = await layers(page);
  await page.keyboard.press('Escape');
  await still(page);
  const after = await layers(page);
  return JSON.stringify(after) === JSON.stringify(before.slice(0, -1))
    ? []
    : [`Esc: ${before.join(' + ')} became ${after.join(' + ') || 'nothing'}`];
}

/** Lists that opened because their field got the focus. */
async function closeLists(page: Page): Promise<void> {
  for (let i = 0; i < 3 && (await layers(page)).at(-1)?.startsWith('list'); i += 1) {
    await page.keyboard.press('Escape');
    await still(page);
  }
}

/** Every list that opens in what lies on top: Esc closes it alone and leaves the focus in the field. */
async function lists(page: Page, most: number): Promise<string[]> {
  const wrong: string[] = [];
  await closeLists(page);
  for (const name of (await openers(page, 'list')).slice(0, most)) {
    const depth = (await layers(page)).length;
    if (!(await focusOn(page, 'list', name))) continue;
    await page.keyboard.press('ArrowDown');
    if (!(await opens(page, depth))) continue;
    await still(page);
    const field = await focused(page);
    wrong.push(...(await escape(page)).map((what) => `${name}: ${what}`));
    if ((await layers(page)).length !== depth) break;
    if ((await focused(page)) === 'nothing') wrong.push(`${name}: ${field} lost the focus`);
  }
  return wrong;
}

/**
 * Everything that a page's buttons and rows open. @returns what is wrong
 * @param walked what was opened before, from whatever page: it is closed again and not gone through once more
 */
async function openings(page: Page, path: string, walked: Set<string>): Promise<string[]> {
  const wrong: string[] = [];
  for (const name of await openers(page, 'button')) {
    if (!(await focusOn(page, 'button', name))) {
      // What was pressed before led on, or changed the page.
      await afresh(page, path);
      if (!(await focusOn(page, 'button', name))) continue;
    }
    const opener = await focused(page);
    await page.keyboard.press('Enter');
    if (await opens(page, 0)) {
      await still(page);
      const what = (await layers(page)).join(' + ');
      const own: string[] = [];
      if (!(await step(page)).layer) own.push(`the focus is at ${await focused(page)}`);
      if (!walked.has(what)) own.push(...(await tabThrough(page, TABS)), ...(await lists(page, 4)));
      walked.add(what);
      await closeLists(page);
      if ((await layers(page)).length === 1) own.push(...(await escape(page)));
      // A button that leads to another page is not there any more; at the desk the scan field takes the focus back.
      const stays = (await pathNow(page)) === path.split('?')[0];
      if (stays && (await layers(page)).length === 0 && ![opener, SCAN].includes(await focused(page)))
        own.push(`the focus went back to ${await focused(page)}`);
      wrong.push(...own.map((fault) => `${opener} (${what}): ${fault}`));
    }
    await unlock(page);
    for (let i = 0; i < 3 && (await layers(page)).length > 0; i += 1) await page.keyboard.press('Escape');
    if ((await pathNow(page)) !== path.split('?')[0]) await afresh(page, path);
  }
  return wrong;
}

/** The page as it is when one comes to it. */
async function afresh(page: Page, path: string): Promise<void> {
  await show(page, '/audit', 'zh-CN', still);
  await show(page, path, 'zh-CN', still);
}

/** One of the buttons locks the window. */
async function unlock(page: Page): Promise<void> {
  if (!(await page.locator('#unlock-password').isVisible())) return;
  await page.locator('#unlock-password').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.locator('.lock-cover')).toHaveCount(0);
}

for (const who of ['head', 'mediator'] as const) {
  // Some minutes long, and as good as what it finds to open: asked for with `WALK=1`, not a part of every run.
  test(`every page and what it opens, ${who}`, { tag: '@walk' }, async ({ running: { app, page } }) => {
    test.setTimeout(600_000);
    const paths = (await pathsOf(page))[who];
    await app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = (() => Promise.resolve({ canceled: true, filePath: '' })) as never;
      dialog.showOpenDialog = (() => Promise.resolve({ canceled: true, filePaths: [] })) as never;
    });
    page.on('filechooser', () => undefined);
    if (who !== 'head') await sit(page, who);
    await installKeyboard(page);
    const found: Record<string, string[]> = {};
    const walked = new Set<string>();
    for (const path of paths) {
      await show(page, path, 'zh-CN', still);
      const wrong = [...(await tabThrough(page, TABS)), ...(await lists(page, 3))];
      await afresh(page, path);
      wrong.push(...(await openings(page, path, walked)));
      const faults = wrong.filter((fault) => !KNOWN.test(fault));
      if (faults.length > 0) found[path] = [...new Set(faults)];
    }
    await afresh(page, '/');
    if (who !== 'head') await sit(page, 'head');
    expect(found).toEqual({});
    // Something was opened: by the head dozens, by a mediator their forms.
    expect(walked.size).toBeGreaterThan(who === 'head' ? 30 : 3);
  });
}

test('what is wrong is found', async ({ running: { page } }) => {
  await show(page, '/zones', 'zh-CN', still);
  await installKeyboard(page);
  await page.evaluate(() => {
    const wrong = document.createElement('div');
    wrong.innerHTML = '<button style="outline: none !important; box-shadow: none !important">无框</button><i></i><button>有框</button>';
    document.querySelector('main')!.prepend(wrong);
    wrong.querySelector('button')!.focus();
  });
  expect(await tabThrough(page, 3)).toEqual(['no ring: button “无框”']);
  await page.evaluate(() => document.querySelector('main')!.firstElementChild!.remove());
});

test('the keys of the desk lead there from any page, and back', async ({ running: { page } }) => {
  await show(page, '/zones', 'zh-CN', still);
  for (const [key, layer] of [
    ['Control+k', 'palette'],
    ['F2', 'person-form'],
    ['F4', 'reservation-form']
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.locator(`[data-test=${layer}]:visible`)).toBeVisible();
    await expect(page.locator(`[data-test=${layer}] :focus`)).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(page.locator(`[data-test=${layer}]:visible`)).toHaveCount(0);
  }
  await page.keyboard.press('F3');
  await expect(page.locator('[data-test=scan]:focus, [data-test=scan] :focus')).toHaveCount(1);
  // Ctrl+S saves what is on top, here with what is missing said at its field.
  await page.keyboard.press('F4');
  await expect(page.locator('[data-test=reservation-form]:visible')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.locator('[data-test=reservation-form] .el-form-item__error').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-test=reservation-form]:visible')).toHaveCount(0);
});
