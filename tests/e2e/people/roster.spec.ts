import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../../fixtures/app.ts';
import { openPrepared } from '../../fixtures/prepared.ts';
import { cid } from '../../fixtures/station.ts';

test('a roster as people make it is read, decided, imported and taken back', async ({ dataFolder }) => {
  const { page, close } = await openPrepared(dataFolder, async ({ head }) => {
    await head.people.create({ commandId: cid(), name: '赵甲子', mobile: '13900000001' });
  });
  const file = join(dataFolder, '花名册.csv');
  const lines = [
    '永丰项目部花名册,,',
    '姓名,电话号码,劳务班组',
    '赵甲子,13900000002,',
    '钱乙丑,13900000003,',
    '合计,2人,',
    '制表人：孙丙寅,,'
  ];
  writeFileSync(file, `\ufeff${lines.join('\r\n')}\r\n`);

  await page.evaluate(() => (window.location.hash = '#/people/import'));
  await page.locator('[data-test=roster-file]').setInputFiles(file);
  await expect(page.locator('[data-test=import-header]')).toContainText('第 2 行');
  await page.locator('[data-test=check]').click();

  // One of the two is probably on record, with another telephone: that is said, and can be decided otherwise.
  const duplicates = page.locator('[data-test=duplicates]');
  await expect(duplicates).toContainText('同一人：赵甲子');
  await expect(page.locator('[data-test=count-new]')).toContainText('1');
  await expect(page.locator('[data-test=left-out] summary')).toContainText('2');
  await duplicates.locator('.el-select').click();
  await page.getByRole('option', { name: '另一个人，新登记' }).click();
  await expect(page.locator('[data-test=count-new]')).toContainText('2');
  await page.locator('[data-test=apply]').click();
  await expect(page.locator('[data-test=outcome]')).toContainText('新登记 2 人');

  // Both are withdrawn again, and nobody else is.
  await page.locator('[data-test=undo-import]').click();
  await expect(page.locator('.el-message-box')).toContainText('2 人');
  await page.locator('.el-message-box .el-button--primary').click();
  await expect(page.locator('[data-test=recent-imports]')).toContainText('已撤销');
  await page.evaluate(() => (window.location.hash = '#/people'));
  await expect(page.locator('main [data-test=row]')).toHaveCount(1);
  await close();
});
