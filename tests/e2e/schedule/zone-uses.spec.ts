import { expect, test } from '../../fixtures/app.ts';
import { launchAt, seedClasses, TODAY, TUESDAY } from '../../fixtures/class-app.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { randomUUID } from 'node:crypto';

test('a class session shows in the day view, and a reservation dragged onto it is refused before the drop', async ({ dataFolder }) => {
  let classId = 0;
  let sessionId = 0;
  await seedClasses(dataFolder, async ({ client, hall, classOf }) => {
    const { id, sessions } = await classOf();
    classId = id;
    sessionId = sessions[0]!.id;
    const purposeId = (await client.zones.purposes.list({})).find((purpose) => purpose.key === 'meeting')!.id;
    await client.reservations.create({
      commandId: randomUUID(),
      zoneId: hall,
      from: instantOf(TUESDAY, '15:00'),
      to: instantOf(TUESDAY, '16:00'),
      purposeId,
      title: '读书会',
      expectedHeadcount: 8,
      contactName: '赵甲子'
    });
  });
  const { page, close } = await launchAt(dataFolder, TODAY, '09:10');
  await page.evaluate((date) => (window.location.hash = `#/reservations?view=day&date=${date}`), TUESDAY);
  const session = page.locator('[data-bar^=session-]');
  const meeting = page.locator('[data-bar]', { hasText: '读书会' });
  await expect(session).toHaveAttribute('aria-label', /19:00–21:00 · 咖啡制作 · 何甲子.*课次 · 待上课/);
  await expect(page.getByRole('list', { name: '图例' })).toContainText('课次');

  await meeting.hover();
  const from = (await meeting.boundingBox())!;
  const onto = (await session.boundingBox())!;
  const y = onto.y + onto.height / 2;
  await page.mouse.move(from.x + from.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(onto.x + onto.width / 2, y, { steps: 6 });
  await expect(page.locator('.ghost.refused')).toContainText('已被占用');
  await page.mouse.up();
  await expect(page.locator('[data-test=clash]')).toContainText(/未保存：成长讲堂.*咖啡制作/);
  await expect(meeting).toHaveAttribute('aria-label', /15:00–16:00/);

  await session.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/classes/${classId}$`));
  await close();

  // On the day itself it stands on the board, and leads to where its people are checked in.
  const later = await launchAt(dataFolder, TUESDAY, '18:10');
  const row = later.page.locator('[data-test=other-use]', { hasText: '咖啡制作' });
  await expect(row).toContainText('19:00');
  await row.locator('[data-test=check-in-other]').click();
  await expect(later.page).toHaveURL(new RegExp(`/classes/attendance/${sessionId}$`));
  await later.close();
});
