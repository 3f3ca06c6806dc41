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

describe('reserving', () => {
  it('numbers without gaps, approves where no approval is needed, and refuses what is taken, by whom', async () => {
    const first = await book('09:00', '10:00', { title: '夜校' });
    expect(first).toMatchObject({ number: '2026-000001', state: 'approved', version: 1 });
    expect(clashesOf(await errorOf(book('09:30', '10:30')))).toEqual([
      {
        kind: 'zone',
        name: '讲堂',
        heldBy: '2026-000001 夜校',
        holderKind: 'reservation',
        holderId: first.id,
        from: at(TUESDAY, '09:00'),
        to: at(TUESDAY, '10:00')
      }
    ]);
    // A refused one uses no number up; ends touch starts.
    expect((await book('10:00', '11:00')).number).toBe('2026-000002');
    t.clock.set(at('2027-01-05', '09:00'));
    expect((await book('09:00', '10:00', {}, hall, '2027-01-06')).number).toBe('2027-000001');
    expect(() => t.station.sqlite.exec(`update reservation set number = '2026-000009' where id = 1`)).toThrow(/numbers/);
    expect(() => t.station.sqlite.exec('delete from reservation')).toThrow(/kept/);
  });

  it('keeps buffers on saving, and lets them stack', async () => {
    const room = await t.zone('带缓冲', { setupMinutes: 15, clearupMinutes: 30 });
    await book('09:00', '10:00', {}, room);
    expect(await kinds(book('10:30', '11:00', {}, room))).toEqual(['zone']);
    expect(await kinds(book('10:44', '11:00', {}, room))).toEqual(['zone']);
    await book('10:45', '11:00', {}, room);
    // Set-up may lie before opening time; the use itself may not.
    await book('08:00', '08:15', {}, room);
    expect(await kinds(book('17:30', '18:30', {}, room))).toEqual(['closed_hours']);
  });

  it('refuses too many people, the past, and times that cannot be', async () => {
    expect(clashesOf(await errorOf(book('09:00', '10:00', { expectedHeadcount: 51 })))).toMatchObject([
      { kind: 'capacity', available: 50, wanted: 51 }
    ]);
    expect(await kinds(book('08:30', '10:00', {}, hall, '2026-11-23'))).toEqual(['past']);
    expect(await errorOf(book('10:00', '10:00'))).toMatchObject({ code: 'INVALID', data: { reason: 'order' } });
    expect(await codeOf(desk.reservations.create({ ...t.booking(hall, TUESDAY, '09:00', '10:00'), from: at(TUESDAY, '09:00') + 1 }))).toBe(
      'INVALID'
    );
    expect(await codeOf(book('09:00', '10:00', { organisationId: 77 }))).toBe('NOT_FOUND');
    expect(await codeOf(book('09:00', '10:00', { purposeId: 77 }))).toBe('NOT_FOUND');
    expect(await codeOf(book('09:00', '10:00', {}, 77))).toBe('NOT_FOUND');
  });

  it('takes a person once, whatever the zone', async () => {
    const staffId = await t.person('钱乙丑');
    const other = await t.zone('乙');
    await book('09:00', '10:00', { staffId });
    const refused = await errorOf(book('09:30', '10:30', { staffId }, other));
    expect(clashesOf(refused)).toMatchObject([{ kind: 'person', name: '钱乙丑' }]);
    await book('10:00', '11:00', { staffId }, other);
  });

  it('does nothing twice when a command is repeated', async () => {
    const input = t.booking(hall, TUESDAY, '09:00', '10:00');
    const [first, again] = await Promise.all([desk.reservations.create(input), desk.reservations.create(input)]);
    expect(again).toEqual(first);
    expect((await desk.reservations.list({})).rows.length).toBe(1);
    const step = { commandId: cid(), id: first.id, version: 1, reason: '重复' };
    expect(await desk.reservations.cancel(step)).toEqual(await desk.reservations.cancel(step));
  });

  it('is refused without the permission', async () => {
    const viewer = await t.as('viewer');
    expect(await codeOf(viewer.reservations.create(t.booking(hall, TUESDAY, '09:00', '10:00')))).toBe('FORBIDDEN');
    const made = await book('09:00', '10:00');
    expect(await codeOf(viewer.reservations.cancel({ commandId: cid(), id: made.id, version: 1, reason: 'x' }))).toBe('FORBIDDEN');
    const mediator = await t.as('mediator');
    expect(await codeOf(mediator.reservations.checkIn({ commandId: cid(), id: made.id, version: 1, headcount: 1 }))).toBe('FORBIDDEN');
    expect((await viewer.reservations.get({ id: made.id })).number).toBe(made.number);
  });
});

