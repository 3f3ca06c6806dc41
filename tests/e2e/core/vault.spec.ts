import type { Page } from '@playwright/test';
import { expect, HEAD, servicePid, signIn, test } from '../../fixtures/app.ts';

// From the head's making two mediators to a recovery by the printed code, on the real program.

const ONE = { account: 'mediator1', displayName: '周丁卯', password: 'mediation one' };
const TWO = { account: 'mediator2', displayName: '吴戊辰', password: 'mediation two' };

async function makeMediator(page: Page, who: typeof ONE): Promise<void> {
  await page.locator('nav a[href="#/accounts"]').click();
  await page.locator('[data-test=new-account]').click();
  const dialog = page.locator('.el-dialog:visible');
  await dialog.locator('#account-name').fill(who.account);
  await dialog.locator('#account-display').fill(who.displayName);
  await dialog.locator('#account-password').fill(who.password);
  await dialog.locator('.el-checkbox', { hasText: '前台' }).click();
  await dialog.locator('.el-checkbox', { hasText: '调解员' }).click();
  await dialog.locator('button.el-button--primary').click();
  await expect(page.locator('.el-table__row', { hasText: who.displayName })).toContainText('调解员');
}

/** Another operator sits down at the window. */
async function sit(page: Page, who: { account: string; password: string }): Promise<void> {
  await page.locator('[data-test=operator]').click();
  await page.locator('.el-dropdown-menu__item:visible', { hasText: '退出登录' }).click();
  await signIn(page, who.account, who.password);
  await expect(page.locator('[data-phase=signed_in]')).toBeVisible();
}

async function sitAtVault(page: Page, who: { account: string; password: string }): Promise<void> {
  await sit(page, who);
  await page.locator('nav a[href="#/vault"]').click();
}

const state = (page: Page) => page.locator('[data-test=vault]');

/** Gives the password that the dialog asks for, and reads the code that is shown once. */
async function takeSheet(page: Page, password: string): Promise<string> {
  await page.locator('#vault-own-password').fill(password);
  await page.locator('[data-test=vault-act]').click();
  const groups = page.locator('[data-test=recovery-code] b');
  await expect(groups).toHaveCount(7);
  return (await groups.allTextContents()).join('-');
}

test('a vault is made, a second mediator admitted, and the printed code opens it when the passwords are gone', async ({
  station: { page }
}) => {
  await makeMediator(page, ONE);
  await makeMediator(page, TWO);
  // The head has no way to it.
  await expect(page.locator('nav a[href="#/vault"]')).toHaveCount(0);

  await sitAtVault(page, TWO);
  await expect(state(page)).toHaveAttribute('data-state', 'missing');
  await sitAtVault(page, ONE);
  await page.locator('[data-test=create-vault]').click();
  await page.locator('#vault-own-password').fill('not the password');
  await page.locator('[data-test=vault-act]').click();
  await expect(page.locator('.el-dialog:visible').getByRole('alert')).toContainText('密码不对');
  const code = await takeSheet(page, ONE.password);

  // Printed by way of the preview, which offers no file.
  await page.locator('[data-test=sheet-print]').click();
  await expect(page.locator('.preview canvas[data-drawn]').first()).toBeVisible();
  const preview = page.locator('.el-dialog', { has: page.locator('.preview') });
  await expect(preview.locator('.el-dialog__footer button')).toHaveText(['关闭', '打印']);
  await preview.locator('.el-dialog__footer button').first().click();
  await expect(page.locator('.preview')).toHaveCount(0);

  // Typed back with a slip of the pen, which is told before it is sent; then right.
  await page.locator('[data-test=sheet-confirm]').click();
  const field = page.locator('#vault-code');
  await field.fill(code.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')));
  await expect(page.locator('.el-form-item__error')).toContainText('第 7 组有误');
  await expect(page.locator('[data-test=vault-code-act]')).toBeDisabled();
  await field.fill(code.toLowerCase().replaceAll('-', ' '));
  await page.locator('[data-test=vault-code-act]').click();
  await expect(page.locator('[data-test=confirmed]')).toBeVisible();
  await expect(page.locator('[data-test=new-sheet]:visible')).toHaveCount(0);
  await expect(state(page)).toHaveAttribute('data-state', 'open');

  // The second one waits, is admitted without being there, and reads with their own password.
  const second = page.locator('[data-test=vault-members] .el-table__row', { hasText: TWO.displayName });
  await expect(second).toContainText('等待准入');
  await second.locator('[data-test=admit]').click();
  await page.locator('.el-message-box__btns button.el-button--primary').click();
  await expect(second).toContainText('已准入');
  await sitAtVault(page, TWO);
  await expect(state(page)).toHaveAttribute('data-state', 'open');

  // Locked, it is closed; unlocked, it is open again.
  await page.keyboard.press('Control+l');
  await page.locator('.lock-cover input[type=password]').fill(TWO.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('.lock-cover')).toHaveCount(0);
  await expect(state(page)).toHaveAttribute('data-state', 'open');

  // The head sets a new password for both: it opens nothing, the key was changed, and the printed code does.
  await sit(page, { account: HEAD.account, password: HEAD.password });
  await page.locator('nav a[href="#/accounts"]').click();
  for (const who of [ONE, TWO]) {
    await page.locator('.el-table__row', { hasText: who.displayName }).getByText('重设密码').click();
    await page.locator('#reset-password').fill('set by the head');
    await page.locator('.el-dialog:visible button.el-button--primary').click();
    await expect(page.locator('#reset-password')).toBeHidden();
  }
  await sitAtVault(page, { account: ONE.account, password: 'set by the head' });
  await expect(state(page)).toHaveAttribute('data-state', 'waiting');
  await page.locator('[data-test=recover]').click();
  await field.fill(code);
  await page.locator('#vault-code-password').fill('set by the head');
  await page.locator('[data-test=vault-code-act]').click();
  await expect(state(page)).toHaveAttribute('data-state', 'open');
  await expect(page.locator('[data-test=vault-keys] .el-table__row')).toHaveCount(3);

  // Another code: the sheet of before is told apart by its number.
  await page.locator('[data-test=renew-code]').click();
  const renewed = await takeSheet(page, 'set by the head');
  expect(renewed).not.toBe(code);
  await page.locator('[data-test=sheet-later]').click();
  await expect(page.locator('[data-test=unconfirmed]')).toBeVisible();
  await page.locator('[data-test=confirm-code]').click();
  await field.fill(code);
  await page.locator('[data-test=vault-code-act]').click();
  await expect(page.locator('.el-dialog:visible').getByRole('alert')).toContainText('第 2 号恢复单');
});

test('after the service was restarted the vault is closed until the password is given, and the page stays', async ({
  station: { app, page }
}) => {
  await makeMediator(page, ONE);
  await sitAtVault(page, ONE);
  await page.locator('[data-test=create-vault]').click();
  await takeSheet(page, ONE.password);
  await page.locator('[data-test=sheet-later]').click();
  await expect(state(page)).toHaveAttribute('data-state', 'open');
  const pid = await servicePid(app);
  process.kill(pid!, 'SIGKILL');
  await expect(state(page)).toHaveAttribute('data-state', 'locked');
  await page.locator('[data-test=vault-password]').fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=vault-notice]').getByRole('alert')).toContainText('密码不对');
  await page.locator('[data-test=vault-password]').fill(ONE.password);
  await page.keyboard.press('Enter');
  await expect(state(page)).toHaveAttribute('data-state', 'open');
});
