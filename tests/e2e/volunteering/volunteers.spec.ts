import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addDays } from '../../../electron/contract/core/time.ts';
import { expect, open, test } from '../../fixtures/app.ts';
import { launchAt, seedClasses, TODAY } from '../../fixtures/class-app.ts';
import { pdfPages } from '../../fixtures/pdf-pages.ts';

const cid = () => randomUUID();
const THURSDAY = addDays(TODAY, 3);
const FRIDAY = addDays(TODAY, 4);
const NAMES = ['甲子', '乙丑'].flatMap((given) => [...'赵钱孙李周吴郑王冯陈'].map((surname) => `${surname}${given}`));
const DESK = { account: 'desk', password: 'tests only 2' };
const DEPUTY = { account: 'deputy', password: 'tests only 3' };
async function pick(page: Page, select: string, option: string): Promise<void> {
  // The field lies under what it shows.
  await page.locator(select).click({ force: true });
  await page.locator('.el-select-dropdown__item:visible', { hasText: option }).first().click();
}
/** Twenty active volunteers, one of them in a class on Thursday evening, a desk and a deputy. @returns ids by name */
async function seed(dataFolder: string): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  await seedClasses(dataFolder, async ({ client, classOf }) => {
    await client.access.accounts.create({
      commandId: cid(),
      name: DESK.account,
      displayName: '前台',
      roles: ['front_desk'],
      password: DESK.password
    });
    await client.access.accounts.create({
      commandId: cid(),
      name: DEPUTY.account,
      displayName: '副站长',
      roles: ['head'],
      password: DEPUTY.password
    });
    for (const [i, name] of NAMES.entries())
      ids.set(
        name,
        (
          await client.volunteers.register({
            commandId: cid(),
            person: { name, mobile: `138${String(i).padStart(8, '0')}`, birthDate: '1990-05-06' },
            activate: true
          })
        ).id
      );
    const { id } = await classOf({}, { first: THURSDAY });
    await client.bookings.book({ commandId: cid(), classId: id, person: { personId: ids.get('钱甲子')! } });
    // The newest project, which stands first in every list that nobody has typed into.
    const [category] = await client.volunteers.choices.list({ kind: 'project_category' });
    const newest = await client.volunteerProjects.create({
      commandId: cid(),
      title: '河道清扫',
      categoryId: category!.id,
      zoneId: null,
      place: '河边',
      fromDate: THURSDAY,
      toDate: addDays(TODAY, 60),
      needs: [{ role: '清扫', number: 5 }]
    });
    await client.volunteerProjects.step({ commandId: cid(), id: newest.id, version: newest.version, step: 'open' });
  });
  return ids;
}

