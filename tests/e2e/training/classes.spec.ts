import { bookingCode } from '../../../electron/contract/people/scan-codes.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { addDays } from '../../../electron/contract/core/time.ts';
import { expect, open, test } from '../../fixtures/app.ts';
import { launchAt, seedClasses, TODAY, TUESDAY } from '../../fixtures/class-app.ts';
import { pdfPages } from '../../fixtures/pdf-pages.ts';

const cid = () => randomUUID();
async function pick(page: Page, select: string, option: string): Promise<void> {
  // The field lies under what it shows.
  await page.locator(select).click({ force: true });
  await page.locator('.el-select-dropdown__item:visible', { hasText: option }).first().click();
}

test('eight Tuesday evenings are planned with one drag, National Day left out', async ({ dataFolder }) => {
  await seedClasses(dataFolder);
  const { page, close } = await launchAt(dataFolder, TODAY, '09:10');
  await page.locator('nav a[href="#/classes"]').first().click();
  await page.locator('[data-test=new-class]').click();
  await pick(page, '#class-course', '咖啡制作');
  await pick(page, '#class-zone', '成长讲堂');
  await pick(page, '#class-trainer', '何甲子');
  await page.keyboard.press('Escape');
  const lane = (await page.locator('.lane[data-weekday="2"]').boundingBox())!;
  // The grid runs from 8 to 22: 19:00–21:00 lies at 11 to 13 fourteenths.
  const at = (hour: number) => lane.x + (lane.width * (hour - 8)) / 14;
  await page.mouse.move(at(19) + 2, lane.y + 12);
  await page.mouse.down();
  await page.mouse.move(at(21) - 2, lane.y + 12, { steps: 6 });
  await page.mouse.up();
  await expect(page.locator('[data-test=plan-ready]')).toContainText('8 次');
  const holiday = page.locator('[data-test=plan-holiday]');
  await expect(holiday).toHaveCount(1);
  await expect(holiday).toContainText('10月6日（周二）');
  await expect(holiday).toContainText('国庆');
  await expect(page.locator('[data-test=plan-date]').first()).toContainText('9月22日（周二）');
  await page.locator('[data-test=create-class]').click();
  await expect(page.locator('[data-test=sessions] [data-test=row]')).toHaveCount(8);
  await expect(page.locator('[data-test=skipped]')).toContainText('10月6日（周二）');
  // A second class at the same time is told what is in its way before anything is saved.
  await open(page, '/classes/new');
  await pick(page, '#class-course', '手机摄影');
  await pick(page, '#class-zone', '成长讲堂');
  await page.locator('[data-test=add-slot]').click();
  await expect(page.locator('[data-test=plan-clashes]')).toBeVisible();
  await expect(page.locator('[data-test=plan-date]').first()).toContainText('咖啡制作');
  await close();
});

