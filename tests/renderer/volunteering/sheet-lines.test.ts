import { describe, expect, it } from 'vitest';
import { instantOf } from '@contract/core/time.ts';
import {
  bestFirst,
  blankEntry,
  carried,
  footMinutes,
  minutesOf,
  problemsOf,
  rowsOf,
  sameName,
  without,
  withOwn,
  type SheetEntry
} from '@/volunteering/service-hours/sheet-lines.ts';

const line = (id: number, over: Partial<SheetEntry> = {}): SheetEntry => ({
  ...blankEntry(),
  volunteer: { id, name: `${id}`, note: '' },
  ...over
});
const first = { from: '09:00', to: '11:30', role: '引导' };
const DAY = '2026-11-21';
const later = instantOf('2026-11-22', '10:00');

describe('the lines of a paper sheet', () => {
  it('carry times and role down until something else is written', () => {
    const entries = [line(1), line(2, { to: '12:00' }), line(3), line(4, { from: '13:00', to: '15:00', role: '登记' }), line(5)];
    expect(carried(entries, first).map((one) => `${one.from} ${one.to} ${one.role}`)).toEqual([
      '09:00 11:30 引导',
      '09:00 12:00 引导',
      '09:00 12:00 引导',
      '13:00 15:00 登记',
      '13:00 15:00 登记'
    ]);
  });

  it('keep what they had from above when a line above is changed or taken out afterwards; a line still empty follows', () => {
    const entries = [line(1), line(2), line(3), line(4), blankEntry()];
    const say = (of: SheetEntry[]) => carried(of, first).map((one) => `${one.from} ${one.to}`);
    const early = withOwn(entries, carried(entries, first), 1, 'to', '10:00');
    expect(say(early)).toEqual(['09:00 11:30', '09:00 10:00', '09:00 11:30', '09:00 11:30', '09:00 11:30']);
    const last = withOwn(entries, carried(entries, first), 3, 'from', '10:00');
    expect(say(last)).toEqual(['09:00 11:30', '09:00 11:30', '09:00 11:30', '10:00 11:30', '10:00 11:30']);
    const odd = [line(1), line(2, { from: '08:00', to: '09:00', role: '登记' }), line(3)];
    expect(say(without(odd, carried(odd, first), 1))).toEqual(['09:00 11:30', '08:00 09:00']);
    expect(carried(without(odd, carried(odd, first), 1), first)[1]!.role).toBe('登记');
    expect(without([line(1)], carried([line(1)], first), 0)).toEqual([blankEntry()]);
  });

  it('without anybody in them are not sent, and the others keep their place', () => {
    const { rows, lines } = rowsOf([line(1), blankEntry(), line(2, { remark: ' 好 ' }), blankEntry()], first);
    expect(lines).toEqual([0, 2]);
    expect(rows.map((row) => [row.volunteerId, row.from, row.to, row.remark])).toEqual([
      [1, '09:00', '11:30', ''],
      [2, '09:00', '11:30', '好']
    ]);
  });

  it('without times are not sent either', () => {
    expect(rowsOf([line(1)], { from: '', to: '', role: '' }).rows).toEqual([]);
  });

  it.each([
    ['09:00', '11:30', 150],
    ['22:00', '01:30', 210],
    ['09:00', '24:00', 900],
    ['09:00', '', 0]
  ])('from %s to %s are %i minutes', (from, to, minutes) => expect(minutesOf(DAY, { from, to })).toBe(minutes));

  it('of one person must not overlap, nor end in the future', () => {
    const { rows } = rowsOf([line(1), line(2), line(1, { from: '11:00', to: '12:00' })], first);
    expect(problemsOf(rows, DAY, later).map((one) => one?.reason ?? null)).toEqual([null, null, 'overlap']);
    expect(problemsOf(rows.slice(0, 1), DAY, instantOf(DAY, '10:00'))[0]?.reason).toBe('future');
  });
});

describe('hours at the foot of the paper', () => {
  it.each([
    ['40', 2400],
    ['40.5', 2430],
    ['40:30', 2430],
    ['40：30', 2430],
    [' 7,25 ', 435],
    ['', null],
    ['四十', null],
    ['40.555', null]
  ])('%s', (text, minutes) => expect(footMinutes(text)).toBe(minutes));
});

describe('those found for a name', () => {
  const found = [
    { id: 1, name: '李丁卯' },
    { id: 2, name: '李丁卯' },
    { id: 3, name: '李丁丑' }
  ];
  it('stand with those signed up to the shift first', () => {
    expect(bestFirst(found, new Set([3, 2])).map((one) => one.id)).toEqual([2, 3, 1]);
  });
  it.each([
    [[], 1, 2],
    [[], 3, 1],
    // Only one of them is expected: it is that one, and not the other.
    [[2], 2, 1],
    [[2], 1, 2],
    [[1, 2], 1, 2]
  ])('with %j signed up, %i may be one of %i', (signed, id, n) => {
    expect(
      sameName(
        found,
        found.find((one) => one.id === id)!,
        new Set(signed)
      )
    ).toBe(n);
  });
});
