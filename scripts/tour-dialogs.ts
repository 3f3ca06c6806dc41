import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../electron/service/core/demo/operator.ts';
import type { Prepared } from './prepare.ts';
import { go, open, settle, shoot, TOUR_DATE } from './tour-window.ts';

// Pictures of what no single click opens. Each needs a state that is found in the demonstration or made first. A state that is not
// found fails, so that no picture is missed silently.

async function close(page: Page, dialog: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** Opens the list of today's first shift. */
async function todaysShift(page: Page): Promise<void> {
  await go(page, '/volunteers/desk');
  await settle(page);
  await page.locator('[data-test=open-desk]').first().click();
  await page.locator('[data-test=scan]').waitFor();
}

/** An active volunteer of the demonstration without a shift on the day of the tour. */
const FREE = '陶壬戌';

/** A volunteer signed up elsewhere at the same time walks up, and the desk must give a reason. */
async function walkUpReason(page: Page, prefix: string): Promise<void> {
  await todaysShift(page);
  await page.locator('[data-test=to-shift]').click();
  await page.locator('[data-test=shift-summary]').waitFor();
  await page.locator('.head .actions .el-button').first().click();
  await page.locator('[data-test=add-shifts]').click();
  for (const [field, text, key] of [
    ['#shift-date', TOUR_DATE, 'Enter'],
    ['#shift-from', '1030', 'Tab'],
    ['#shift-to', '1130', 'Tab']
  ] as const) {
    await page.locator(field).fill(text);
    await page.locator(field).press(key);
  }
  await page.locator('[data-test=plan-ready]').waitFor();
  await page.locator('[data-test=save-shifts]').click();
  await page.locator('[data-test=shifts] [data-test=row]', { hasText: '10:30' }).first().click();
  await page.locator('[data-test=sign-up]').click();
  await page.locator('[data-test=sign-up-dialog] [data-test=person-picker]').fill(FREE);
  await page.locator('[role=listbox] [role=option]', { hasText: FREE }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-test=sign-up-confirm]:enabled').click();
  await page.locator('[data-test=signed]').waitFor();
  await close(page, page.locator('[data-test=sign-up-dialog]'));
  await todaysShift(page);
  await page.locator('[data-test=scan]').fill(FREE);
  await page.locator('.bar [role=option]', { hasText: FREE }).first().click();
  await page.locator('[data-test=walk-up]').click();
  const dialog = page.locator('[data-test=walk-up-reason]');
  await dialog.waitFor();
  await shoot(page, `${prefix}-walk-up-reason`);
  // The volunteer is clocked in with the reason, and the field is ready for the next.
  await page.locator('#walk-up-reason-reason').fill('本人已与另一班岗说好');
  await page.locator('[data-test=walk-up-reason-confirm]').click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('[data-test=scan-result].success, .result.success').first().waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('[data-test=scan], [data-test=scan] input') === true);
}

/** Another rule for a series, from one of its dates on. */
async function seriesRule(page: Page, prefix: string): Promise<void> {
  await go(page, '/reservations');
  await settle(page);
  await page.locator('[data-tour=view-list]').click();
  await settle(page);
  const rows = page.locator('[data-test=row]');
  const drawer = page.locator('[data-test=reservation]');
  for (let i = 0, n = await rows.count(); i < n; i += 1) {
    await rows.nth(i).click();
    await settle(page);
    if (!(await drawer.locator('[data-test=series-dates]').isVisible()) || !(await drawer.locator('[data-test=more-steps]').isVisible()))
      continue;
    await drawer.locator('[data-test=more-steps]').click();
    const rule = page.locator('[data-test=series-rule-open]:visible');
    await settle(page);
    if (!(await rule.isVisible())) {
      await page.keyboard.press('Escape');
      continue;
    }
    await rule.click();
    await page.locator('[data-test=series-rule] [data-test=series-date]').first().waitFor();
    await shoot(page, `${prefix}-series-rule`);
    await close(page, page.locator('[data-test=series-rule]'));
    return go(page, '/');
  }
  throw new Error('no series in the demonstration can be given another rule');
}

/**
 * Takes pictures one after the other. A picture that fails is reported and fails the tour in the end, but does not stop the others.
 */
async function each(page: Page, prefix: string, pictures: readonly ((page: Page, prefix: string) => Promise<void>)[]): Promise<void> {
  for (const picture of pictures) {
    try {
      await picture(page, prefix);
    } catch (error) {
      process.exitCode = 1;
      console.error(`${prefix} ${picture.name}:`, error);
      // Close everything before the next picture.
      for (let i = 0; i < 4; i += 1) await page.keyboard.press('Escape');
    }
  }
}

/** @param page a page with the head signed in, who also works at the desk */
export const dialogsOfHead = (page: Page, prefix: string): Promise<void> => each(page, prefix, [withdraw, walkUpReason, seriesRule]);

