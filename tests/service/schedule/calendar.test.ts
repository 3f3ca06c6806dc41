import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, clashesOf, expectSound, openScheduleStation, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ScheduleStation;
beforeEach(async () => {
  t = await openScheduleStation();
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

const file2027 = {
  year: 2027,
  papers: ['https://www.gov.cn/'],
  days: [
    { name: '元旦', date: '2026-12-31', isOffDay: true },
    { name: '元旦', date: '2027-01-01', isOffDay: true },
    { name: '元旦', date: '2027-01-03', isOffDay: false },
    { name: '春节', date: '2027-02-06', isOffDay: true }
  ]
};

describe('the calendar', () => {
  it('knows the published years, names holidays in both languages, and says what is not known', async () => {
    const { days, unpublished } = await t.head.calendar.days({ from: '2026-09-20', to: '2027-01-31' });
    expect(days.find((day) => day.date === '2026-10-01')).toEqual({
      date: '2026-10-01',
      kind: 'holiday',
      name: '国庆节',
      nameEn: 'National Day',
      origin: 'bundled'
    });
    expect(days.find((day) => day.date === '2026-10-10')).toMatchObject({ kind: 'workday', name: '国庆节' });
    expect(days.some((day) => day.date === '2026-11-23')).toBe(false);
    expect(unpublished).toEqual([2027]);
    expect(await codeOf(t.head.calendar.days({ from: '2020-01-01', to: '2027-01-01' }))).toBe('INVALID');
  });

  it('imports a year from a file, once or again, and refuses any other file', async () => {
    const load = (data: unknown) =>
      t.head.calendar.importYear({ commandId: cid(), file: typeof data === 'string' ? data : JSON.stringify(data) });
    expect(await load(`\uFEFF${JSON.stringify(file2027)}`)).toEqual({ year: 2027, holidays: 3, workdays: 1, affected: [] });
    const { days, unpublished } = await t.head.calendar.days({ from: '2026-12-25', to: '2027-03-01' });
    expect(days.map((day) => [day.date, day.kind, day.origin])).toEqual([
      ['2026-12-31', 'holiday', 'imported'],
      ['2027-01-01', 'holiday', 'imported'],
      ['2027-01-03', 'workday', 'imported'],
      ['2027-02-06', 'holiday', 'imported']
    ]);
    expect(unpublished).toEqual([]);
    await load({ ...file2027, days: file2027.days.slice(1, 3) });
    expect((await t.head.calendar.days({ from: '2026-12-25', to: '2027-03-01' })).days.length).toBe(2);
    const reason = async (data: unknown) => ((await errorOf(load(data))).data as { reason: string }).reason;
    expect(await reason('not json')).toBe('not_json');
    expect(await reason({ days: [] })).toBe('not_holidays');
    expect(await reason({ ...file2027, year: 2028 })).toBe('other_year');
    expect(await reason({ ...file2027, days: [file2027.days[1], file2027.days[1]] })).toBe('twice');
  });

  it('lets an imported year amend the bundled one, and a day set by hand win over both', async () => {
    await t.head.calendar.importYear({
      commandId: cid(),
      file: JSON.stringify({ year: 2026, days: [{ name: '国庆节', date: '2026-10-02', isOffDay: true }] })
    });
    const range = { from: '2026-10-01', to: '2026-10-03' };
    expect((await t.head.calendar.days(range)).days.map((day) => day.date)).toEqual(['2026-10-02']);
    await t.head.calendar.setDay({ commandId: cid(), date: '2026-10-02', kind: 'ordinary', name: '' });
    expect((await t.head.calendar.days(range)).days).toMatchObject([{ date: '2026-10-02', kind: 'ordinary', origin: 'manual' }]);
    await t.head.calendar.setDay({ commandId: cid(), date: '2026-10-02', kind: null });
    expect((await t.head.calendar.days(range)).days).toMatchObject([{ kind: 'holiday', origin: 'imported' }]);
  });

  it('closes zones on holidays by their policy, opens them on make-up workdays, and answers the affected uses', async () => {
    const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: '08:00', close: '18:00' }));
    const closed = await t.zone('甲', { hours: weekdays });
    const open = await t.zone('乙', { hours: weekdays, holidayPolicy: 'open' });
    t.clock.set(at('2026-09-01', '09:00'));
    const refused = await errorOf(t.head.reservations.create(t.booking(closed, '2026-10-01', '09:00', '10:00')));
    expect(clashesOf(refused)).toMatchObject([{ kind: 'holiday', name: '甲', heldBy: '国庆节' }]);
    await t.head.reservations.create(t.booking(open, '2026-10-01', '09:00', '10:00'));
    // 10 October 2026 is a Saturday that is worked; the 17th is one that is not.
    await t.head.reservations.create(t.booking(closed, '2026-10-10', '09:00', '10:00'));
    expect(clashesOf(await errorOf(t.head.reservations.create(t.booking(closed, '2026-10-17', '09:00', '10:00'))))).toMatchObject([
      { kind: 'closed_hours' }
    ]);
    const monday = await t.head.reservations.create(t.booking(closed, '2026-10-12', '09:00', '10:00'));
    const { affected } = await t.head.calendar.setDay({ commandId: cid(), date: '2026-10-12', kind: 'holiday', name: '停电' });
    expect(affected.map((ref) => ref.number)).toEqual([monday.number]);
    expect(await codeOf((await t.as('front_desk')).calendar.setDay({ commandId: cid(), date: '2026-10-12', kind: null }))).toBe(
      'FORBIDDEN'
    );
  });
});
