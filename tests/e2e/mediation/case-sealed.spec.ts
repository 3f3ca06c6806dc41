import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { expect, HEAD, open, servicePid, test } from '../../fixtures/app.ts';
import { CASE_DAY, DESK, launchAt, MEDIATOR, NAMES, seedCases, toMediation } from '../../fixtures/case-app.ts';
import { cid } from '../../fixtures/station.ts';

// What mediators write stays theirs, and is not lost.

test('front desk and head see that a room is taken, and not a name', async ({ dataFolder }) => {
  await seedCases(dataFolder, async (seed) => {
    const id = await seed.wageCase();
    await toMediation(seed, id);
    await seed.mediator.hearings.plan({
      commandId: cid(),
      caseId: id,
      purpose: 'round',
      from: instantOf(CASE_DAY, '14:00'),
      to: instantOf(CASE_DAY, '15:30'),
      zoneId: seed.room
    });
  });
  for (const who of [DESK, HEAD]) {
    const { page, close } = await launchAt(dataFolder, CASE_DAY, '09:10', who);
    const hidden = async () => {
      const text = await page.evaluate(() => document.body.innerText);
      for (const name of Object.values(NAMES)) expect(text).not.toContain(name);
    };
    await expect(page.locator('nav a[href="#/cases"]')).toHaveCount(0);
    for (const path of ['/cases', '/cases/list', '/cases/1', '/cases/new', '/cases/oral']) {
      await open(page, path);
      await expect(page.locator('[data-test=sealed]')).toHaveCount(0);
      await hidden();
    }
    await open(page, '/reservations');
    await expect(page.locator('[data-bar^=hearing-]').first()).toContainText('占用');
    await hidden();
    // Nothing by way of the service either.
    await page.keyboard.press('Control+k');
    await page.locator('.palette input').fill(NAMES.worker);
    await expect(page.locator('.palette .none')).toBeVisible();
    await expect(page.locator('.palette [role=option]')).toHaveCount(0);
    await page.keyboard.press('Escape');
    if (who === HEAD) {
      // The head keeps register and figures, and reads in the audit that a case was worked on, not whose.
      await page.locator('nav a[href="#/cases/figures"]').first().click();
      await expect(page.locator('[data-test=figures]')).toContainText('劳动争议');
      await expect(page.locator('[data-test=figures]')).toContainText('已加密');
      await expect(page.locator('[data-test=figures] .cell')).toHaveCount(0);
      await hidden();
      await open(page, '/audit');
      await expect(page.locator('.el-table')).toContainText('登记调解案件');
      await hidden();
    }
    await close();
  }
});

test('a round being saved when the service is killed is on record once it was acknowledged, and not lost before', async ({
  dataFolder
}) => {
  let id = 0;
  await seedCases(dataFolder, async (seed) => {
    id = await seed.wageCase();
    await toMediation(seed, id);
  });
  const { app, page, close } = await launchAt(dataFolder, CASE_DAY, '09:10', MEDIATOR);
  await open(page, `/cases/${id}?tab=records`);
  for (const [i, moment] of (['under way', 'acknowledged'] as const).entries()) {
    const words = `第${i + 1}次调解的内容，一个字也不能丢。`;
    await page.locator('[data-test=write-round]').click();
    const drawer = page.locator('[data-test=record-drawer]');
    await drawer.locator('#record-content').fill(words);
    await drawer.locator('[data-test=record-save]').click();
    if (moment === 'acknowledged') await expect(page.locator('[data-test=record-drawer]:visible')).toHaveCount(0);
    process.kill((await servicePid(app))!, 'SIGKILL');
    // The keys died with the service: the vault is opened again, and the page is as it was.
    const password = page.locator('[data-test=vault-password] input, input[data-test=vault-password]').first();
    await password.fill(MEDIATOR.password, { timeout: 30_000 });
    await password.press('Enter');
    await expect(page.locator('[data-test=case-tabs]')).toBeVisible();
    // Refused for want of the key, it still stands in the form: sent again it is the same command.
    const again = page.locator('[data-test=record-save]:visible');
    await expect(page.locator('[data-test=record-round]', { hasText: words }).or(again).first()).toBeVisible();
    if ((await again.count()) > 0) {
      await expect(drawer.locator('#record-content')).toHaveValue(words);
      await again.click();
    }
    await expect(page.locator('[data-test=record-round]', { hasText: words })).toHaveCount(1);
  }
  await close();
  // What the file holds is sealed, and there are two rounds in it.
  const sqlite = new Sqlite(join(dataFolder, 'station.db'), { readonly: true });
  expect(sqlite.prepare(`select count(*) as n from case_record where kind = 'round'`).get()).toEqual({ n: 2 });
  sqlite.close();
  expect(readFileSync(join(dataFolder, 'station.db')).includes(Buffer.from('一个字也不能丢'))).toBe(false);
});