describe('the dry run', () => {
  it('says the same as the write, and proposes what works', async () => {
    await t.zone('小间', { capacity: 5 });
    const big = await t.zone('大厅', { capacity: 60 });
    const chairs = (await t.head.zones.equipment.create({ commandId: cid(), name: '椅', quantity: 20, zoneId: null })).id;
    await book('09:00', '12:00', { equipment: [{ equipmentId: chairs, quantity: 15 }] });
    const wish = {
      zoneId: hall,
      from: at(TUESDAY, '11:00'),
      to: at(TUESDAY, '13:00'),
      expectedHeadcount: 10,
      equipment: [{ equipmentId: chairs, quantity: 5 }]
    };
    const answer = await desk.reservations.probe({ ...wish, proposals: true });
    expect(answer.clashes.map((clash) => clash.kind)).toEqual(['zone']);
    expect(answer.alternatives.map((zone) => zone.id)).toEqual([big]);
    expect(answer.nextFree.map((time) => time.from)).toEqual([at(TUESDAY, '12:00'), at('2026-11-25', '08:00'), at('2026-11-26', '08:00')]);
    for (const time of answer.nextFree) expect((await desk.reservations.probe({ ...wish, ...time })).clashes).toEqual([]);
    // Ten chairs are not to be had before noon anywhere.
    const more = await desk.reservations.probe({ ...wish, equipment: [{ equipmentId: chairs, quantity: 10 }], proposals: true });
    expect(more.alternatives).toEqual([]);
    expect(more.nextFree[0]).toEqual({ from: at(TUESDAY, '12:00'), to: at(TUESDAY, '14:00') });
    expect((await desk.reservations.probe({ ...wish, from: at(TUESDAY, '12:00') })).clashes).toEqual([]);
  });

  it('does not stand in its own way, and writes nothing', async () => {
    const made = await book('09:00', '10:00');
    const probe = await desk.reservations.probe({
      zoneId: hall,
      from: at(TUESDAY, '09:30'),
      to: at(TUESDAY, '10:30'),
      reservationId: made.id
    });
    expect(probe).toMatchObject({ clashes: [], occupied: { from: at(TUESDAY, '09:30') } });
    const before = t.station.sqlite.prepare('select total_changes() as n').get();
    await desk.reservations.probe({ zoneId: hall, from: at(TUESDAY, '09:30'), to: at(TUESDAY, '10:30'), proposals: true });
    expect(t.station.sqlite.prepare('select total_changes() as n').get()).toEqual(before);
  });
});

describe('approval', () => {
  it('is asked for, given or refused by the head, and taken back with a reason', async () => {
    const centre = await t.zone('指挥中心', { needsApproval: true });
    const made = await book('09:00', '10:00', {}, centre);
    expect(made.state).toBe('requested');
    expect(await kinds(book('09:30', '10:30', {}, centre))).toEqual(['zone']);
    const step = { id: made.id, version: 1 };
    expect(await codeOf(desk.reservations.approve({ commandId: cid(), ...step }))).toBe('FORBIDDEN');
    expect(await codeOf(t.head.reservations.decline({ commandId: cid(), ...step }))).toBe('REASON_NEEDED');
    expect(await t.head.reservations.approve({ commandId: cid(), ...step })).toEqual({ version: 2, state: 'approved' });
    expect(await codeOf(t.head.reservations.approve({ commandId: cid(), ...step }))).toBe('STALE');
    expect(await errorOf(t.head.reservations.approve({ commandId: cid(), id: made.id, version: 2 }))).toEqual({
      code: 'STEP_NOT_ALLOWED',
      data: { from: 'approved', step: 'approve' }
    });
    expect(await codeOf(t.head.reservations.withdrawApproval({ commandId: cid(), id: made.id, version: 2 }))).toBe('REASON_NEEDED');
    await t.head.reservations.withdrawApproval({ commandId: cid(), id: made.id, version: 2, reason: '待定' });
    await t.head.reservations.decline({ commandId: cid(), id: made.id, version: 3, reason: '另有安排' });
    await book('09:30', '10:30', {}, centre);
    expect(await kinds(desk.reservations.reopen({ commandId: cid(), id: made.id, version: 4, reason: '误拒' }))).toEqual(['zone']);
    expect((await t.head.reservations.create(t.booking(centre, TUESDAY, '14:00', '15:00'))).state).toBe('approved');
  });

  it('is asked again when somebody else moves what was approved, and is not needed elsewhere', async () => {
    const centre = await t.zone('指挥中心', { needsApproval: true });
    const made = await book('09:00', '10:00', {}, centre);
    await t.head.reservations.approve({ commandId: cid(), id: made.id, version: 1 });
    const move = (version: number, zoneId: number, from: string, to: string, by = desk) =>
      by.reservations.move({ commandId: cid(), id: made.id, version, zoneId, from: at(TUESDAY, from), to: at(TUESDAY, to) });
    expect((await move(2, centre, '11:00', '12:00')).state).toBe('requested');
    expect((await move(3, hall, '11:00', '12:00')).state).toBe('approved');
    expect((await move(4, centre, '11:00', '12:00', t.head)).state).toBe('approved');
  });
});