test('a drive is published, people sign up, a paper sheet is typed, hours are corrected and approved, and a certificate can be checked', async ({
  dataFolder
}) => {
  test.setTimeout(360_000);
  const ids = await seed(dataFolder);

  // Monday: the head publishes a drive with a role and a shift.
  const monday = await launchAt(dataFolder, TODAY, '09:10');
  let { page } = monday;
  await page.locator('nav a[href="#/volunteers"]').first().click();
  await page.locator('[data-test=new-project]').click();
  await page.locator('#project-title').fill('周末献血引导');
  await pick(page, '#project-category', '献血');
  await page.getByText('站外', { exact: true }).click();
  await page.locator('#project-place').fill('采血车停靠点');
  await page.locator('#project-from').fill(THURSDAY);
  await page.locator('#project-from').press('Enter');
  await page.locator('[data-test=need-role-0]').fill('引导');
  await page.getByLabel('每班人数 1').fill('22');
  await page.getByLabel('每班人数 1').press('Tab');
  await page.locator('[data-test=save-project]').click();
  await page.locator('[data-test=add-shifts]').click();
  for (const [field, time] of [
    ['#shift-from', '1800'],
    ['#shift-to', '2000']
  ] as const) {
    await page.locator(field).fill(time);
    await page.locator(field).press('Tab');
  }
  await expect(page.locator('[data-test=plan-ready]')).toContainText('共 1 次');
  await page.locator('[data-test=save-shifts]').click();
  await page.locator('[data-test=next-step]').click();
  await page.locator('[data-test=project-step-confirm]').click();
  await expect(page.locator('[data-test=project-summary]')).toContainText('招募中');

  // One signs up; another has a class then, and comes all the same for a reason.
  await page.locator('[data-test=shifts] [data-test=row]').click();
  await page.locator('[data-test=sign-up]').click();
  const picker = page.locator('[data-test=sign-up-dialog] [data-test=person-picker]');
  await expect(picker).toBeFocused();
  await picker.fill('赵甲子');
  await expect(page.locator('[role=listbox] [role=option]', { hasText: '赵甲子' })).toBeVisible();
  await picker.press('Enter');
  await expect(page.locator('[data-test=sign-up-confirm]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=signed]')).toContainText('赵甲子已报岗');
  await picker.fill('钱甲子');
  await expect(page.locator('[role=listbox] [role=option]', { hasText: '钱甲子' })).toBeVisible();
  await picker.press('Enter');
  await expect(page.locator('[data-test=refusal]')).toContainText('咖啡制作');
  await expect(page.locator('[data-test=sign-up-confirm]')).toBeDisabled();
  await page.locator('[data-test=override]').fill('已与讲师说好提前下课');
  await page.locator('[data-test=sign-up-confirm]').click();
  await expect(page.locator('[data-test=signed]')).toContainText('钱甲子已报岗');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-test=sign-up-signed]')).toHaveCount(2);
  await expect(page.locator('[data-test=sign-up-signed]', { hasText: '钱甲子' })).toContainText('已与讲师说好提前下课');
  // Two in one go, one of whom has signed up already: the other is in, and the list says why the one is not.
  await page.locator('[data-test=sign-up-several]').click();
  const several = page.locator('[data-test=sign-up-several-dialog]');
  for (const name of ['赵甲子', '李甲子']) {
    await several.locator('[data-test=person-picker]').fill(name);
    await expect(page.locator('[role=listbox] [role=option]', { hasText: name })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(several.locator('[data-test=collected]', { hasText: name }).locator('[data-test=several-answer]')).toBeVisible();
  }
  await expect(several.locator('[data-test=several-sign]')).toContainText('为 1 人报岗');
  await several.locator('[data-test=several-sign]').click();
  await expect(several.locator('[data-test=collected]')).toHaveCount(1);
  await expect(several.locator('[data-test=collected]')).toContainText('已有报岗');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-test=sign-up-signed]')).toHaveCount(3);
  await monday.close();

  // Thursday night: the desk types the sheet of twenty, from the head to the foot without the mouse. Enter takes the first
  // project and shift that are meant, not the first of a list that was there before; a name and Enter is a line; the times
  // are the shift's.
  const thursday = await launchAt(dataFolder, THURSDAY, '21:30', DESK);
  page = thursday.page;
  await open(page, '/volunteers/hours/sheet');
  const head = (select: string) => page.locator(`[data-test=${select}] input`);
  await expect(head('project-picker')).toBeFocused();
  await page.keyboard.insertText('周末');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=project-picker]')).toContainText('周末献血引导');
  await expect(head('sheet-shift')).toBeFocused();
  await page.keyboard.insertText('18:00');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=sheet-shift]')).toContainText('引导');
  await expect(page.locator('[data-line="0"][data-cell=from]')).toHaveAttribute('placeholder', '18:00');
  for (const [line, name] of NAMES.entries()) {
    await expect(page.locator(`[data-line="${line}"][data-cell=name]`)).toBeFocused();
    await page.keyboard.insertText(name);
    await page.keyboard.press('Enter');
  }
  const foot = page.locator('[data-test=sheet-foot]');
  await expect(foot).toContainText('20 人');
  await expect(foot).toContainText('40 小时');
  // Enter on the empty line: the foot of the paper.
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=paper-people]')).toBeFocused();
  await page.keyboard.type('20');
  await page.keyboard.press('Enter');
  await page.keyboard.type('41');
  await expect(page.locator('[data-test=foot-differs]')).toBeVisible();
  await expect(page.locator('[data-test=sheet-save]')).toBeDisabled();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('40');
  await expect(page.locator('[data-test=foot-agrees]')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.locator('[data-test=record]')).toHaveCount(20);
  await thursday.close();

  // Friday: the head approves them, and corrects one; a correction of one's own is for somebody else to approve.
  const friday = await launchAt(dataFolder, FRIDAY, '10:00');
  page = friday.page;
  await open(page, '/volunteers/hours');
  await page.locator('[data-test=select-all]').click();
  await expect(page.locator('[data-test=chosen]')).toContainText('40 小时');
  await page.locator('[data-test=approve]').click();
  await expect(page.locator('.el-message--success')).toContainText('已认定 20 条');
  await open(page, '/volunteers/hours?state=approved');
  await page.locator('[data-test=record]', { hasText: '孙甲子' }).locator('[data-test=record-open]').click();
  await page.locator('[data-test=correct]').click();
  await page.locator('#correct-to').fill('1900');
  await page.locator('#correct-to').press('Tab');
  await page.locator('[data-test=correct-reason]').fill('本人七点离开');
  await page.locator('[data-test=correct-save]').click();
  await expect(page.locator('[data-test=chain] li')).toHaveCount(2);
  await open(page, '/volunteers/hours');
  await expect(page.locator('[data-test=record]')).toHaveCount(1);
  await page.locator('[data-test=record-open]').click();
  await expect(page.locator('[data-test=own-correction]')).toContainText('副站长');
  await expect(page.locator('[data-test=approve-one]')).toHaveCount(0);
  await friday.close();

  const later = await launchAt(dataFolder, FRIDAY, '10:30', DEPUTY);
  page = later.page;
  await page.locator('[data-test=to-do-other] a', { hasText: '1 条工时待认定' }).click();
  await page.locator('[data-test=record-open]').click();
  await page.locator('[data-test=approve-one]').click();
  await expect(page.locator('.el-message--success')).toContainText('已认定 1 条，1 小时');

  // What the corrected volunteer takes home says one hour, and can be checked.
  await open(page, `/volunteers/certificates?view=request&volunteer=${ids.get('孙甲子')}`);
  await expect(page.locator('[data-test=certificate-preview]')).toContainText('1 小时');
  await page.locator('[data-test=request]').click();
  const savePdf = page.getByRole('button', { name: '保存 PDF' });
  await expect(savePdf).toBeEnabled();
  const file = join(dataFolder, 'certificate.pdf');
  await later.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath: path })) as never;
  }, file);
  await savePdf.click();
  await expect(page.locator('.el-message--success', { hasText: file })).toBeVisible();
  const text = (await pdfPages(readFileSync(file))).join('');
  for (const part of ['志愿服务记录证明', '2026-00001', '孙甲子', '周末献血引导', '测试站']) expect(text).toContain(part);
  expect(text).toContain('服务时间共1小时');
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]/.exec(text)?.[0] ?? '';
  await page.keyboard.press('Escape');
  await open(page, '/volunteers/certificates?view=check');
  await page.locator('[data-test=verification]').fill(code);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=verified]')).toContainText('孙甲子');
  await expect(page.locator('[data-test=verified]')).toContainText('已开具');
  await later.close();
});
