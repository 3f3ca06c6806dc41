import { instantOf } from '../../../electron/contract/core/time.ts';
import { expect, launch, signIn, test } from '../../fixtures/app.ts';
import { openPrepared } from '../../fixtures/prepared.ts';

test('a reservation nobody came to is released when it is next looked at, and the zone can be given to others', async ({ dataFolder }) => {
  const before = await openPrepared(dataFolder, async ({ reserve }) => {
    await reserve('safety_hall', '2026-11-23', '10:00', '12:00', '焊工夜校');
  });
  await expect(before.page.locator('[data-test=arrival]', { hasText: '焊工夜校' })).toBeVisible();
  await before.close();

  // Twenty past ten: the fifteen minutes of grace are over, and nothing has run in between.
  const shift = String(instantOf('2026-11-23', '10:20') - Date.now());
  const after = await launch({ dataFolder, env: { STATION_CLOCK_SHIFT_MS: shift } });
  const { page } = after;
  await signIn(page);
  await expect(page.locator('[data-test=scan-result]')).toBeVisible();
  await expect(page.locator('[data-test=arrival]', { hasText: '焊工夜校' })).toHaveCount(0);

  await page.keyboard.press('F4');
  await page.locator('#reservation-from').fill('10:30');
  await page.locator('#reservation-from').press('Tab');
  await page.locator('#reservation-to').fill('11:30');
  await page.locator('#reservation-to').press('Tab');
  await page.locator('#reservation-headcount').fill('20');
  const zones = page.locator('[data-test=reservation-form] [data-test=zones] label');
  await expect(zones.filter({ hasText: '安全体验馆' })).toBeVisible();
  await page.keyboard.press('Escape');

  // They came late after all: the check-in is taken, because the zone is still free.
  await page.keyboard.press('F3');
  await page.locator('[data-test=scan]').fill('2026-000001');
  await page.locator('[data-test=scan]').press('Enter');
  await expect(page.locator('[data-test=on-now]')).toContainText('焊工夜校');
  await after.close();
});
