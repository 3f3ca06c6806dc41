import { instantOf, DAY_MS } from '../../../electron/contract/core/time.ts';
import { expect, launch, signIn, test, type RunningApp } from '../../fixtures/app.ts';
import { openPrepared } from '../../fixtures/prepared.ts';

/** The program as it opens on a PC whose clock shows a moment, UTC ms; signed in as head. */
async function openAt(dataFolder: string, at: number): Promise<RunningApp> {
  const running = await launch({ dataFolder, env: { STATION_CLOCK_SHIFT_MS: String(at - Date.now()) } });
  await signIn(running.page);
  await running.page.locator('[data-phase=signed_in]').waitFor();
  return running;
}

test('a clock that is a year on is asked about; what fell due by it is taken back in one step', async ({ dataFolder }) => {
  const before = await openPrepared(dataFolder, async ({ reserve }) => {
    for (const date of ['2026-11-23', '2026-11-24', '2026-11-25']) await reserve('safety_hall', date, '10:00', '12:00', `焊工夜校${date}`);
  });
  await expect(before.page.locator('[data-test=clock-doubt]')).toHaveCount(0);
  await before.close();

  const morning = instantOf('2026-11-23', '09:30');
  const later = await openAt(dataFolder, morning + 366 * DAY_MS);
  const doubt = later.page.locator('[data-test=clock-doubt]');
  await expect(doubt).toContainText('2027年11月24日');
  await later.page.locator('[data-test=clock-confirm]').click();
  await expect(doubt).toHaveCount(0);
  await later.close();

  const back = await openAt(dataFolder, morning);
  const { page } = back;
  await expect(page.locator('[data-test=clock-doubt]')).toContainText('早于已有记录');
  await page.locator('[data-test=clock-confirm]').click();
  await expect(page.locator('[data-test=clock-doubt]')).toHaveCount(0);

  await page.evaluate(() => (window.location.hash = '#/settings'));
  await page.locator('[data-test=by-clock-list]').click();
  const dialog = page.locator('[data-test=clock-steps]');
  await expect(dialog.locator('.el-table__row')).toHaveCount(3);
  await expect(dialog).toContainText('预约无人签到，自动释放');
  await page.locator('[data-test=take-all-back]').click();
  await expect(dialog).toBeHidden();
  await page.evaluate(() => (window.location.hash = '#/'));
  await expect(page.locator('[data-test=arrival]', { hasText: '焊工夜校2026-11-23' })).toBeVisible();
  await back.close();
});
