import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readXlsx } from 'hucre/xlsx';
import { utilisation } from '../../../electron/contract/schedule/zone-log.ts';
import { at, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, type Client } from '../../fixtures/station.ts';

let t: ScheduleStation;
let desk: Client;
let hall: number;
beforeEach(async () => {
  t = await openScheduleStation();
  desk = await t.as('front_desk');
  hall = await t.zone('讲堂', { nameEn: 'Lecture Hall', clearupMinutes: 30 });
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

async function use(date: string, from: string, to: string, came: number, over: object = {}, end = to) {
  const made = await desk.reservations.create({ ...t.booking(hall, date, from, to), ...over });
  t.clock.set(at(date, from));
  await desk.reservations.checkIn({ commandId: cid(), id: made.id, version: 1, headcount: came });
  t.clock.set(at(date, end));
  await desk.reservations.finish({ commandId: cid(), id: made.id, version: 2 });
  return made;
}
const november = { fromMonth: '2026-11', toMonth: '2026-11' };

describe('the zone log', () => {
  it('counts uses, attendances and minutes by zone, purpose and month; what did not take place is not counted', async () => {
    const safety = t.purpose['safety']!;
    await use(TUESDAY, '09:00', '10:00', 12);
    await use(TUESDAY, '11:00', '12:00', 8, { purposeId: safety }, '11:40');
    // Staying on does not count twice.
    await use(TUESDAY, '13:00', '14:00', 5, { purposeId: safety }, '14:20');
    const cancelled = await desk.reservations.create(t.booking(hall, '2026-11-25', '09:00', '10:00'));
    await desk.reservations.cancel({ commandId: cid(), id: cancelled.id, version: 1, reason: 'x' });
    await desk.reservations.create(t.booking(hall, '2026-11-25', '11:00', '12:00'));
    await use('2026-12-01', '09:00', '10:00', 20);
    const { cells, totals } = await desk.figures.zones({ fromMonth: '2026-11', toMonth: '2026-12' });
    expect(cells).toEqual([
      { zoneId: hall, purposeId: safety, month: '2026-11', uses: 2, attendances: 13, minutes: 100 },
      { zoneId: hall, purposeId: t.purpose['meeting'], month: '2026-11', uses: 1, attendances: 12, minutes: 60 },
      { zoneId: hall, purposeId: t.purpose['meeting'], month: '2026-12', uses: 1, attendances: 20, minutes: 60 }
    ]);
    expect(totals).toMatchObject({ uses: 4, attendances: 45, minutes: 220 });
  });

  it('shows the uses behind a number', async () => {
    const first = await use(TUESDAY, '09:00', '10:00', 12);
    await use(TUESDAY, '11:00', '12:00', 8, { purposeId: t.purpose['safety'] });
    await use('2026-12-01', '09:00', '10:00', 20);
    const page = await desk.figures.rows({ ...november, zoneId: hall, purposeId: t.purpose['meeting']! });
    expect([page.rows.map((row) => [row.number, row.headcount]), page.total]).toEqual([[[first.number, 12]], { count: 1, capped: false }]);
  });

  it('takes a use out again when its finish is undone, and follows every correction', async () => {
    const made = await use(TUESDAY, '09:00', '10:00', 12);
    await desk.reservations.undoFinish({ commandId: cid(), id: made.id, version: 3 });
    expect((await desk.figures.zones(november)).cells).toEqual([]);
    await desk.reservations.finish({ commandId: cid(), id: made.id, version: 4, headcount: 15 });
    expect((await desk.figures.zones(november)).cells).toMatchObject([{ uses: 1, attendances: 15 }]);
  });

  it('counts late arrivals from when they came, so that nobody’s minutes are counted twice', async () => {
    const made = await desk.reservations.create(t.booking(hall, TUESDAY, '09:00', '12:00'));
    t.clock.set(at(TUESDAY, '10:00'));
    const { from: _from, to: _to, ...about } = t.booking(hall, TUESDAY, '09:00', '10:00');
    const between = await desk.reservations.walkIn({ ...about, from: at(TUESDAY, '09:20'), to: at(TUESDAY, '09:30'), headcount: 2 });
    await desk.reservations.finish({ commandId: cid(), id: between.id, version: 1 });
    await desk.reservations.checkIn({ commandId: cid(), id: made.id, version: 1, headcount: 4 });
    t.clock.set(at(TUESDAY, '11:30'));
    await desk.reservations.finish({ commandId: cid(), id: made.id, version: 2 });
    expect((await desk.figures.zones(november)).cells).toMatchObject([{ uses: 2, attendances: 6, minutes: 10 + 90 }]);
  });

  it('measures use against opening hours, less holidays and closures, up to today', async () => {
    // Open 08:00–18:00 every day, made on the 23rd: two days of November by the 24th.
    await use(TUESDAY, '09:00', '12:00', 3);
    let figures = await desk.figures.zones(november);
    expect(figures.open).toEqual([{ zoneId: hall, month: '2026-11', minutes: 2 * 600 }]);
    expect(utilisation(figures.totals.minutes, figures.totals.openMinutes)).toBe(180 / 1200);
    await desk.closures.create({
      commandId: cid(),
      zoneId: hall,
      from: at(TUESDAY, '13:00'),
      to: at('2026-11-26', '12:00'),
      reason: '检修'
    });
    await t.head.calendar.setDay({ commandId: cid(), date: '2026-11-27', kind: 'holiday', name: '停电' });
    t.clock.set(at('2026-11-28', '09:00'));
    figures = await desk.figures.zones(november);
    // 23rd whole, 24th till 13:00, 25th shut, 26th from 12:00, 27th a holiday, 28th whole.
    expect(figures.open).toEqual([{ zoneId: hall, month: '2026-11', minutes: 600 + 300 + 0 + 360 + 0 + 600 }]);
    expect((await desk.figures.zones({ fromMonth: '2027-01', toMonth: '2027-01' })).open).toEqual([]);
    expect(utilisation(10, 0)).toBeNull();
  });

  it('answers months in order only, and not more than ten years', async () => {
    expect(await codeOf(desk.figures.zones({ fromMonth: '2026-12', toMonth: '2026-11' }))).toBe('INVALID');
    expect(await codeOf(desk.figures.zones({ fromMonth: '2016-11', toMonth: '2026-11' }))).toBe('INVALID');
    expect(await codeOf((await t.as('mediator')).figures.zones(november))).toBe('FORBIDDEN');
  });

  it('can be taken along as .xlsx in either language, which is recorded', async () => {
    await use(TUESDAY, '09:00', '10:00', 12, { title: '=1+1' });
    const made = await desk.figures.export({ ...november, language: 'zh-CN' });
    expect([made.name, made.rows]).toEqual(['使用台账-2026-11-2026-11.xlsx', 1]);
    const book = await readXlsx(new Uint8Array(await made.file.arrayBuffer()));
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(['按月', '按用途', '明细']);
    expect(book.sheets[0]!.rows.slice(1)).toEqual(
      [
        ['功能区', '月份', '场次', '人次', '使用小时', '开放小时', '使用率 %'],
        ['讲堂', '2026-11', 1, 12, 1, 20, 5],
        ['合计', '', 1, 12, 1, 20, 5]
      ].map((row) => row.map((cell) => (cell === '' ? expect.toSatisfy((v: unknown) => v === '' || v === null) : cell)))
    );
    // No cell begins a formula.
    expect(book.sheets[2]!.rows[2]![6]).toBe("'=1+1");
    const english = await desk.figures.export({ ...november, language: 'en' });
    const sheet = (await readXlsx(new Uint8Array(await english.file.arrayBuffer()))).sheets[1]!;
    expect(sheet.rows[2]!.slice(0, 2)).toEqual(['Lecture Hall', 'Meeting']);
    expect((await t.head.audit.list({ action: 'figures.export' })).rows.length).toBe(2);
  });
});
