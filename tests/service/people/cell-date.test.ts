import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serialDate } from '../../../electron/service/core/documents/serial-date.ts';
import { readCellDate, writeCellDate, type CellDate } from '../../../electron/service/people/people/import/cell-date.ts';

const said = (cell: Parameters<typeof readCellDate>[0], date1904 = false) => writeCellDate(readCellDate(cell, date1904));

describe('a cell that holds a date', () => {
  it.each([
    [1988, '1988'],
    [1988.05, '1988-05'],
    [1988.12, '1988-12'],
    // What Excel keeps of 1988.10 is 1988.1, which January is, too.
    [1988.1, '1988'],
    [1988.13, ''],
    [198805, '1988-05'],
    [19880506, '1988-05-06'],
    [19880231, ''],
    [32269, '1988-05-06'],
    [32269.75, '1988-05-06'],
    [12, ''],
    [0, ''],
    [-1, ''],
    [1e15, ''],
    [Number.NaN, ''],
    ['1988', '1988'],
    ['1988年', '1988'],
    ['1988.05', '1988-05'],
    ['1988.5', '1988-05'],
    ['1988.10', '1988-10'],
    ['1988-05', '1988-05'],
    ['1988/5', '1988-05'],
    ['1988年5月', '1988-05'],
    ['198805', '1988-05'],
    ['1988-05-06 00:00:00', '1988-05-06'],
    ['1988-05-06T00:00:00.000Z', '1988-05-06'],
    ['1988/5/6 0:00', '1988-05-06'],
    ['1988.5.6', '1988-05-06'],
    ['1988年5月6日', '1988-05-06'],
    ['1988 年 5 月 6 号', '1988-05-06'],
    ['１９８８－０５－０６', '1988-05-06'],
    ["'1988-05-06", '1988-05-06'],
    ['\u200b1988-05-06\u00a0', '1988-05-06'],
    ['19880506', '1988-05-06'],
    ['32269', '1988-05-06'],
    ['一九八八年五月二十六日', '1988-05-26'],
    ['一九八八年十月', '1988-10'],
    ['May 6, 1988', '1988-05-06'],
    ['6 May 1988', '1988-05-06'],
    ['6-May-1988', '1988-05-06'],
    ['25/6/1988', '1988-06-25'],
    ['6/25/1988', '1988-06-25'],
    // Two dates, so none.
    ['5/6/1988', ''],
    ['88-5-6', ''],
    ['1988-02-30', ''],
    ['1988.13', ''],
    ['不详', ''],
    ['', '']
  ] as const)('%j says %j', (cell, date) => expect(said(cell)).toBe(date));

  it('counts days from 1904 where the workbook does', () => {
    expect(said(32269 - 1462, true)).toBe('1988-05-06');
    expect(said(1988, true)).toBe('1988');
  });

  it('says nothing of what is no date', () => {
    for (const cell of [null, undefined, true, new Date(Number.NaN), { fault: 'error', text: '#N/A' } as const])
      expect(readCellDate(cell)).toEqual({ kind: 'unknown' });
  });

  const known: fc.Arbitrary<CellDate> = fc.oneof(
    fc
      .integer({ min: 0, max: 110_000 })
      .map((days) => ({ kind: 'day' as const, date: new Date(Date.UTC(1881, 0, 1) + days * 86_400_000).toISOString().slice(0, 10) })),
    fc.record({ kind: fc.constant('month' as const), year: fc.integer({ min: 1880, max: 2199 }), month: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ kind: fc.constant('year' as const), year: fc.integer({ min: 1880, max: 2199 }) })
  );

  it('read, written and read again says the same', () => {
    fc.assert(
      fc.property(known, (date) => {
        expect(readCellDate(writeCellDate(date))).toEqual(date);
      })
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[0-9年月日./: -]{1,20}$/)), (cell) => {
        const read = readCellDate(cell);
        if (read.kind !== 'unknown') expect(readCellDate(writeCellDate(read))).toEqual(read);
      })
    );
  });

  it('is the same day as text, as a date, and as a count of days in either system', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 60_000 }), fc.boolean(), (serial, date1904) => {
        const date = serialDate(serial, date1904);
        const text = date.toISOString().slice(0, 10);
        expect([said(serial, date1904), said(date), said(text), said(`${text} 00:00:00`)]).toEqual([text, text, text, text]);
      })
    );
  });
});
