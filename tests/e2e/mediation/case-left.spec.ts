import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, servicePid, test } from '../../fixtures/app.ts';
import { CASE_DAY, DESK, launchAt, MEDIATOR, NAMES, seedCases, toMediation } from '../../fixtures/case-app.ts';
import { LeakWatch } from '../../fixtures/leak.ts';
import { cid } from '../../fixtures/station.ts';

// A mediator leaves, or the window locks, while a call on a case runs: nothing of the case comes out afterwards.

const EVIDENCE = '冯癸亥的工资条';

/** Makes the system's dialogs wait for `answer`, and says how many hidden windows there are. */
async function holdDialogs(app: ElectronApplication, filePath: string) {
  await app.evaluate(({ app: it, dialog }, path) => {
    const state = globalThis as unknown as { asked: number; answer?: () => void; printing: number };
    state.asked = 0;
    state.printing = 0;
    dialog.showSaveDialog = (() => {
      state.asked += 1;
      return new Promise((done) => (state.answer = () => done({ canceled: false, filePath: path })));
    }) as never;
    it.on('browser-window-created', (_event, window) => {
      // A print dialog that nobody answers.
      window.webContents.print = (() => (state.printing += 1)) as never;
    });
  }, filePath);
  return {
    asked: () => app.evaluate(() => (globalThis as unknown as { asked: number }).asked),
    printing: () => app.evaluate(() => (globalThis as unknown as { printing: number }).printing),
    answer: () => app.evaluate(() => (globalThis as unknown as { answer?: () => void }).answer?.()),
    windows: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  };
}

async function unlock(page: Page): Promise<void> {
  const field = page.locator('#unlock-password');
  await field.fill(MEDIATOR.password);
  // The field may be another by now: a service that came back lays the cover anew.
  await expect(field).toHaveValue(MEDIATOR.password);
  await field.press('Enter');
  await expect(page.locator('.lock-cover')).toHaveCount(0);
}

test('what is saved, printed or asked when the window is locked or taken over does not come out', async ({ dataFolder }) => {
  test.setTimeout(120_000);
  let id = 0;
  await seedCases(dataFolder, async (seed) => {
    id = await seed.wageCase();
    await toMediation(seed, id);
    await seed.mediator.cases.evidence.add({
      commandId: cid(),
      caseId: id,
      kind: 'payslip',
      title: EVIDENCE,
      file: new Blob(['工资条'.repeat(1000)], { type: 'application/pdf' }),
      fileName: '工资条.pdf'
    });
  });
  // Chromium's own folders as well, and whatever it writes beside them for a while.
  const watch = new LeakWatch(dataFolder);
  const { app, page, close } = await launchAt(dataFolder, CASE_DAY, '09:10', MEDIATOR);
  const path = join(dataFolder, 'taken.bin');
  const dialogs = await holdDialogs(app, path);
  const savePdf = page.getByRole('button', { name: '保存 PDF' });

  // A dialog that asks where to, answered by somebody in front of the locked window.
  for (const ask of ['docx', 'pdf', 'evidence'] as const) {
    await page.evaluate((to) => (window.location.hash = to), `#/cases/${id}?tab=${ask === 'evidence' ? 'evidence' : 'volume'}`);
    const asked = await dialogs.asked();
    if (ask === 'evidence') await page.locator('[data-test=evidence-save]').click();
    else {
      const row = page.locator('[data-test=volume] tr[data-paper=rights_notice]');
      await row.locator(ask === 'docx' ? '[data-test=docx]' : '[data-test=preview]').click();
      if (ask === 'pdf') {
        const draft = page.locator('[data-test=as-draft]');
        await expect(savePdf.or(draft).first()).toBeVisible();
        if (await draft.isVisible()) await draft.click();
        await expect(savePdf).toBeEnabled({ timeout: 60_000 });
        await savePdf.click();
      }
    }
    await expect.poll(dialogs.asked).toBe(asked + 1);
    await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true })));
    await expect(page.locator('.lock-cover')).toBeVisible();
    await dialogs.answer();
    await unlock(page);
    // The call has come back, and left no file and no word of one.
    await expect(page.locator('.el-message', { hasText: path })).toHaveCount(0);
    expect(existsSync(path), ask).toBe(false);
  }

  // A print dialog is open when the front desk takes the window over: the document goes with whoever printed it.
  await page.evaluate((to) => (window.location.hash = to), `#/cases/${id}?tab=volume`);
  await page.locator('[data-test=volume] tr[data-paper=rights_notice] [data-test=preview]').click();
  const draft = page.locator('[data-test=as-draft]');
  await expect(savePdf.or(draft).first()).toBeVisible();
  if (await draft.isVisible()) await draft.click();
  await expect(savePdf).toBeEnabled({ timeout: 60_000 });
  await page.getByRole('button', { name: '打印' }).last().click();
  await expect.poll(dialogs.printing).toBe(1);
  await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true })));
  await expect(page.locator('.lock-cover')).toBeVisible();
  await expect.poll(dialogs.windows).toBe(1);
  await unlock(page);
  await page.getByRole('button', { name: '关闭' }).last().click();

  // A question that names evidence is open when the front desk takes the window over.
  await page.evaluate((to) => (window.location.hash = to), `#/cases/${id}?tab=evidence`);
  await page.locator('[data-test=evidence] .el-button--danger').click();
  await expect(page.locator('.el-message-box')).toContainText(EVIDENCE);
  await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true })));
  await page.locator('.lock-cover .other').click();
  await page.locator('#sign-in-name').fill(DESK.account);
  await page.locator('#sign-in-password').fill(DESK.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('.lock-cover')).toHaveCount(0);
  await expect(page.locator('[data-test=operator]')).toContainText(DESK.displayName);
  await expect(page.locator('.el-message-box')).toHaveCount(0);
  const shown = await page.evaluate(() => document.documentElement.outerHTML);
  for (const name of [...Object.values(NAMES), EVIDENCE]) expect(shown).not.toContain(name);
  const userData = await app.evaluate(({ app: it }) => it.getPath('userData'));
  await close();
  watch.add(userData);
  expect(watch.find([...Object.values(NAMES), EVIDENCE])).toEqual([]);
  watch.end();
});

test('a page that was opened behind the lock shows after unlocking', async ({ dataFolder }) => {
  await seedCases(dataFolder, async (seed) => void (await seed.wageCase()));
  const { app, page, close } = await launchAt(dataFolder, CASE_DAY, '09:10', MEDIATOR);
  await page.evaluate(() => (window.location.hash = '#/cases/list?state=all'));
  await expect(page.locator('[data-test=case-list]')).toContainText(NAMES.worker);
  await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true })));
  await expect(page.locator('.lock-cover')).toBeVisible();
  // The service ends and is started again, and the window reads everything shown once more: it is locked, and refused.
  const before = await servicePid(app);
  process.kill(before!, 'SIGKILL');
  await expect.poll(() => servicePid(app).catch(() => before), { timeout: 30_000 }).not.toBe(before);
  await expect(page.locator('.reconnecting')).toHaveCount(0, { timeout: 30_000 });
  await unlock(page);
  await expect(page.locator('[data-test=case-list]')).toContainText(NAMES.worker);
  await expect(page.locator('[data-test=case-list]')).toBeVisible();
  await expect(page.locator('main [role=alert]')).toHaveCount(0);
  await close();
});
