import type { Page } from '@playwright/test';
import { expect, HEAD, signIn, test } from '../../fixtures/app.ts';

const DESK = { account: 'desk', displayName: '前台甲', password: 'front desk 1' };

/** The head makes the front desk's account in the accounts page. */
async function makeDesk(page: Page): Promise<void> {
  await page.locator('nav a[href="#/accounts"]').click();
  await page.locator('[data-test=new-account]').click();
  const dialog = page.locator('.el-dialog:visible');
  await dialog.locator('#account-name').fill(DESK.account);
  await dialog.locator('#account-display').fill(DESK.displayName);
  await dialog.locator('#account-password').fill(DESK.password);
  await dialog.locator('button.el-button--primary').click();
  await expect(page.locator('.el-table__row')).toHaveCount(2);
}

/** Whether the palette comes to offer the page of the audit log. */
async function expectAuditOffered(page: Page, offered: boolean): Promise<void> {
  await page.keyboard.press('Control+k');
  const options = page.locator('#palette-list [role=option]:visible');
  await expect(options).not.toHaveCount(0);
  await page.locator('[data-test=palette] input').fill('审计');
  if (offered) await expect(options.first()).toContainText('审计');
  else await expect(options).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.locator('#palette-list')).toBeHidden();
}

async function choose(page: Page, item: string): Promise<void> {
  await page.locator('[data-test=operator]').click();
  await page.locator('.el-dropdown-menu__item:visible', { hasText: item }).click();
}

test('the front desk is shown no accounts and no audit, by no way', async ({ station: { page } }) => {
  await makeDesk(page);
  await expectAuditOffered(page, true);
  await choose(page, '退出登录');
  await signIn(page, DESK.account, DESK.password);
  await expect(page.locator('[data-phase=signed_in]')).toBeVisible();
  await expect(page.locator('nav a[href="#/"]')).toBeVisible();
  await expect(page.locator('nav a[href="#/accounts"]')).toHaveCount(0);
  await expect(page.locator('nav a[href="#/audit"]')).toHaveCount(0);
  // Neither by its address …
  for (const path of ['#/accounts', '#/audit']) {
    await page.evaluate((to) => (window.location.hash = to), path);
    await expect.poll(() => page.evaluate(() => window.location.hash)).toBe('#/');
  }
  // … nor by the palette.
  await expectAuditOffered(page, false);
});

test('five wrong passwords lock the account, and the window says until when', async ({ station: { page } }) => {
  await choose(page, '退出登录');
  for (let left = 4; left >= 1; left -= 1) {
    await signIn(page, HEAD.account, 'not the password');
    await expect(page.getByRole('alert')).toContainText(`还可再试 ${left} 次`);
  }
  await signIn(page, HEAD.account, 'not the password');
  await expect(page.getByRole('alert')).toContainText(/账号已锁定至 .*\d\d:\d\d/);
  // The right one does not help now either.
  await signIn(page);
  await expect(page.getByRole('alert')).toContainText('账号已锁定至');
  await expect(page.locator('[data-phase=signed_out]')).toBeVisible();
});

