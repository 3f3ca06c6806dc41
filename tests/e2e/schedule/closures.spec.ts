import { expect, test } from '../../fixtures/app.ts';
import { openPrepared } from '../../fixtures/prepared.ts';

test('a zone is closed after showing what that hits, and reopening brings it back', async ({ dataFolder }) => {
  const running = await openPrepared(dataFolder, async ({ reserve }) => {
    await reserve('red_productivity', '2026-11-24', '09:00', '10:30', '技术攻关');
    await reserve('red_productivity', '2026-11-25', '09:00', '10:30', '劳动竞赛');
  });
  const { page } = running;
  await page.evaluate(() => (location.hash = '#/zones'));
  await page.locator('[data-test=zone-card]', { hasText: '红色生产力' }).click();

  await test.step('what it hits is told first', async () => {
    await page.locator('[data-test=close-zone]').click();
    const form = page.locator('[data-test=closure-form]');
    await expect(form).toContainText('这段时间没有预约受影响');
    await page.locator('#closure-to-date').fill('2026-11-24');
    await page.locator('#closure-to-date').press('Enter');
    await expect(form.locator('[data-test=closure-hits]')).toContainText('将暂停 1 场预约');
    await expect(form.locator('[data-test=reservation-ref]')).toContainText('技术攻关');
    await form.locator('[data-test=save-closure]').click();
    await expect(form).toContainText('请写明原因');
    await page.locator('#closure-reason').fill('空调检修');
    await form.locator('[data-test=save-closure]').click();
    await expect(page.getByText('红色生产力已停用，暂停 1 场预约')).toBeVisible();
  });

  await test.step('the reservation is suspended, and can be seen why', async () => {
    const bar = page.locator('[data-bar]', { hasText: '技术攻关' });
    await expect(bar).toHaveAttribute('aria-label', /暂停/);
    await expect(page.locator('[data-bar]', { hasText: '劳动竞赛' })).toHaveAttribute('aria-label', /已确认/);
    await bar.click();
    await expect(page.locator('[data-test=reservation]')).toContainText('空调检修');
    await page.locator('[data-test=reservation] .el-drawer__close-btn').click();
  });

  await test.step('reopened, it is back', async () => {
    await page.locator('[data-test=reopen]').click();
    await page.locator('[data-test=confirm-reopen]').click();
    const effect = page.locator('[data-test=closure-effect]');
    await expect(effect).toContainText('已复原 1 场');
    await expect(effect.locator('[data-test=reservation-ref]')).toContainText('技术攻关');
    await effect.getByRole('button', { name: '知道了' }).click();
    await expect(page.locator('[data-bar]', { hasText: '技术攻关' })).toHaveAttribute('aria-label', /已确认/);
  });
  await running.close();
});