test('a class is booked to full, the next one waits, and a freed seat goes to who waits', async ({ dataFolder }) => {
  await seedClasses(dataFolder, async ({ person, classOf }) => {
    for (const name of ['赵甲子', '钱乙丑', '孙丙寅']) await person(name);
    await classOf({ capacity: 2 }, { first: addDays(TUESDAY, 7) });
  });
  const { page, close } = await launchAt(dataFolder, TODAY, '09:10');
  await open(page, '/classes/1');
  await page.locator('[data-test=book]').click();
  const picker = page.locator('[data-test=book-dialog] [data-test=person-picker]');
  const booked = page.locator('[data-test=booked]');
  await expect(picker).toBeFocused();
  // Initials, Enter, Enter: a seat each.
  for (const [initials, name] of [
    ['zjz', '赵甲子'],
    ['qyc', '钱乙丑']
  ] as const) {
    await picker.fill(initials);
    await expect(page.locator('[role=listbox] [role=option]', { hasText: name })).toBeVisible();
    await picker.press('Enter');
    await expect(page.locator('[data-test=book-free]')).toBeVisible();
    await expect(page.locator('[data-test=book-confirm]')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(booked).toContainText(`${name}已报名`);
  }
  await picker.fill('sby');
  await expect(page.locator('[role=listbox] [role=option]', { hasText: '孙丙寅' })).toBeVisible();
  await picker.press('Enter');
  await expect(page.locator('[data-test=refusal]')).toContainText('可排候补第 1 位');
  await page.locator('[data-test=book-confirm]').click();
  await expect(booked).toContainText('候补，第 1 位');
  await page.locator('[data-test=book-dialog] .el-dialog__footer button').first().click();
  await expect(page.locator('[data-test=booking-booked]')).toHaveCount(2);
  await expect(page.locator('[data-test=booking-waiting]')).toContainText('孙丙寅');

  await page.locator('[data-test=booking-booked]', { hasText: '赵甲子' }).locator('[data-test=booking-more]').click();
  await page.locator('[data-test=cancel-booking]:visible').click();
  await expect(page.locator('[data-test=cancel-dialog]')).toContainText('前取消不算爽约');
  await page.locator('[data-test=cancel-confirm]').click();
  const offered = page.locator('[data-test=booking-offered]');
  await expect(offered).toContainText('孙丙寅');
  await expect(offered).toContainText('保留至 9月22日');
  // Whoever got a seat is on the list of calls until the seat is taken.
  await page.locator('[data-test=class-tabs]').getByText('电话通知').click();
  await expect(page.locator('[data-test=calls]')).toContainText('孙丙寅');
  await page.locator('[data-test=class-tabs]').getByText('报名', { exact: true }).click();
  await offered.locator('[data-test=accept]').click();
  await expect(page.locator('[data-test=booking-booked]', { hasText: '孙丙寅' })).toBeVisible();
  await page.locator('[data-test=class-tabs]').getByText('记录').click();
  await expect(page.locator('[data-test=history]')).toContainText('得到名额');
  await close();
});

test('thirty slips are scanned one after the other, the whole sheet is typed, and the list closes', async ({ dataFolder }) => {
  const codes: string[] = [];
  await seedClasses(dataFolder, async ({ client, person, classOf }) => {
    const { id } = await classOf({ capacity: 31 });
    for (let i = 1; i <= 31; i += 1)
      codes.push(
        bookingCode((await client.bookings.book({ commandId: cid(), classId: id, person: { personId: await person(`李丁卯${i}`) } })).id)
      );
  });
  const { page, close } = await launchAt(dataFolder, TUESDAY, '18:50');
  await open(page, '/classes/attendance');
  await page.locator('[data-test=due-session] [data-test=check-in]').click();
  const field = page.locator('[data-test=scan]');
  for (const [i, code] of codes.slice(0, 30).entries()) {
    // A scanner types into whatever has the focus and ends with Enter.
    await expect(field).toBeFocused();
    await page.keyboard.insertText(code);
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-test=counts] .big')).toContainText(`${i + 1} / 31`);
    await expect(field).toHaveValue('');
  }
  // The same slip again is no second person.
  await page.keyboard.insertText(codes[0]!);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=scan-result]')).toContainText('已经签过');
  await expect(page.locator('[data-test=counts] .big')).toContainText('30 / 31');
  await close();

  // After the class the paper sheet says that the last one was excused and the first came late: keys alone.
  const later = await launchAt(dataFolder, TUESDAY, '21:10');
  await open(later.page, '/classes/attendance/1?mode=sheet');
  await expect(later.page.locator('[data-test=sheet-grid] [role=row]').first()).toBeFocused();
  await later.page.keyboard.press('2');
  await later.page.keyboard.press('End');
  await later.page.keyboard.press('4');
  await later.page.keyboard.press('Control+s');
  await expect(later.page.locator('.el-message--success')).toContainText('已保存');
  await later.page.locator('[data-test=sheet-close]').click();
  await expect(later.page.locator('[data-test=reopen]')).toBeVisible();
  await later.close();
});

test('the door screen shows no names until one is searched for', async ({ dataFolder }) => {
  await seedClasses(dataFolder, async ({ client, person, classOf }) => {
    const { id } = await classOf();
    await client.bookings.book({ commandId: cid(), classId: id, person: { personId: await person('周戊辰') } });
  });
  const { page, close } = await launchAt(dataFolder, TUESDAY, '18:50');
  await open(page, '/classes/attendance/1/door');
  const door = page.locator('[data-test=door]');
  await expect(door.locator('.count')).toContainText('0');
  await expect(door).not.toContainText('周戊辰');
  await door.locator('[data-test=scan]').fill('zwc');
  await expect(door).toContainText('周戊辰');
  await page.keyboard.press('Enter');
  await expect(door.locator('.count')).toContainText('1');
  await close();
});

