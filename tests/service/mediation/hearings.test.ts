import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { openCaseStation, SECRETS, type CaseStation } from '../../fixtures/cases.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: CaseStation;
let zone: number;
let caseId: number;
beforeEach(async () => {
  t = await openCaseStation();
  zone = (
    await t.head.zones.create({
      commandId: cid(),
      name: '调解室',
      nameEn: 'Mediation room',
      place: '二楼',
      capacity: 12,
      colour: '#5F3DC4',
      setupMinutes: 15,
      clearupMinutes: 15,
      hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: '08:30', close: '17:30' }))
    } as never)
  ).id;
  caseId = (await t.wageCase({ workers: 2 })).id;
});
afterEach(() => t.close());
const at = (clock: string, date = '2026-11-24') => instantOf(date, clock);
const plan = (from = '14:00', to = '15:00', more: object = {}) =>
  t.mediator.client.hearings.plan({
    commandId: cid(),
    caseId,
    purpose: 'round',
    from: at(from),
    to: at(to),
    zoneId: zone,
    note: SECRETS.reason,
    ...more
  });

describe('a hearing', () => {
  it('takes zone and mediator through the one schedule, and shows there without a name', async () => {
    const { id } = await plan();
    const reserve = (from: string, to: string) =>
      t.head.reservations.create({
        commandId: cid(),
        zoneId: zone,
        from: at(from),
        to: at(to),
        purposeId: 1,
        expectedHeadcount: 5,
        title: '开会',
        contactName: '前台'
      } as never);
    const clash = await errorOf(reserve('14:30', '15:30'));
    expect(clash).toMatchObject({
      code: 'CLASH',
      data: { clashes: [{ kind: 'zone', name: '调解室', heldBy: '', holderKind: 'hearing', holderId: id }] }
    });
    expect(JSON.stringify(clash)).not.toContain(SECRETS.worker);
    // Its set-up minutes count too.
    expect(await codeOf(reserve('15:20', '16:00'))).toBe('CLASH');
    const desk = await t.as('front_desk');
    const { others } = await desk.reservations.range({ from: at('00:00'), to: at('24:00') });
    expect(others).toEqual([
      {
        kind: 'hearing',
        id,
        recordId: id,
        number: '',
        zoneId: zone,
        from: at('14:00'),
        to: at('15:00'),
        setup: 15,
        clearup: 15,
        title: '',
        titleEn: '',
        who: '',
        state: 'coming',
        expected: null,
        headcount: null,
        version: 0
      }
    ]);
    expect(await codeOf(desk.hearings.list({ from: at('00:00'), to: at('24:00') }))).toBe('FORBIDDEN');
    const [listed] = await t.mediator.client.hearings.list({ from: at('00:00'), to: at('24:00') });
    expect(listed).toMatchObject({ id, caseId, applicant: SECRETS.worker, note: SECRETS.reason, mediators: [{ personId: t.own }] });
    // The mediator is taken as well, in whatever zone.
    expect(await errorOf(plan('14:00', '14:30', { zoneId: null }))).toMatchObject({
      code: 'CLASH',
      data: { clashes: [{ kind: 'person', name: '何甲子', heldBy: '' }] }
    });
    expect(
      (await t.mediator.client.hearings.probe({ caseId, from: at('14:00'), to: at('15:00'), zoneId: zone, hearingId: id })).clashes
    ).toEqual([]);
    expect((await t.mediator.client.hearings.zones({ from: at('14:00'), to: at('15:00') })).map((one) => one.free)).toEqual([false]);
  });

  it('is moved, cancelled and held; parties are never in the schedule', async () => {
    const planned = await plan();
    const moved = await t.mediator.client.hearings.move({
      commandId: cid(),
      ...planned,
      purpose: 'round',
      from: at('16:00'),
      to: at('17:00'),
      zoneId: zone,
      mediatorIds: [t.own, t.other],
      note: ''
    });
    expect(moved.version).toBe(2);
    expect(
      t.station.sqlite
        .prepare(`select resource_kind, resource_id from allocation where source_kind = 'hearing' order by resource_kind, resource_id`)
        .all()
    ).toEqual([
      { resource_kind: 'person', resource_id: t.own },
      { resource_kind: 'person', resource_id: t.other },
      { resource_kind: 'zone', resource_id: zone }
    ]);
    expect(
      await codeOf(
        t.mediator.client.hearings.move({
          commandId: cid(),
          ...planned,
          purpose: 'round',
          from: at('10:00'),
          to: at('11:00'),
          zoneId: zone
        })
      )
    ).toBe('STALE');
    const second = await plan('10:00', '11:00');
    await t.mediator.client.hearings.cancel({ commandId: cid(), ...second, reason: '一方有事' });
    expect(
      t.station.sqlite.prepare(`select count(*) from allocation where source_kind = 'hearing' and source_id = ?`).pluck().get(second.id)
    ).toBe(0);
    t.clock.set(at('18:00'));
    const { hearings } = await t.mediator.client.cases.get({ id: caseId });
    expect(hearings.map((one) => one.state)).toEqual(['cancelled', 'held']);
    expect(await errorOf(t.mediator.client.hearings.cancel({ commandId: cid(), ...moved, reason: '太晚' }))).toMatchObject({
      code: 'STEP_NOT_ALLOWED',
      data: { from: 'held' }
    });
  });

  it('is set aside by a closure and restored when it ends; who closes learns of a time, not of a case', async () => {
    const { id } = await plan();
    const closed = await t.head.closures.create({
      commandId: cid(),
      zoneId: zone,
      from: at('08:00'),
      to: at('20:00'),
      reason: '维修'
    } as never);
    expect(JSON.stringify(closed)).not.toContain(SECRETS.worker);
    expect((await t.mediator.client.cases.get({ id: caseId })).hearings).toMatchObject([{ id, state: 'suspended' }]);
    const [closure] = await t.head.closures.list({});
    expect(closure).toMatchObject({ suspended: 1 });
    await t.head.closures.end({ commandId: cid(), id: closure!.id, version: closure!.version });
    expect((await t.mediator.client.cases.get({ id: caseId })).hearings).toMatchObject([{ id, state: 'planned' }]);
    expect(
      t.station.sqlite.prepare(`select count(*) from allocation where source_kind = 'hearing' and source_id = ?`).pluck().get(id)
    ).toBe(2);
  });

  it('to come is cancelled when its case is archived: nobody could give its zone back, and no closure set it aside', async () => {
    const { id } = await plan();
    const { id: aside } = await plan('09:00', '10:00', { from: at('09:00', '2026-11-26'), to: at('10:00', '2026-11-26') });
    const close = (date: string) =>
      t.head.closures.create({ commandId: cid(), zoneId: zone, from: at('08:00', date), to: at('18:00', date), reason: '检修' } as never);
    await close('2026-11-26');
    await t.step(caseId, 'review');
    await t.step(caseId, 'refuse', { reason: '已起诉', ground: 'sued' });
    await t.step(caseId, 'close');
    await t.mediator.client.cases.records.save({
      commandId: cid(),
      caseId,
      at: t.clock.now(),
      body: { kind: 'report', facts: '', course: '', result: '不予受理', remarks: '' }
    });
    for (const paper of ['application', 'register', 'non_acceptance', 'closing_report'] as const)
      await t.mediator.client.casePapers.file({ commandId: cid(), caseId, paper, pages: 1 });
    await t.step(caseId, 'archive');
    expect(t.station.sqlite.prepare('select id, state from case_hearing order by id').all()).toEqual([
      { id, state: 'cancelled' },
      { id: aside, state: 'cancelled' }
    ]);
    expect(t.station.sqlite.prepare(`select count(*) from allocation where source_kind = 'hearing'`).pluck().get()).toBe(0);
    expect(
      (await t.mediator.client.cases.get({ id: caseId })).timeline
        .filter((event) => event.kind === 'hearing')
        .map((event) => event.params['what'])
    ).toContain('cancelled');
    await close('2026-11-24');
  });

  it('to come goes with a case that is not taken on; none is planned then and no agreement drawn up, until a step back', async () => {
    const { id } = await plan();
    await t.step(caseId, 'review');
    await t.step(caseId, 'refuse', { reason: '已起诉', ground: 'sued' });
    expect(t.station.sqlite.prepare('select state from case_hearing where id = ?').pluck().get(id)).toBe('cancelled');
    const agreement = { form: 'written' as const, items: ['一次付清。'], instalments: [], signedBy: [], writtenRequested: true };
    const draw = () => t.mediator.client.cases.saveAgreement({ commandId: cid(), caseId, ...agreement } as never);
    expect(await errorOf(plan('16:00', '17:00'))).toMatchObject({ code: 'STEP_NOT_ALLOWED', data: { from: 'refused', step: 'hearing' } });
    expect(await errorOf(draw())).toMatchObject({ code: 'STEP_NOT_ALLOWED', data: { from: 'refused', step: 'agreement' } });
    await t.step(caseId, 'back', { reason: '对方撤诉' });
    await plan('16:00', '17:00');
    await draw();
  });

  it('needs a mediator of the register', async () => {
    const stranger = await t.person('周丁卯');
    expect(await errorOf(plan('10:00', '11:00', { mediatorIds: [stranger] }))).toMatchObject({
      code: 'INVALID',
      data: { reason: 'not_mediator' }
    });
    const none = await t.wageCase({ workers: 1, mediatorIds: [] });
    expect(await errorOf(plan('10:00', '11:00', { caseId: none.id }))).toMatchObject({ code: 'INVALID', data: { reason: 'none' } });
  });

  it('keeps its zone from being archived, and is named without a title when hours or the calendar change', async () => {
    const { id } = await plan();
    const held = await t.head.zones.get({ id: zone });
    expect(await errorOf(t.head.zones.archive({ commandId: cid(), id: zone, version: held.version, archived: true }))).toMatchObject({
      code: 'IN_USE',
      data: { count: 1 }
    });
    const shut = await t.head.calendar.setDay({
      commandId: cid(),
      date: '2026-11-24',
      kind: 'holiday',
      name: '停电',
      nameEn: 'Power cut'
    } as never);
    expect(shut.affected).toMatchObject([{ kind: 'hearing', id, number: '', title: '' }]);
    expect(JSON.stringify(shut)).not.toContain(SECRETS.worker);
  });
});
