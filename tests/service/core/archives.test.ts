import { constants, crc32, deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readFirstSheet, writeWorkbook } from '../../../electron/service/core/documents/excel.ts';
import { fitsUnpacked } from '../../../electron/service/core/files/files.ts';
import { cid, codeOf, errorOf, openTestStation } from '../../fixtures/station.ts';

/** An archive of one file that says it is so large; unpacked it is so many megabytes of blanks. */
function archive(name: string, says: number, megabytes = 1): Uint8Array {
  const content = Buffer.alloc(1024 * 1024, ' ');
  const block = deflateRawSync(content, { finishFlush: constants.Z_FULL_FLUSH });
  const packed = Buffer.concat([...Array.from({ length: megabytes - 1 }, () => block), deflateRawSync(content)]);
  const fields = Buffer.alloc(20);
  fields.writeUInt16LE(8, 2);
  fields.writeUInt32LE(crc32(content), 8);
  fields.writeUInt32LE(packed.length, 12);
  fields.writeUInt32LE(says, 16);
  const named = Buffer.from(name);
  const length = Buffer.alloc(4);
  length.writeUInt16LE(named.length);
  const local = Buffer.concat([Buffer.from('504b03041400', 'hex'), fields, length, named, packed]);
  const entry = Buffer.concat([Buffer.from('504b010214001400', 'hex'), fields, length, Buffer.alloc(14), named]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

it('an archive that comes to gigabytes is refused before it is unpacked', async () => {
  expect(await fitsUnpacked(archive('xl/worksheets/sheet1.xml', 3_000_000_000))).toBe(false);
  expect(await fitsUnpacked(archive('xl/worksheets/sheet1.xml', 0xffffffff))).toBe(false);
  expect(await fitsUnpacked(archive('xl/worksheets/sheet1.xml', 1024 * 1024))).toBe(true);
  await expect(readFirstSheet(archive('xl/worksheets/sheet1.xml', 3_000_000_000))).rejects.toThrow('too large');
});

it('nor is one unpacked that says it is small, is of another form, or has something in front', async () => {
  const small = archive('xl/worksheets/sheet1.xml', 1024 * 1024, 400);
  expect(small.length).toBeLessThan(1024 * 1024);
  expect(await fitsUnpacked(small)).toBe(false);
  expect(await fitsUnpacked(Buffer.concat([Buffer.from('in front'), small]))).toBe(false);
  const zip64 = Buffer.from(small);
  zip64.writeUInt32LE(0xffffffff, zip64.length - 6);
  expect(await fitsUnpacked(zip64)).toBe(false);
  await expect(readFirstSheet(small)).rejects.toThrow('too large');
  expect(await fitsUnpacked(archive('xl/worksheets/sheet1.xml', 1024 * 1024, 40))).toBe(true);
});

it('a workbook is read, and another file is left to its reader', async () => {
  const bytes = await writeWorkbook([{ name: '表', columns: [{ header: '列' }], rows: [['甲']] }]);
  expect(await fitsUnpacked(bytes)).toBe(true);
  expect(await readFirstSheet(bytes)).toEqual([['列'], ['甲']]);
  for (const none of [new Uint8Array(0), Buffer.from('PK\u0005\u0006'), Buffer.from('姓名,手机')])
    expect(await fitsUnpacked(none)).toBe(true);
});

it('neither a roster nor a template of that kind is taken', async () => {
  const t = await openTestStation();
  const head = await t.as('head');
  const file = new Blob([archive('word/document.xml', 3_000_000_000) as BlobPart]);
  expect(await errorOf(head.people.import.open({ file, name: '花名册.xlsx' }))).toEqual({
    code: 'FILE_UNREADABLE',
    data: { reason: 'no_workbook' }
  });
  expect(await codeOf(head.classDocuments.templates.put({ commandId: cid(), name: '我的证书.docx', file }))).toBe('TOO_LARGE');
  await t.close();
});