test('who attended enough gets a numbered certificate whose PDF can be read and checked', async ({ dataFolder }) => {
  await seedClasses(dataFolder, async ({ client, clock, person, classOf }) => {
    const { id, sessions } = await classOf({}, { weeks: 2 });
    const good = await person('吴甲子');
    const poor = await person('郑庚午');
    for (const personId of [good, poor]) await client.bookings.book({ commandId: cid(), classId: id, person: { personId } });
    for (const [i, session] of sessions.entries()) {
      clock.set(session.from + 60_000);
      await client.attendance.mark({ commandId: cid(), sessionId: session.id, personId: good, status: 'present' });
      if (i === 0) await client.attendance.mark({ commandId: cid(), sessionId: session.id, personId: poor, status: 'present' });
      clock.set(session.to + 60_000);
      await client.attendance.close({ commandId: cid(), sessionId: session.id });
    }
  });
  const { app, page, close } = await launchAt(dataFolder, addDays(TUESDAY, 9), '10:00');
  await open(page, '/classes/certificates?class=1');
  await expect(page.locator('[data-test=candidate]', { hasText: '吴甲子' })).toContainText('2/2 · 100%');
  await expect(page.locator('[data-test=candidate]', { hasText: '郑庚午' })).toContainText('出勤不够');
  await page.locator('[data-test=issue]').click();
  const savePdf = page.getByRole('button', { name: '保存 PDF' });
  await expect(savePdf).toBeEnabled();
  const file = join(dataFolder, 'certificate.pdf');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath: path })) as never;
  }, file);
  await savePdf.click();
  await expect(page.locator('.el-message--success', { hasText: file })).toBeVisible();
  const bytes = readFileSync(file);
  expect(bytes.toString('latin1')).toMatch(/\/MediaBox \[0 0 84[12]\.\d* 59[45]\.\d*/);
  expect(bytes.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const text = (await pdfPages(bytes)).join('');
  for (const part of ['结业证书', '2026-00001', '吴甲子', '咖啡制作', '测试站']) expect(text).toContain(part);
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]/.exec(text)?.[0] ?? '';
  await page.keyboard.press('Escape');
  await open(page, '/classes/certificates?view=check');
  await page.locator('[data-test=verification]').fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=verified]')).toContainText('吴甲子');
  await expect(page.locator('[data-test=verified]')).toContainText('有效');
  // One character wrong is said to be mistyped, not unknown.
  await page.locator('[data-test=verification]').fill(`${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-test=verified]')).toContainText('不是有效的核验码');
  await close();
});

test('a wish is recorded, and a theme becomes a class with a list of people to invite', async ({ dataFolder }) => {
  await seedClasses(dataFolder, async ({ client, person, coffee }) => {
    for (const name of ['王辛未', '冯壬申'])
      await client.wishes.record({ commandId: cid(), person: { personId: await person(name) }, courseId: coffee, evenings: [2] });
    await person('陈癸酉');
    const { id } = await client.wishes.themes.create({ commandId: cid(), title: '学做咖啡', courseId: coffee });
    const { rows } = await client.wishes.list({});
    await client.wishes.themes.assign({ commandId: cid(), wishIds: rows.map((row) => row.id), themeId: id });
  });
  const { page, close } = await launchAt(dataFolder, TODAY, '09:10');
  await open(page, '/classes/wishes');
  await page.locator('[data-test=record-wish]').click();
  const picker = page.locator('[data-test=wish-dialog] [data-test=person-picker]');
  await expect(picker).toBeFocused();
  await picker.fill('cgy');
  await expect(page.locator('[role=listbox] [role=option]', { hasText: '陈癸酉' })).toBeVisible();
  await picker.press('Enter');
  await page.locator('#wish-text').fill('电焊');
  await page.locator('[data-test=wish-save]').click();
  await expect(page.locator('[data-test=wish-done]')).toContainText('陈癸酉想学“电焊”');
  await page.keyboard.press('Escape');
  const ranked = page.locator('[data-test=ranked]', { hasText: '学做咖啡' });
  await expect(ranked).toContainText('2 人');
  await ranked.locator('[data-test=make-class]').click();
  await page.locator('[data-test=make-go]').click();
  await page.locator('[data-test=class-course]').waitFor();
  await pick(page, '#class-zone', '成长讲堂');
  await page.locator('[data-test=plan-later]').click();
  await page.locator('[data-test=create-class]').click();
  await expect(page.locator('[data-test=calls] tbody tr')).toHaveCount(2);
  await expect(page.locator('[data-test=calls]')).toContainText('王辛未');
  await expect(page.locator('[data-test=calls]')).toContainText('邀请报名');
  await close();
});

test('auto-plan proposes a term, says why one has no place, and writes nothing before it is accepted', async ({ dataFolder }) => {
  await seedClasses(dataFolder, async ({ client, classOf, hall }) => {
    const photography = (await client.courses.list({})).find((course) => course.title === '手机摄影')!.id;
    for (let i = 0; i < 3; i += 1) await classOf({ sessions: [] }, { draft: true });
    // Nobody teaches photography here.
    await client.classes.create({ commandId: cid(), courseId: photography, zoneId: hall, capacity: 20 });
  });
  const { page, close } = await launchAt(dataFolder, TODAY, '09:10');
  await open(page, '/classes');
  await page.locator('[data-test=auto-plan]').click();
  await page.locator('[data-test=plan-propose]').click();
  await expect(page.locator('[data-test=plan-placed]')).toContainText('排下 3/4 个班', { timeout: 30_000 });
  await expect(page.locator('[data-test=plan-unplaced]')).toContainText('没有讲师能教这门课');
  await open(page, '/classes');
  await expect(page.locator('[data-test=class-list]')).toContainText('尚未排课');
  await expect(page.locator('[data-test=class-list]')).not.toContainText('已上 0/');
  await page.locator('[data-test=auto-plan]').click();
  await page.locator('[data-test=plan-propose]').click();
  await page.locator('[data-test=plan-apply]').click({ timeout: 30_000 });
  await expect(page.locator('[data-test=class-list]').getByText(/已上 0\/\d+ 次/)).toHaveCount(3);
  await close();
});