test('the idle lock covers the page, an open dialog too, and gives back what was typed', async ({ station: { page } }) => {
  await page.locator('nav a[href="#/accounts"]').click();
  await page.locator('[data-test=new-account]').click();
  const name = page.locator('.el-dialog:visible #account-name');
  await name.fill('half typed');
  // Five minutes later by the PC's clock, as after a sleep.
  await page.evaluate(() => {
    const real = Date.now;
    Date.now = () => real() + 6 * 60_000;
    Object.assign(window, { setClockBack: () => (Date.now = real) });
  });
  const cover = page.locator('.lock-cover');
  await expect(cover).toBeVisible();
  await page.evaluate(() => (window as unknown as { setClockBack(): void }).setClockBack());
  // Nothing behind it can be seen or reached.
  await expect(page.locator('#account-name')).toBeHidden();
  await expect(page.locator('nav')).toBeHidden();
  for (let n = 0; n < 12; n += 1) {
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('.lock-cover') !== null)
    ).toBe(true);
  }
  for (const key of ['Escape', 'Control+k', 'F1', 'F2', 'F4']) await page.keyboard.press(key);
  await expect(cover).toBeVisible();
  await page.locator('#unlock-password').fill('not the password');
  await page.keyboard.press('Enter');
  await expect(cover.getByRole('alert')).toContainText('还可再试');
  await page.locator('#unlock-password').fill(HEAD.password);
  await page.keyboard.press('Enter');
  await expect(cover).toHaveCount(0);
  await expect(name).toHaveValue('half typed');
  await expect(page.locator('[role=dialog]:visible')).toHaveCount(1);
  expect(await page.evaluate(() => window.location.hash)).toBe('#/accounts');
});

test('a change of operator keeps the page, and leaves one the next may not see', async ({ station: { page } }) => {
  await makeDesk(page);
  await page.locator('nav a[href="#/settings"]').click();
  const field = page.locator('main input').first();
  await field.fill('改到一半的站名');
  const change = async (to: typeof DESK) => {
    await choose(page, '更换操作员');
    const dialog = page.locator('.el-dialog:visible');
    await dialog.locator('#sign-in-name').fill(to.account);
    await dialog.locator('#sign-in-password').fill(to.password);
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-test=operator]')).toContainText(to.displayName);
  };
  // To oneself again: the page and its half-typed text are there.
  await change({ ...HEAD });
  await expect(field).toHaveValue('改到一半的站名');
  await page.locator('nav a[href="#/accounts"]').click();
  await expect(page.locator('.el-table__row')).toHaveCount(2);
  await change(DESK);
  await expect.poll(() => page.evaluate(() => window.location.hash)).toBe('#/');
  await expect(page.locator('nav a[href="#/accounts"]')).toHaveCount(0);
});

test('an account switched off by the head loses the window, but not its page', async ({ station: { app, page } }) => {
  await makeDesk(page);
  await page.locator('nav a[href="#/"]').click();
  await choose(page, '更换操作员');
  const dialog = page.locator('.el-dialog:visible');
  await dialog.locator('#sign-in-name').fill(DESK.account);
  await dialog.locator('#sign-in-password').fill(DESK.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=operator]')).toContainText(DESK.displayName);
  // The head sits at a window of their own.
  const opened = app.waitForEvent('window');
  await app.evaluate(({ app: it, BrowserWindow }) => {
    const preload = `${it.getAppPath()}/out/preload/index.cjs`;
    void new BrowserWindow({ webPreferences: { preload, sandbox: true, contextIsolation: true } }).loadURL('station://app/');
  });
  const other = await opened;
  await signIn(other);
  await other.locator('nav a[href="#/accounts"]').click();
  await other.locator('.el-table__row', { hasText: DESK.displayName }).getByText('修改').click();
  await other.locator('.el-dialog:visible').getByText('在用').click();
  await other.locator('.el-dialog:visible button.el-button--primary').click();
  await expect(other.locator('.el-table__row', { hasText: DESK.displayName })).toContainText('停用');
  // Without a click at the first window: it is locked, and only signing in goes on.
  const cover = page.locator('.lock-cover');
  await expect(cover).toContainText('登录已失效');
  await cover.locator('#sign-in-name').fill(DESK.account);
  await cover.locator('#sign-in-password').fill(DESK.password);
  await page.keyboard.press('Enter');
  await expect(cover.getByRole('alert')).toBeVisible();
  await cover.locator('#sign-in-name').fill(HEAD.account);
  await cover.locator('#sign-in-password').fill(HEAD.password);
  await page.keyboard.press('Enter');
  await expect(cover).toHaveCount(0);
  await expect(page.locator('[data-test=operator]')).toContainText(HEAD.displayName);
  await other.close();
});
