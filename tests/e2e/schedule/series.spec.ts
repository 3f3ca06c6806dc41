import { expect, test } from '../../fixtures/app.ts';
import { openPrepared } from '../../fixtures/prepared.ts';

test('a series with two clashes is made, and changed from one date on', async ({ dataFolder }) => {
  const running = await openPrepared(dataFolder, async ({ reserve }) => {
    await reserve('safety_hall', '2026-12-01', '14:00', '15:00', '消防检查');
    await reserve('safety_hall', '2026-12-15', '14:00', '15:00', '市里参观');
  });
  const { page } = running;
  const form = page.locator('[data-test=reservation-form]');
  const dates = form.locator('[data-test=series-date]');

  await test.step('every date is checked before anything is saved', async () => {
    await page.keyboard.press('F4');
    await page.locator('#reservation-date').fill('2026-11-24');
    await page.locator('#reservation-date').press('Enter');
    await page.locator('#reservation-from').fill('14:00');
    await page.locator('#reservation-from').press('Tab');
    await page.locator('[data-test=purpose]').click();
    await page.getByRole('option', { name: '安全教育' }).click();
    await page.locator('#reservation-headcount').fill('30');
    await form.locator('[data-test=repeat]').click();
    await expect(form.locator('[data-test=recurrence]')).toContainText('每周二，共 8 次');
    await form.locator('[data-test=zones] label', { hasText: '安全体验馆' }).click();
    await expect(dates).toHaveCount(8);
    await expect(form.locator('[data-test=series-taken]')).toContainText('8 个日期，其中 2 个有冲突');
    await expect(dates.nth(1)).toContainText('消防检查');
    await expect(dates.nth(3)).toContainText('市里参观');
  });

  await test.step('saving waits for a decision on each clash', async () => {
    await form.locator('[data-test=save-reservation]').click();
    await expect(form.getByText('还有 2 个冲突的日期没有选择怎么办')).toBeVisible();
    await dates.nth(1).locator('.el-select').click();
    await page.getByRole('option', { name: '换成长讲堂' }).click();
    await expect(page.locator('.el-select-dropdown:visible')).toHaveCount(0);
    await dates.nth(3).locator('.el-select').click();
    await page.locator('.el-select-dropdown:visible').getByRole('option', { name: '跳过' }).click();
    await expect(form.locator('[data-test=save-reservation]')).toContainText('保存 7 场预约');
    await form.locator('[data-test=save-reservation]').click();
    await expect(page.getByText('已预约 7 场，跳过 1 个日期')).toBeVisible();
  });

  await test.step('this and later are moved, one clash is decided, the skipped date stays skipped', async () => {
    await page.locator('[data-test=view]').getByText('列表').click();
    await page.locator('[data-test=row]', { hasText: '12月8日' }).click();
    const drawer = page.locator('[data-test=reservation]');
    await expect(drawer.locator('[data-test=series-dates] li')).toHaveCount(8);
    await drawer.locator('[data-test=edit-reservation]').click();
    await page.locator('#reservation-from').fill('16:00');
    await page.locator('#reservation-from').press('Tab');
    await form.locator('[data-test=save-reservation]').click();
    const change = page.locator('[data-test=series-change]');
    await change.getByText('这一场及以后').click();
    await expect(change.locator('[data-test=series-date]')).toHaveCount(5);
    await change.locator('[data-test=save-series-change]').click();
    await expect(page.getByText(/已改 5 场/)).toBeVisible();
    await expect(drawer).toContainText('16:00–17:00');
    await expect(drawer.locator('[data-test=series-dates] li').first()).toContainText('14:00–15:00');
    await expect(drawer.locator('[data-test=series-dates] li').last()).toContainText('16:00–17:00');
  });

  await test.step('the skipped date is added after all, as the series now is', async () => {
    const drawer = page.locator('[data-test=reservation]');
    await drawer.locator('[data-test=add-skipped]').click();
    await expect(drawer.locator('[data-test=add-skipped]')).toHaveCount(0);
    await expect(drawer.locator('[data-test=series-dates] li').nth(3)).toContainText('12月15日');
    await expect(drawer.locator('[data-test=series-dates] li').nth(3)).toContainText('已确认');
  });

  await test.step('from 8 December on it is Wednesdays, and one step back it is Tuesdays again', async () => {
    const drawer = page.locator('[data-test=reservation]');
    await drawer.locator('[data-test=more-steps]').click();
    await page.locator('[data-test=series-rule-open]').click();
    const rule = page.locator('[data-test=series-rule]');
    await expect(rule.locator('#rule-from')).toHaveValue('16:00');
    await expect(rule.locator('[data-test=series-date]')).toHaveCount(6);
    await rule.getByRole('button', { name: '周二', exact: true }).click();
    await rule.getByRole('button', { name: '周三', exact: true }).click();
    await expect(rule.locator('[data-test=series-date]').first()).toContainText('12月9日（周三）');
    await expect(rule.locator('[data-test=series-taken]')).toHaveCount(0);
    await rule.locator('[data-test=save-series-rule]').click();
    await expect(page.getByText('已按新规则排 6 场，取消原来 6 场')).toBeVisible();
    await expect(drawer.locator('[data-test=series-dates] li').first()).toContainText('12月9日（周三）');
    await expect(drawer).toContainText('每周三，共 6 次');
    await page.keyboard.press('Control+z');
    await expect(drawer).toContainText('每周二，共 8 次');
    await expect(drawer.locator('[data-test=series-dates] li', { hasText: '已取消' })).toHaveCount(0);
  });
  await running.close();
});
