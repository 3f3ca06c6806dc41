import { expect, HEAD, launch, setUp, signIn, test } from '../../fixtures/app.ts';

test('a new station is set up in four steps, and a restart keeps everything', async ({ dataFolder }) => {
  const first = await launch({ dataFolder });
  await setUp(first.page);
  await expect(first.page.getByText('测试站').first()).toBeVisible();
  await first.close();

  const second = await launch({ dataFolder });
  await expect(second.page.locator('[data-phase=signed_out]')).toBeVisible();
  await signIn(second.page, HEAD.account, 'not the password');
  await expect(second.page.getByRole('alert')).toContainText('还可再试 4 次');
  await signIn(second.page);
  await expect(second.page.locator('[data-phase=signed_in]')).toBeVisible();
  await second.close();
});
