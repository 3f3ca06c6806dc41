import { expect, it } from 'vitest';
import { line, requiredLine, text } from '../../../electron/contract/core/base.ts';
import { readFirstSheet, writeWorkbook } from '../../../electron/service/core/documents/excel.ts';
import { cid, codeOf, openTestStation } from '../../fixtures/station.ts';

it.each([
  ['赵甲子\u001d', '赵甲子'],
  ['𠮷㐂·甲', '𠮷㐂·甲'],
  ['\ud842', ''],
  ['a\u0000b\ufffe', 'ab'],
  ['两\r\n行', '两 行'],
  ['\u0000', '']
])('one line keeps what can be printed of %j', (typed, kept) => {
  expect(line(40).parse(typed)).toBe(kept);
  expect(requiredLine(40).safeParse(typed).success).toBe(kept !== '');
});

it('several lines keep their breaks, Word’s own among them', () => {
  expect(text().parse('一\u000b二\n三\u0007\t四')).toBe('一\n二\n三\t四');
});

it('a workbook holds nothing that a spreadsheet program refuses, whatever was kept before', async () => {
  const bytes = await writeWorkbook([
    {
      name: '表\u0001',
      title: '题\u0002',
      columns: [{ header: '列\u0003' }],
      rows: [['甲\u001d乙'], ['半\ud800'], ['长'.repeat(40_000)], ['\u0000=1+1']]
    }
  ]);
  const rows = (await readFirstSheet(bytes)).map(([cell]) => String(cell));
  expect(rows).toEqual(['题', '列', '甲乙', '半', '长'.repeat(32_767), "'=1+1"]);
});

it('a name that a scanner ended with a control character is kept without it, and found', async () => {
  const t = await openTestStation();
  const desk = await t.as('front_desk');
  const { id } = await desk.people.create({ commandId: cid(), name: '赵甲子\u001d', notes: '甲\u000b乙' });
  expect(await desk.people.get({ id })).toMatchObject({ name: '赵甲子', notes: '甲\n乙' });
  expect((await desk.people.search({ query: '赵甲子' })).map((hit) => hit.id)).toEqual([id]);
  expect(await codeOf(desk.people.create({ commandId: cid(), name: '\u0000' }))).toBe('BAD_REQUEST');
  await t.close();
});
