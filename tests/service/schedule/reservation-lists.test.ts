import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, clashesOf, expectSound, openScheduleStation, TUESDAY, type ScheduleStation } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf, type Client } from '../../fixtures/station.ts';

let t: ScheduleStation;
let desk: Client;
let hall: number;
beforeEach(async () => {
  t = await openScheduleStation();
  desk = await t.as('front_desk');
  hall = await t.zone('讲堂');
});
afterEach(async () => {
  await expectSound(t);
  await t.close();
});

const book = (from: string, to: string, over: object = {}, zone = hall, date = TUESDAY) =>
  desk.reservations.create({ ...t.booking(zone, date, from, to), ...over });
const kinds = async (call: Promise<unknown>) => clashesOf(await errorOf(call)).map((clash) => clash.kind);

describe('what people see', () => {
  it('lists by filters, text and pages, in both directions', async () => {
    const organisationId = (await t.head.organisations.create({ commandId: cid(), parentId: null, kind: 'enterprise', name: '东海机械' }))
      .id;
    const contactId = await t.person('孙丙寅');
    await book('09:00', '10:00', { title: '100%达标_培训' });
    await book('10:00', '11:00', { organisationId });
    await book('11:00', '12:00', { contactId, contactName: '' });
    await book('12:00', '13:00', {}, await t.zone('乙'));
    const numbers = async (input: object) => (await desk.reservations.list(input)).rows.map((row) => Number(row.number.slice(-1)));
    expect(await numbers({})).toEqual([4, 3, 2, 1]);
    expect(await numbers({ zoneIds: [hall], ascending: true })).toEqual([1, 2, 3]);
    expect(await numbers({ text: '0%达' })).toEqual([1]);
    expect(await numbers({ text: '_' })).toEqual([1]);
    expect(await numbers({ text: '东海' })).toEqual([2]);
    expect(await numbers({ text: '丙寅' })).toEqual([3]);
    expect(await numbers({ text: '2026-000004' })).toEqual([4]);
    expect(await numbers({ personId: contactId })).toEqual([3]);
    expect(await numbers({ organisationId })).toEqual([2]);
    expect(await numbers({ fromDate: '2026-11-25' })).toEqual([]);
    const first = await desk.reservations.list({ limit: 3, ascending: true });
    expect([first.total, first.rows.length]).toEqual([{ count: 4, capped: false }, 3]);
    const second = await desk.reservations.list({ limit: 3, ascending: true, after: first.next! });
    expect([second.rows.map((row) => row.number), second.next]).toEqual([['2026-000004'], null]);
    expect(await codeOf(desk.reservations.list({ after: 'x' }))).toBe('INVALID');
    const timeline = await desk.people.timeline({ id: contactId });
    expect(timeline[0]).toMatchObject({
      area: 'reservations',
      kind: 'contact',
      at: at(TUESDAY, '11:00'),
      params: { number: '2026-000003', zone: '讲堂' }
    });
  });

  it('shows a range by columns, of at most 62 days', async () => {
    const room = await t.zone('带缓冲', { setupMinutes: 15, clearupMinutes: 30 });
    await book('09:00', '10:00', { title: '一' }, room);
    const gone = await book('11:00', '12:00');
    await desk.reservations.cancel({ commandId: cid(), id: gone.id, version: 1, reason: 'x' });
    const range = { from: at(TUESDAY, '00:00'), to: at('2026-11-25', '00:00') };
    const { columns } = await desk.reservations.range(range);
    expect(columns).toMatchObject({
      zoneId: [room],
      title: ['一'],
      setup: [15],
      clearup: [30],
      state: ['approved'],
      contact: ['赵甲子'],
      version: [1]
    });
    expect((await desk.reservations.range({ ...range, zoneIds: [hall] })).columns.id).toEqual([]);
    expect((await desk.reservations.range({ ...range, states: ['cancelled'] })).columns.id).toEqual([gone.id]);
    // What began the evening before and is still on belongs to the day.
    expect((await desk.reservations.range({ from: at(TUESDAY, '09:59'), to: at(TUESDAY, '10:00') })).columns.id.length).toBe(1);
    expect(await codeOf(desk.reservations.range({ from: 0, to: 63 * 86_400_000 }))).toBe('INVALID');
  });

  it('shows today at a glance', async () => {
    const [other, shut, centre] = [await t.zone('乙'), await t.zone('丙', { hours: [] }), await t.zone('丁', { needsApproval: true })];
    const on = await book('09:00', '10:00');
    const due = await book('10:00', '11:00', {}, other);
    const later = await book('14:00', '15:00');
    const asked = await book('16:00', '17:00', {}, centre, '2026-11-26');
    t.clock.set(at(TUESDAY, '09:00'));
    await desk.reservations.checkIn({ commandId: cid(), id: on.id, version: 1, headcount: 4 });
    t.clock.set(at(TUESDAY, '10:05'));
    const board = await desk.reservations.today();
    expect(board.onNow).toMatchObject([{ id: on.id, overdue: true }]);
    expect(board.waiting).toMatchObject([{ id: due.id, until: at(TUESDAY, '10:15') }]);
    expect(board.arrivals.map((row) => row.id)).toEqual([later.id]);
    expect(await desk.reservations.approvals()).toMatchObject({ count: 1, rows: [{ id: asked.id }] });
    expect(board.day).toEqual({ kind: 'ordinary', name: '', nameEn: '', published: true });
    expect(board.zones.map(({ zone, free, why, until }) => [zone.id, free, why, until])).toEqual([
      [hall, true, 'free', at(TUESDAY, '14:00')],
      [other, false, 'taken', at(TUESDAY, '11:00')],
      [shut, false, 'closed_hours', null],
      [centre, true, 'free', at(TUESDAY, '18:00')]
    ]);
  });

  it('gives a zone as iCalendar, in UTC, without phone numbers', async () => {
    await book('09:00', '10:00', { title: '夜校；第一讲', contactPhone: '13900000001', notes: '内部' });
    const { name, file, events } = await desk.reservations.ics({ zoneId: hall });
    const text = await file.text();
    expect([name, events]).toEqual(['讲堂.ics', 1]);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toContain('DTSTART:20261124T010000Z');
    expect(text).toContain('DTEND:20261124T020000Z');
    expect(text).toContain('UID:2026-000001@station');
    expect(text).toContain('DTSTAMP:20261123T010000Z');
    expect(text).toContain('SUMMARY:夜校；第一讲');
    expect(text).not.toContain('139000');
    expect(text).not.toContain('内部');
    expect((await t.head.audit.list({ action: 'reservations.ics' })).rows.length).toBe(1);
  });

  it('keeps files with a reservation, whole, named harmlessly, and not too large', async () => {
    const made = await book('09:00', '10:00');
    const bytes = new Uint8Array(70_000).map((_, i) => i % 251);
    const kept = await desk.reservations.attachments.add({
      commandId: cid(),
      reservationId: made.id,
      name: '..\\方案/海报?.pdf',
      file: new Blob([bytes], { type: 'application/pdf' })
    });
    expect(kept).toMatchObject({ name: '海报.pdf', mime: 'application/pdf', bytes: 70_000 });
    expect((await desk.reservations.get({ id: made.id })).attachments).toEqual([kept]);
    const got = await desk.reservations.attachments.get({ id: kept.id });
    expect(Buffer.from(await got.file.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    const big = new Blob([new Uint8Array(20 * 1024 * 1024 + 1)]);
    expect(await codeOf(desk.reservations.attachments.add({ commandId: cid(), reservationId: made.id, name: 'x', file: big }))).toBe(
      'TOO_LARGE'
    );
    await desk.reservations.attachments.remove({ commandId: cid(), id: kept.id });
    expect(await codeOf(desk.reservations.attachments.get({ id: kept.id }))).toBe('NOT_FOUND');
  });

  it('continues after a restart without a change', async () => {
    const made = await book('09:00', '10:00');
    await t.reopen();
    desk = await t.as('front_desk');
    expect((await desk.reservations.get({ id: made.id })).number).toBe(made.number);
    expect(await kinds(book('09:00', '10:00'))).toEqual(['zone']);
  });
});