describe('changing', () => {
  it('moves, stretches and refuses as making does, and keeps the rest', async () => {
    const made = await book('09:00', '10:00', { title: '班会', contactPhone: '13900000001' });
    await book('11:00', '12:00');
    expect(
      await kinds(
        desk.reservations.move({
          commandId: cid(),
          id: made.id,
          version: 1,
          zoneId: hall,
          from: at(TUESDAY, '10:30'),
          to: at(TUESDAY, '11:30')
        })
      )
    ).toEqual(['zone']);
    await desk.reservations.move({
      commandId: cid(),
      id: made.id,
      version: 1,
      zoneId: hall,
      from: at(TUESDAY, '09:30'),
      to: at(TUESDAY, '11:00')
    });
    const got = await desk.reservations.get({ id: made.id });
    expect(got).toMatchObject({
      title: '班会',
      from: at(TUESDAY, '09:30'),
      contactName: '赵甲子',
      contactPhone: '139****0001',
      version: 2
    });
    expect(
      await kinds(
        desk.reservations.move({
          commandId: cid(),
          id: made.id,
          version: 2,
          zoneId: hall,
          from: at('2026-11-22', '09:00'),
          to: at('2026-11-22', '10:00')
        })
      )
    ).toEqual(['past']);
    expect(
      await codeOf(desk.reservations.move({ commandId: cid(), id: made.id, version: 1, zoneId: hall, from: got.from, to: got.to }))
    ).toBe('STALE');
  });

  it('shows a full telephone number only with the permission, and records that; the audit never has the number', async () => {
    const made = await book('09:00', '10:00', { contactPhone: '13900000001' });
    expect(await codeOf((await t.as('viewer')).reservations.revealPhone({ id: made.id }))).toBe('FORBIDDEN');
    expect(await desk.reservations.revealPhone({ id: made.id })).toEqual({ phone: '13900000001' });
    const { rows } = await t.head.audit.list({ entity: 'reservation' });
    expect(rows.map((row) => row.action)).toEqual(['reservations.revealPhone', 'reservations.create']);
    expect(JSON.stringify(rows)).not.toContain('13900000001');
  });

  it('lets a use that is on be stretched but not moved, and what is over be corrected only', async () => {
    const made = await book('09:00', '10:00');
    t.clock.set(at(TUESDAY, '09:02'));
    await desk.reservations.checkIn({ commandId: cid(), id: made.id, version: 1, headcount: 7 });
    const wish = {
      id: made.id,
      zoneId: hall,
      from: at(TUESDAY, '09:00'),
      to: at(TUESDAY, '10:00'),
      purposeId: t.purpose['meeting']!,
      expectedHeadcount: 10
    };
    expect(await codeOf(desk.reservations.update({ commandId: cid(), version: 2, ...wish, from: at(TUESDAY, '09:30') }))).toBe(
      'STEP_NOT_ALLOWED'
    );
    expect((await desk.reservations.update({ commandId: cid(), version: 2, ...wish, to: at(TUESDAY, '10:30') })).state).toBe('in_use');
    expect(await kinds(book('10:00', '11:00'))).toEqual(['zone']);
    t.clock.set(at(TUESDAY, '10:30'));
    await desk.reservations.finish({ commandId: cid(), id: made.id, version: 3, headcount: 8 });
    expect(await codeOf(desk.reservations.update({ commandId: cid(), version: 4, ...wish, to: at(TUESDAY, '11:00') }))).toBe(
      'STEP_NOT_ALLOWED'
    );
    await desk.reservations.update({
      commandId: cid(),
      version: 4,
      ...wish,
      to: at(TUESDAY, '10:30'),
      headcount: 9,
      purposeId: t.purpose['class']!
    });
    const figures = await desk.figures.zones({ fromMonth: '2026-11', toMonth: '2026-11' });
    expect(figures.cells).toEqual([
      { zoneId: hall, purposeId: t.purpose['class'], month: '2026-11', uses: 1, attendances: 9, minutes: 90 }
    ]);
  });
});

describe('merging two records of one person', () => {
  it('moves reservations and time, and refuses while both are taken at once', async () => {
    const [a, b] = [await t.person('周丁卯'), await t.person('周丁卯一')];
    const other = await t.zone('乙');
    await book('09:00', '10:00', { staffId: a, contactId: a, contactName: '' });
    const twin = await book('09:30', '10:30', { staffId: b }, other);
    const merge = { survivorId: a, survivorVersion: 1, mergedId: b, mergedVersion: 1 };
    expect(await codeOf(t.head.people.merge({ commandId: cid(), ...merge }))).toBe('CLASH');
    await desk.reservations.move({
      commandId: cid(),
      id: twin.id,
      version: 1,
      zoneId: other,
      from: at(TUESDAY, '10:00'),
      to: at(TUESDAY, '11:00')
    });
    const { moved } = await t.head.people.merge({ commandId: cid(), ...merge });
    expect(moved['reservations']).toBe(1);
    expect((await desk.reservations.get({ id: twin.id })).staff).toEqual({ id: a, name: '周丁卯' });
    expect(await kinds(book('10:00', '11:00', { staffId: a }))).toEqual(['person']);
  });
});
