import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/app.ts';
import { inventedId, rosterFile } from '../../fixtures/people.ts';

const ROSTER = resolve(import.meta.dirname, '../../../resources/demo/roster.xlsx');
const rows = (page: Page) => page.locator('main [data-test=row]');
const count = (page: Page, kind: string) => page.locator(`[data-test=count-${kind}] b`);

async function goTo(page: Page, path: string): Promise<void> {
  await page.locator(`nav a[href="#${path}"]`).click();
  await page.locator('main .page').first().waitFor();
}

/** From the people page to the preview of a file. */
async function preview(page: Page, file: string): Promise<void> {
  await goTo(page, '/people');
  await page.locator('[data-test=import-people]').click();
  await page.locator('[data-test=roster-file]').setInputFiles(file);
  await page.locator('[data-test=check]').click();
  await expect(count(page, 'new')).toBeVisible({ timeout: 30_000 });
}

test('the example roster comes in whole, and a second time changes nothing', async ({ station: { page } }) => {
  await preview(page, ROSTER);
  await expect(count(page, 'new')).toHaveText('600');
  await expect(count(page, 'bad')).toHaveText('0');
  await page.locator('[data-test=apply]').click();
  await expect(page.locator('[data-test=outcome]')).toContainText('新登记 600 人', { timeout: 30_000 });
  await goTo(page, '/organisations');
  await expect(page.locator('[data-test=organisation-tree]')).toContainText('跨海大桥示范工程');

  await preview(page, ROSTER);
  await expect(count(page, 'unchanged')).toHaveText('600');
  await expect(page.locator('[data-test=apply]')).toBeDisabled();
});

test('a bad row is marked at its row and column, and stops the import unless it is left out on purpose', async ({
  station: { page },
  dataFolder
}) => {
  const good = inventedId('1990-01-01', 1);
  const wrong = good.slice(0, 17) + (good.endsWith('0') ? '1' : '0');
  const file = await rosterFile(
    ['姓名', '身份证号', '手机号码'],
    [
      ['赵甲子', good, '13900000001'],
      ['钱乙丑', wrong, '13900000002']
    ]
  );
  const path = join(dataFolder, 'roster.xlsx');
  writeFileSync(path, new Uint8Array(await file.arrayBuffer()));

  await preview(page, path);
  const problem = page.locator('[data-test=problems] tbody tr');
  await expect(problem).toHaveCount(1);
  await expect(problem).toContainText('3');
  await expect(problem).toContainText('B 身份证号');
  await expect(problem).toContainText(`最后一位应为 ${good.slice(-1)}`);
  // What stands in the cell is shown masked.
  await expect(problem).not.toContainText(wrong);
  await expect(page.locator('[data-test=apply]')).toBeDisabled();

  await page.locator('[data-test=only-good]').click();
  await page.locator('[data-test=apply]').click();
  await expect(page.locator('[data-test=outcome]')).toContainText('新登记 1 人');
  await expect(page.locator('[data-test=outcome]')).toContainText('1 行有问题，未导入');
  await goTo(page, '/people');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('赵甲子');
});

test('a worker is found by initials, pinyin, characters and last digits, wherever one is asked for', async ({ demo: { page } }) => {
  await goTo(page, '/people');
  const field = page.locator('[data-test=people-search] input, input[data-test=people-search]').first();
  for (const query of ['zs', 'zhangsan', '张', '三', '5678', 'zsan', '张s']) {
    await field.fill(query);
    await expect(rows(page).filter({ hasText: '张三' }), query).toHaveCount(1);
    await expect(rows(page).filter({ hasText: '张三' }).locator('mark')).not.toHaveCount(0);
  }
  await field.fill('zzzz');
  await expect(rows(page)).toHaveCount(0);
  // The palette, by keyboard alone.
  await page.keyboard.press('Control+k');
  await page.locator('[data-test=palette] input').fill('zs');
  // The person stands first; below may stand the volunteer they are.
  await expect(page.locator('#palette-list [role=option]').first()).toContainText('张三');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText('张三');
});

test('a document that somebody has is refused with the way to them; a wrong digit is explained', async ({ station: { page } }) => {
  const id = inventedId('1985-06-07', 21);
  const register = async (name: string, number: string) => {
    await page.keyboard.press('F2');
    await page.locator('#person-name').fill(name);
    await page.locator('#person-document').fill(number);
    await page.keyboard.press('Control+s');
  };
  await goTo(page, '/people');
  await register('赵甲子', id);
  await expect(page.locator('[data-test=person]')).toContainText('赵甲子');
  await expect(page.locator('[data-test=person]')).toContainText('1985-06-07');
  await page.keyboard.press('Escape');

  const wrong = id.slice(0, 17) + (id.endsWith('0') ? '1' : '0');
  await register('钱乙丑', wrong);
  await expect(page.locator('[data-test=person-form] .el-form-item__error')).toHaveText(`最后一位应为 ${id.slice(-1)}，请逐位核对`);
  await page.locator('#person-document').fill(id);
  await expect(page.locator('[data-test=holder]')).toContainText('1985-06-07');
  await page.locator('[data-test=save-person]').click();
  const refused = page.locator('[data-test=duplicate]');
  await expect(refused).toContainText('证件号码已登记在“赵甲子”名下');
  await refused.getByRole('link').click();
  await expect(page.locator('h1')).toHaveText('赵甲子');
  await goTo(page, '/people');
  await expect(rows(page)).toHaveCount(1);
});

test('a number is shown masked; looking at it in full is written into the audit', async ({ demo: { page } }) => {
  await goTo(page, '/people');
  await page.locator('[data-test=people-search] input, input[data-test=people-search]').first().fill('zs');
  await rows(page).filter({ hasText: '张三' }).click();
  const mobile = page.locator('[data-test=person] [data-test=number-mobile]');
  await expect(mobile).toContainText('139****5678');
  await page.locator('[data-test=person] [data-test=reveal-mobile]').click();
  await expect(mobile).toContainText('13900005678');
  await page.evaluate(() => (window.location.hash = '#/audit'));
  await expect(page.locator('.el-table__row').first()).toContainText('people.reveal');
  expect(await page.locator('main').innerText()).not.toContain('13900005678');
});

test('two records of one person become one, and both histories can be read', async ({ demo: { page } }) => {
  await goTo(page, '/people');
  await page.keyboard.press('F2');
  await page.locator('#person-name').fill('张叁');
  await page.keyboard.press('Control+s');
  await page.locator('[data-test=open-person]').click();
  await expect(page.locator('h1')).toHaveText('张叁');
  await page.locator('[data-test=merge]').click();
  const dialog = page.locator('[data-test=merge-dialog]');
  await dialog.locator('#merge-other').fill('zs');
  await expect(dialog.getByRole('option')).toContainText('张三');
  await page.keyboard.press('Enter');
  await dialog.getByRole('radio', { name: '张三' }).check({ force: true });
  await dialog.locator('[data-test=confirm-merge]').click();
  await expect(page.locator('h1')).toHaveText('张三');
  await expect(page.locator('[data-test=timeline]')).toContainText('并入档案“张三”');
  await goTo(page, '/people');
  await page.locator('[data-test=people-search] input, input[data-test=people-search]').first().fill('zs');
  await expect(rows(page)).toHaveCount(1);
});