/** Withdraws a sign-up, which leaves a place for a walk-up. */
async function withdraw(page: Page, prefix: string): Promise<void> {
  await todaysShift(page);
  await page.locator('[data-test=to-shift]').click();
  await page.locator('[data-test=sign-up-signed]').first().waitFor();
  await shoot(page, `${prefix}-shift`);
  const rows = page.locator('[data-test=sign-up-signed]');
  for (let i = 0, n = await rows.count(); i < n; i += 1) {
    await rows.nth(i).locator('[data-test=sign-up-more]').click();
    await settle(page);
    const item = page.locator('[data-test=withdraw]:visible');
    if (!(await item.isVisible())) {
      await page.keyboard.press('Escape');
      continue;
    }
    await item.click();
    await shoot(page, `${prefix}-withdraw`);
    await page.locator('[data-test=withdraw-confirm]').click();
    return page.locator('[data-test=withdraw-dialog]').waitFor({ state: 'hidden' });
  }
  throw new Error('nobody of the first shift can take a sign-up back');
}

/** Opens the first case whose tab shows the wanted element. */
async function caseWith(page: Page, tab: string, wanted: string): Promise<Locator> {
  for (let id = 1; id <= 80; id += 1) {
    await go(page, `/cases/${id}?tab=${tab}`);
    await page.locator('[data-test=case-summary], .error-note, [role=alert]').first().waitFor();
    await settle(page);
    const found = page.locator(wanted).first();
    if (await found.isVisible()) return found;
  }
  throw new Error(`no case of the demonstration shows ${wanted}`);
}

async function agreementForm(page: Page, prefix: string): Promise<void> {
  await (await caseWith(page, 'agreement', '[data-test=agreement-edit]')).click();
  await page.locator('[data-test=agreement-form]').waitFor();
  await shoot(page, `${prefix}-agreement-form`);
}

async function recusal(page: Page, prefix: string): Promise<void> {
  await (await caseWith(page, 'overview', '[data-test=ask-recusal]')).click();
  await shoot(page, `${prefix}-recusal`);
  await close(page, page.locator('[data-test=recusal-dialog]'));
}

async function hearing(page: Page, prefix: string): Promise<void> {
  await (await caseWith(page, 'records', '[data-test=plan-hearing]')).click();
  await shoot(page, `${prefix}-hearing`);
  await close(page, page.locator('[data-test=hearing-dialog]'));
}

/** The search finds text anywhere in a case. */
async function caseSearch(page: Page, prefix: string): Promise<void> {
  await go(page, '/cases/list');
  await settle(page);
  await page.locator('[data-test=case-search] input, input[data-test=case-search]').first().fill('工资');
  await page.locator('[data-test=case-list] mark').first().waitFor();
  await shoot(page, `${prefix}-case-search`);
}

/** The recovery code of a vault, which is shown once, and its printed sheet. */
async function recoverySheet(page: Page, prefix: string): Promise<void> {
  await go(page, '/vault');
  await page.locator('[data-test=renew-code]').click();
  await page.locator('#vault-own-password').fill(DEMO_PASSWORD);
  await page.locator('[data-test=vault-act]').click();
  await page.locator('[data-test=recovery-code] b').first().waitFor();
  await shoot(page, `${prefix}-recovery-sheet`);
  await page.locator('[data-test=sheet-print]').click();
  await shoot(page, `${prefix}-recovery-sheet-print`);
  await page
    .locator('.el-dialog', { has: page.locator('.preview') })
    .locator('.el-dialog__footer button')
    .first()
    .click();
  await page.locator('[data-test=sheet-later]').click();
  await page.locator('[data-test=new-sheet]').waitFor({ state: 'hidden' });
}

/** @param page a page with a mediator signed in and an open vault */
export const dialogsOfMediator = (page: Page, prefix: string): Promise<void> =>
  each(page, prefix, [agreementForm, recusal, hearing, caseSearch, recoverySheet]);

/**
 * Opens a station with a truncated file: the copies to restore, the question before restoring, and the strip afterwards.
 * @param dataFolder data folder of a station with a backup, whose head is `head` with the password of the set-up
 */
export async function restoredPictures(prepared: Prepared, dataFolder: string, password: string, prefix: string): Promise<void> {
  truncateSync(join(dataFolder, 'station.db'), 4096 * 3);
  const { app, page } = await open(prepared, dataFolder, false);
  try {
    await page.locator('[data-problem]').waitFor();
    await shoot(page, `${prefix}-recovery`);
    await page.locator('[data-test=restore]').click();
    await page.locator('.el-message-box').waitFor();
    await shoot(page, `${prefix}-recovery-sure`);
    await page.locator('.el-message-box .el-button--primary').click();
    await page.locator('#sign-in-name').fill('head');
    await page.locator('#sign-in-password').fill(password);
    await page.keyboard.press('Enter');
    await page.locator('[data-test=restored]').waitFor();
    await shoot(page, `${prefix}-restored`);
  } finally {
    await app.close();
  }
}
