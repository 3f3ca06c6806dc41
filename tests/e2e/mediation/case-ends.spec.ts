import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, open, test } from '../../fixtures/app.ts';
import { CASE_DAY, COMMITTEE, launchAt, MEDIATOR, NAMES, next, previewed, seedCases, tab, toMediation } from '../../fixtures/case-app.ts';

/** Ends a case from its overview with the step, article, ground and reason given, and reads the notice of it. */
async function endWith(
  app: ElectronApplication,
  page: Page,
  step: 'refuse' | 'terminate',
  said: { articles: string[]; ground: string; reason: string; state: string; paper: string },
  path: string
): Promise<string> {
  await page.locator(`[data-test=take-${step}]`).click();
  const dialog = page.locator('[data-test=case-step]');
  for (const article of said.articles) await expect(dialog).toContainText(article);
  // A ground alone does not do: the reason is asked for too.
  const confirm = page.locator('[data-test=step-confirm]');
  await dialog.locator('[data-test=ground]').click();
  await page.locator('.el-select-dropdown__item:visible').getByText(said.ground, { exact: true }).click();
  await expect(confirm).toBeDisabled();
  await dialog.locator('#case-step-reason').fill(said.reason);
  await confirm.click();
  await expect(page.locator('[data-test=case-summary]')).toContainText(said.state);
  await expect(page.locator('[data-test=case-step]:visible')).toHaveCount(0);
  // It lasts: nothing leads to acceptance or agreement any more.
  await expect(page.locator('[data-test=next-step]')).toHaveText('结案');
  await expect(page.locator('[data-test=take-close]')).toBeVisible();
  for (const gone of ['accept', 'review', 'mediate', 'agree', 'extend'])
    await expect(page.locator(`[data-test=take-${gone}], [data-test=step-${gone}]`)).toHaveCount(0);
  await tab(page, '卷宗');
  await page.locator(`[data-test=volume] tr[data-paper=${said.paper}] [data-test=preview]`).click();
  const text = (await previewed(app, page, path)).join('');
  await page.getByRole('button', { name: '关闭' }).last().click();
  return text;
}

test('what is before a court is refused, what comes to nothing is terminated, each with its notice', async ({ dataFolder }) => {
  let mediated = 0;
  await seedCases(dataFolder, async (seed) => {
    mediated = await seed.wageCase();
    await toMediation(seed, mediated);
  });
  const { app, page, close } = await launchAt(dataFolder, CASE_DAY, '09:10', MEDIATOR);

  // A dispute that is before a court already is taken down, and cannot be accepted.
  await open(page, '/cases/new');
  await page.locator('[data-test=list-applicant]').click();
  await page.locator('[data-test=list-text]').fill(`1、${NAMES.worker} 330000199001011001 13900000010 木工`);
  await page.locator('[data-test=list-add]').click();
  await page.locator('[data-test=only-here-organisation-respondent]').click();
  await page.locator('[data-test=parties-respondent] [data-test=party-name]').fill(NAMES.employer);
  await page.locator('#case-facts').fill('用人单位拖欠工资，已诉至人民法院。');
  await page.locator('#case-demands').fill('支付拖欠的工资。');
  await page.locator('[data-test=checks-clear]').click();
  await expect(page.locator('[data-test=register-accept]')).toBeVisible();
  await page.locator('[data-test=check-sued]').getByText('是', { exact: true }).click();
  await expect(page.locator('[data-test=register-accept]')).toHaveCount(0);
  await page.locator('[data-test=register]').click();
  await next(page, '开始审查', '审查中');
  const steps = page.locator('[data-test=next-steps]');
  await expect(steps.locator('li', { hasText: '已起诉或已申请仲裁' }).first()).toContainText('受理');
  await expect(page.locator('[data-test=take-accept]')).toHaveCount(0);
  await expect(page.locator('[data-test=next-step]')).toHaveCount(0);
  await expect(steps.locator('li', { has: page.locator('[data-test=take-refuse]') })).toContainText('《人民调解法》第17条');

  const refusal = {
    articles: ['《人民调解法》第17条'],
    ground: '已起诉或申请仲裁',
    reason: '申请人已就同一工资向人民法院起诉。',
    state: '不予受理',
    paper: 'non_acceptance'
  };
  const refused = await endWith(app, page, 'refuse', refusal, join(dataFolder, 'non-acceptance.pdf'));
  for (const part of [
    '不予受理通知书',
    NAMES.worker,
    NAMES.employer,
    '当事人已就该纠纷提起诉讼或者申请仲裁',
    refusal.reason,
    '人民调解法',
    '2026年11月23日',
    COMMITTEE
  ])
    expect(refused).toContain(part);
  // It never had a number, so that none is missing from the year's.
  await expect(page.locator('h1')).not.toContainText('人民调字');

  // A case that was accepted and mediated ends without an agreement.
  await open(page, `/cases/${mediated}`);
  await expect(page.locator('[data-test=case-summary]')).toContainText('调解中');
  const termination = {
    articles: ['《人民调解法》第26条', '《劳动争议调解仲裁法》第14条'],
    ground: '调解不成',
    reason: '双方对工资数额差距过大、经多次调解不能一致。',
    state: '已终止',
    paper: 'termination'
  };
  const terminated = await endWith(app, page, 'terminate', termination, join(dataFolder, 'termination.pdf'));
  for (const part of [
    '终止调解通知书',
    '(2026)人民调字第1号',
    NAMES.worker,
    NAMES.employer,
    '经调解未能达成协议',
    termination.reason,
    '劳动争议仲裁委员会申请仲裁',
    COMMITTEE
  ])
    expect(terminated).toContain(part);
  await close();
});
