import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PAPER_TITLES } from '../../../electron/service/mediation/case-papers/words.ts';
import { expect, open, test } from '../../fixtures/app.ts';
import { CASE_DAY, launchAt, MEDIATOR, NAMES, next, previewed, seedCases, tab } from '../../fixtures/case-app.ts';

/** Writes a record in the drawer that opens; `fill` gives what is not filled in already. */
async function record(page: Page, kind: string, fill: Record<string, string>, choose?: string): Promise<void> {
  await page.locator(`[data-test=write-${kind}]`).click();
  const drawer = page.locator('[data-test=record-drawer]');
  for (const [field, text] of Object.entries(fill)) await drawer.locator(`#record-${field}`).fill(text);
  if (choose) await drawer.locator('[data-test=round-result]').getByText(choose, { exact: true }).click();
  await drawer.locator('[data-test=record-save]').click();
  await expect(page.locator('[data-test=record-drawer]:visible')).toHaveCount(0);
}

test('the wages of eleven workers, from intake to archive', async ({ dataFolder }) => {
  test.setTimeout(480_000);
  await seedCases(dataFolder);
  const { app, page, close } = await launchAt(dataFolder, CASE_DAY, '09:10', MEDIATOR);

  // Intake: what it is, eleven people from a pasted list, their employer, and the checks.
  await page.locator('nav a[href="#/cases"]').first().click();
  await page.locator('[data-test=new-case]').first().click();
  const rules = page.locator('[data-test=regime]');
  await expect(rules).toContainText('劳动争议调解');
  await expect(rules).toContainText('自申请之日起 15 日内');
  await expect(rules).toContainText('12月8日');
  await expect(rules).toContainText('《劳动争议调解仲裁法》第14条');
  await page.locator('#case-amount').fill('13.2万');
  await page.locator('[data-test=list-applicant]').click();
  const workers = Array.from(
    { length: 11 },
    (_, i) =>
      `${i + 1}、${i === 0 ? NAMES.worker : `工人${'甲乙丙丁戊己庚辛壬癸'[i - 1]}`} 3300001990010${String(10 + i).slice(0, 1)}${String(1000 + 10 * i + 1).padStart(4, '0')} 139000000${String(10 + i)} 木工`
  );
  await page.locator('[data-test=list-text]').fill(workers.join('\n'));
  await page.locator('[data-test=list-add]').click();
  await expect(page.locator('[data-test=parties-applicant] [data-test=party]')).toHaveCount(11);
  await page.locator('[data-test=only-here-organisation-respondent]').click();
  await page.locator('[data-test=parties-respondent] [data-test=party-name]').fill(NAMES.employer);
  await page.locator('#case-facts').fill('十一名工人自七月起在项目工地做木工，用人单位拖欠四个月工资。');
  await page.locator('#case-demands').fill('支付拖欠的工资共计十三万二千元。');
  await page.locator('[data-test=checks-clear]').click();
  await expect(page.locator('[data-test=mediators]')).toContainText(MEDIATOR.displayName);
  await page.locator('[data-test=register-accept]').click();

  // Accepted with the year's first number and fifteen days.
  const summary = page.locator('[data-test=case-summary]');
  await expect(summary).toContainText(`${NAMES.worker}等11人 与 ${NAMES.employer}`);
  await expect(summary).toContainText('已受理');
  await expect(page.locator('h1')).toContainText('（2026）人民调字第1号');
  await expect(page.locator('[data-test=deadlines]')).toContainText('调解期限还剩 15 天');
  await expect(page.locator('[data-test=next-steps]')).toContainText('还没有权利义务告知记录');

  // Told, investigated, mediated three times, with a room that others see as taken.
  await tab(page, '调查与调解');
  await record(page, 'notice', {});
  await next(page, '完成告知', '已告知');
  await next(page, '进入调查', '调查中');
  await record(page, 'investigation', { place: '项目部', questioned: NAMES.worker, content: '单位承认拖欠工资。' });
  await next(page, '进入调解', '调解中');
  await page.locator('[data-test=plan-hearing]').click();
  await page.locator('[data-test=hearing-zone]').click();
  await page.locator('.el-select-dropdown__item:visible', { hasText: '调解' }).first().click();
  await page.locator('[data-test=hearing-save]').click();
  await expect(page.locator('[data-test=case-hearings]')).toContainText('11月24日');
  for (const result of ['继续调解', '继续调解', '达成一致'])
    await record(page, 'round', { place: '调解室', matter: '工资', content: `第三方到场，双方协商工资支付，${result}。` }, result);
  await expect(page.locator('[data-test=record-round]')).toHaveCount(3);

  // The agreement must be in writing; the program says so and holds it.
  await tab(page, '协议与履行');
  await page.locator('[data-test=agreement-edit]').click();
  const agreement = page.locator('[data-test=agreement-form]');
  await expect(agreement).toContainText('这起纠纷须订立书面协议');
  await agreement
    .locator('[data-test=item-1]')
    .locator('textarea')
    .or(agreement.locator('textarea[data-test=item-1]'))
    .first()
    .fill('用人单位于当日一次付清十一名工人工资十三万二千元。');
  await agreement.locator('#agreement-way').fill('银行转账');
  await agreement.locator('#agreement-term').fill('当日');
  await agreement.locator('[data-test=add-instalment]').click();
  await page.locator('[data-test=agreement-save]').click();
  await expect(page.locator('[data-test=agreement-items]')).toContainText('一次付清');
  await next(page, '达成协议', '已达成');
  await next(page, '转签章', '待签章');
  await page.locator('[data-test=sign-all]').click();
  await page.locator('[data-test=mediator-signs]').click();
  await expect(page.locator('[data-test=seal-on]')).toBeEnabled();
  await page.locator('[data-test=seal-on]').click();

  // The printed agreement: what is missing is asked for by field, then the PDF says what was agreed.
  await tab(page, '卷宗');
  const volume = page.locator('[data-test=volume]');
  await volume.locator('tr[data-paper=agreement] [data-test=preview]').click();
  const missing = page.locator('[data-test=missing-dialog]');
  await expect(missing).toContainText(`${NAMES.worker} · 住址`);
  for (const field of await missing.locator('input[type=text], textarea').all()) await field.fill('虚构路1号');
  for (const group of await missing.locator('.el-radio-group').all()) await group.getByText('男', { exact: true }).click();
  await missing.locator('[data-test=missing-save]').click();
  const text = (await previewed(app, page, join(dataFolder, 'agreement.pdf'))).join('');
  for (const part of [
    '人民调解协议书',
    '(2026)人民调字第1号',
    NAMES.worker,
    '工人癸',
    NAMES.employer,
    '一次付清十一名工人工资',
    '132,000.00',
    '银行转账',
    '虚构路1号',
    `人民调解员:${MEDIATOR.displayName}`
  ])
    expect(text).toContain(part);
  await page.getByRole('button', { name: '关闭' }).last().click();

  // In effect, paid, visited, closed.
  await next(page, '协议生效', '已生效');
  await next(page, '开始履行', '履行中');
  await tab(page, '协议与履行');
  await page.locator('[data-test=pay]').click();
  await page.locator('[data-test=record-save]').click();
  await expect(page.locator('[data-test=ledger-row]')).toContainText('已履行');
  await next(page, '履行完毕', '已履行');
  await tab(page, '回访与确认');
  await record(page, 'visit', { content: '工人均已收到工资，表示满意。' });
  await next(page, '完成回访', '已回访');
  await page.locator('[data-test=write-report]').click();
  await page.locator('#report-result').fill('双方达成协议并已全部履行。');
  await page.locator('[data-test=record-save]').click();
  await expect(page.locator('[data-test=reports]')).toContainText('全部履行');
  await next(page, '结案', '已结案');

  // Not archived while a paper is missing; the last one opens the way.
  await tab(page, '概况');
  await expect(page.locator('[data-test=next-steps]')).toContainText('卷宗还缺文书');
  await expect(page.locator('[data-test=take-archive]')).toHaveCount(0);
  await tab(page, '卷宗');
  // All that is complete goes in at once; what lies there without a form of ours, such as copies of identity cards, one by one.
  await page.locator('[data-test=file-all]').click();
  await page.locator('.el-message-box__btns .el-button--primary').click();
  await expect(volume.locator('tr[data-paper=closing_report]')).toContainText('已入卷', { timeout: 60_000 });
  for (;;) {
    await expect(page.locator('[data-test=file-dialog]:visible')).toHaveCount(0);
    const left = volume.locator('tr[data-paper]', { hasText: '还缺' });
    const count = await left.count();
    if (count === 0) break;
    await left.first().locator('[data-test=file]').click();
    await page.locator('[data-test=file-confirm]').click();
    await expect(left).toHaveCount(count - 1);
  }
  await expect(page.locator('[data-test=completeness]')).toContainText('文书齐全');
  await next(page, '归档', '已归档');
  await expect(page.locator('[data-test=steps]')).toHaveCount(0);
  await expect(volume.locator('[data-test=file]')).toHaveCount(0);

  // The whole file as one PDF: the number at the foot of each paper's first page is the one that the index names.
  await page.locator('[data-test=whole]').click();
  const pages = await previewed(app, page, join(dataFolder, 'volume.pdf'));
  // Between two titles stand the first one's pages and the next one's number.
  const [, ...cells] = pages
    .find((one) => one.startsWith('卷内目录'))!
    .split(new RegExp(`(${Object.values(PAPER_TITLES).slice(2).join('|')})`));
  const titles = cells.filter((_part, i) => i % 2 === 0);
  const indexed = titles.map((title, i) => ({
    title,
    first: Number.parseInt(cells[2 * i + 1]!.slice(0, i + 1 < titles.length ? -String(i + 2).length : undefined), 10)
  }));
  expect(indexed.length).toBeGreaterThanOrEqual(9);
  for (const { title, first } of indexed.filter((row) => row.title !== '当事人身份证明'))
    expect(
      pages.find((one) => one.endsWith(`—${first}—`)),
      `${title} on page ${first}`
    ).toContain(title);
  expect(pages[0]).not.toMatch(/—\d+—$/);
  expect(pages.at(-1)).not.toMatch(/—\d+—$/);
  // What goes to the printer are these very pages.
  await app.evaluate(({ app: it }) => {
    it.once('browser-window-created', (_event, window) => {
      window.webContents.print = ((_options: unknown, done: (printed: boolean, reason: string) => void) => {
        void window.webContents.printToPDF({ preferCSSPageSize: true }).then((bytes) => {
          (globalThis as { printedPages?: number }).printedPages = (bytes.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length;
          done(true, '');
        });
      }) as never;
    });
  });
  await page.getByRole('button', { name: '打印' }).last().click();
  await expect
    .poll(() => app.evaluate(() => (globalThis as { printedPages?: number }).printedPages), { timeout: 60_000 })
    .toBe(pages.length);
  await page.getByRole('button', { name: '关闭' }).last().click();

  // Found again by what was written in it.
  await open(page, '/cases/list?state=all');
  await page.locator('[data-test=case-search]').fill('一次付清');
  await expect(page.locator('[data-test=case-list]')).toContainText('（2026）人民调字第1号');
  await close();
});
