import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { addDays, dateOf, instantOf, weekdayOf } from '../electron/contract/core/time.ts';
import { DEMO_PASSWORD } from '../electron/service/core/demo/operator.ts';
import { root } from './paths.ts';
import type { Prepared } from './prepare.ts';

/** Folder of the pictures. */
export const out = join(root, 'out', 'tour');

/** The next Tuesday, so that the board always shows a working day. */
export const TOUR_DATE = [1, 2, 3, 4, 5, 6, 7].map((n) => addDays(dateOf(Date.now()), n)).find((date) => weekdayOf(date) === 2)!;

/** Opens the program at ten past ten on the day of the tour, and waits until its page is drawn. */
export async function open(prepared: Prepared, dataFolder: string, demo: boolean): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    executablePath: prepared.electron,
    args: [...prepared.args, '--data', dataFolder, ...(demo ? ['--demo'] : [])],
    env: { ...prepared.env, STATION_CLOCK_SHIFT_MS: String(instantOf(TOUR_DATE, '10:10') - Date.now()) }
  });
  const page = await app.firstWindow();
  await page.locator('[data-ready]').waitFor();
  return { app, page };
}

/**
 * Waits until queries have answered and the page is still: nothing loads, the first page of a print is drawn, nothing moves, two frames
 * are drawn. It does so twice, for a page that has not begun to fade in.
 */
export async function settle(page: Page): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await page.waitForFunction(
      () =>
        !document.querySelector(
          '.loading, .el-loading-mask, .el-skeleton, .el-message, [data-page="1"]:not([data-drawn]), [class*=enter-active], [class*=leave-active]'
        )
    );
    await page.evaluate(async () => {
      await document.fonts.ready;
      const ours = document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Infinity);
      await Promise.all(ours.map((animation) => animation.finished.catch(() => undefined)));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
  }
}

export async function shoot(page: Page, name: string): Promise<void> {
  await settle(page);
  await page.screenshot({ path: join(out, `${name}.png`) });
  console.log(`out/tour/${name}.png`);
}

export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await page.locator('main .page').first().waitFor();
}

/** Signs in another person of the demonstration. */
export async function sit(page: Page, name: string): Promise<void> {
  await page.locator('[data-test=operator]').click();
  await page.locator('.el-dropdown-menu__item:visible').last().click();
  await page.locator('#sign-in-name').fill(name);
  await page.locator('#sign-in-password').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('[data-phase=signed_in]').waitFor();
}
