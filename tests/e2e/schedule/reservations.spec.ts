import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/app.ts';
import { openPrepared } from '../../fixtures/prepared.ts';

/** Fills the fields of the reservation form that every reservation needs. */
async function fillForm(page: Page, from: string, to: string, people: number): Promise<void> {
  await page.locator('#reservation-from').fill(from);
  await page.locator('#reservation-from').press('Tab');
  await page.locator('#reservation-to').fill(to);
  await page.locator('#reservation-to').press('Tab');
  await page.locator('[data-test=purpose]').click();
  await page.getByRole('option', { name: '安全教育' }).click();
  await page.locator('#reservation-headcount').fill(String(people));
}

test('a reservation is made, a clash shows before saving, and people are checked in and out again', async ({ dataFolder }) => {
  const running = await openPrepared(dataFolder, async ({ reserve }) => {
    await reserve('safety_hall', '2026-11-23', '14:00', '15:30', '焊工夜校');
    await reserve('growth_hall', '2026-11-23', '09:00', '10:00', '晨会');
    await reserve('growth_hall', '2026-11-23', '15:00', '16:00', '电工夜校');
  });
  const { page } = running;
  const form = page.locator('[data-test=reservation-form]');
  const zoneOf = (name: string) => form.locator('[data-test=zones] label', { hasText: name });

  await test.step('F4 opens the form; only free zones are offered', async () => {
    await page.keyboard.press('F4');
    await fillForm(page, '1400', '15:30', 20);
    await expect(zoneOf('红色印记')).toBeVisible();
    await expect(zoneOf('安全体验馆')).toHaveCount(0);
  });

  await test.step('a taken zone is refused with its reason and ways out', async () => {
    await form.getByText(/另有 \d+ 个功能区不可用/).click();
    await form.getByRole('button', { name: '安全体验馆' }).click();
    const clash = form.locator('[data-test=clash]');
    await expect(clash).toContainText('安全体验馆');
    await expect(clash).toContainText('焊工夜校');
    await page.keyboard.press('Control+s');
    await expect(clash).toContainText('未保存：');
    await clash.locator('[data-test=fix-time]').first().click();
    await expect(clash).toHaveCount(0);
    // Clear-up of 30 and set-up of 15 minutes lie between the two.
    await expect(page.locator('#reservation-from')).toHaveValue('16:15');
    await page.keyboard.press('Control+s');
    await expect(page.locator('[data-test=reservation]')).toContainText('已确认');
    await expect(page.locator('[data-test=reservation]')).toContainText('16:15–17:45');
  });

  await test.step('dragged on the calendar: refused where taken, moved where free, and taken back', async () => {
    await page.locator('[data-test=reservation] .el-drawer__close-btn').click();
    await expect(page.locator('[data-test=reservation]')).toBeHidden();
    const bar = page.locator('[data-bar]', { hasText: '焊工夜校' });
    const drag = async (minutes: number, lane: string) => {
      // Waits until the calendar has taken its new width.
      await bar.hover();
      const from = (await bar.boundingBox())!;
      const target = (await page.locator(`[role=group][aria-label="${lane}"] [data-track]`).boundingBox())!;
      const x = from.x + from.width / 2;
      await page.mouse.move(x, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(x + (minutes / 90) * from.width, target.y + target.height / 2, { steps: 6 });
      await page.mouse.up();
    };
    await drag(0, '成长讲堂');
    const clash = page.locator('[data-test=clash]');
    await expect(clash).toContainText(/未保存：成长讲堂.*电工夜校/);
    await expect(bar).toHaveAttribute('aria-label', /14:00–15:30/);
    await page.getByRole('button', { name: '关闭' }).click();
    await drag(-30, '安全体验馆');
    await expect(bar).toHaveAttribute('aria-label', /13:30–15:00/);
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(bar).toHaveAttribute('aria-label', /14:00–15:30/);
  });

  await test.step('checked in by number, said again on a second scan, undone', async () => {
    await page.keyboard.press('F3');
    const field = page.locator('[data-test=scan]');
    const result = page.locator('[data-test=scan-result]');
    await expect(field).toBeFocused();
    await field.fill('2');
    await field.press('Enter');
    await expect(result).toContainText('已签到 20 人');
    await expect(field).toHaveValue('');
    await expect(field).toBeFocused();
    await expect(page.locator('[data-test=on-now]')).toContainText('晨会');
    await field.fill('2026-000002');
    await field.press('Enter');
    await expect(result).toContainText('已在 09:0');
    const undo = page.getByRole('button', { name: '撤销' });
    await expect(undo).toHaveCount(1);
    await undo.click();
    await expect(page.getByText('已撤销').first()).toBeVisible();
    await expect(page.locator('[data-test=on-now]')).toHaveCount(0);
    await expect(page.locator('[data-test=arrival]', { hasText: '晨会' })).toBeVisible();
  });
  await running.close();
});
