import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { committeeProblems } from '../../../electron/contract/mediation/mediators.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { employer, openCaseStation, SECRETS, worker, type CaseStation } from '../../fixtures/cases.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { seat } from '../../fixtures/vault.ts';

let t: CaseStation;
beforeEach(async () => {
  t = await openCaseStation();
});
afterEach(() => t.close());

describe('a committee by law', () => {
  const row = (kind: 'chair' | 'part_time' | 'invited', sex: 'male' | 'female' | null, active = true) => ({ kind, sex, active });
  const three = [row('chair', 'male'), row('part_time', 'male'), row('part_time', 'female')];
  it.each([
    [three, []],
    [[], ['few', 'chair']],
    [three.slice(0, 2), ['few', 'woman']],
    [[...three.slice(0, 2), row('part_time', null)], []],
    [
      [...three.slice(0, 2), row('invited', 'female')],
      ['few', 'woman']
    ],
    [[...three, row('chair', 'male')], ['chair']],
    [[...three, row('chair', 'male', false)], []],
    [[...three, ...Array.from({ length: 6 }, () => row('part_time', 'male'))], []],
    [[...three, ...Array.from({ length: 7 }, () => row('part_time', 'male'))], ['many']]
  ] as const)('%o lacks %o', (register, lacking) => expect(committeeProblems(register)).toEqual(lacking));
});

describe('the register of mediators', () => {
  it('has terms, accounts and open cases; an account is one mediator’s', async () => {
    const save = (personId: number, more: object) => t.head.mediators.save({ commandId: cid(), personId, ...more });
    await save(t.other, { version: 1, kind: 'chair', certificateNumber: '甬调001', termFrom: '2024-01-01', termTo: '2026-12-31' });
    await t.wageCase({ workers: 1 });
    expect(await t.head.mediators.list({})).toMatchObject([
      { personId: t.own, name: '何甲子', account: t.mediator.name, term: 'none', openCases: 1 },
      { personId: t.other, kind: 'chair', certificateNumber: '甬调001', term: 'ending', openCases: 0, version: 2 }
    ]);
    t.clock.set(instantOf('2027-01-01', '09:00'));
    expect((await t.head.mediators.list({}))[1]!.term).toBe('over');
    expect(await errorOf(save(t.other, { version: 2, accountId: t.mediator.id }))).toMatchObject({
      data: { field: 'accountId', reason: 'taken' }
    });
    const desk = await seat(t, 'front_desk');
    expect(await errorOf(save(t.other, { version: 2, accountId: desk.id }))).toMatchObject({
      data: { field: 'accountId', reason: 'role' }
    });
    expect(await errorOf(save(t.other, { version: 2, termFrom: '2026-01-01', termTo: '2025-01-01' }))).toMatchObject({
      data: { field: 'termTo', reason: 'order' }
    });
    expect(await codeOf(save(t.other, { version: 1 }))).toBe('STALE');
    expect(await codeOf(save(9999, {}))).toBe('NOT_FOUND');
    expect(await t.head.mediators.accounts()).toMatchObject([{ id: t.mediator.id, linkedTo: t.own }]);
    // Somebody who no longer mediates is on no new case.
    await save(t.other, { version: 2, active: false });
    expect((await t.head.mediators.list({})).map((row) => row.personId)).toEqual([t.own]);
    expect(await errorOf(t.wageCase({ mediatorIds: [t.other] }))).toMatchObject({ data: { reason: 'not_mediator' } });
  });

  it('settings hold the seal, the clocks and the template of numbers', async () => {
    expect(await t.head.mediators.settings()).toMatchObject({
      numberTemplate: '（{year}）人民调字第{n}号',
      acceptWorkdays: 3,
      visitDays: [7, 30],
      place: 'ningbo'
    });
    await t.head.mediators.changeSettings({
      commandId: cid(),
      settings: { committee: '虚构街道人民调解委员会', acceptWorkdays: 5, visitDays: [15] }
    });
    expect(await t.head.mediators.settings()).toMatchObject({ committee: '虚构街道人民调解委员会', acceptWorkdays: 5, visitDays: [15] });
    const { id } = await t.wageCase({ workers: 1 });
    expect((await t.mediator.client.cases.get({ id })).deadline).toMatchObject({ kind: 'acceptance', dueOn: '2026-11-27' });
    expect(await t.head.mediators.nextNumber({ template: '甬{year}-{n:4}' })).toEqual({ number: '甬2026-0001' });
    expect(await codeOf(t.head.mediators.nextNumber({ template: '没有' }))).toBe('INVALID');
    expect(await codeOf((await t.as('front_desk')).mediators.settings())).toBe('FORBIDDEN');
  });

  it('a day off by hand moves the clock of acceptance, with nothing having run', async () => {
    const { id } = await t.wageCase({ workers: 1 });
    await t.head.calendar.setDay({ commandId: cid(), date: '2026-11-24', kind: 'holiday', name: '停工日' });
    expect((await t.mediator.client.cases.get({ id })).deadline).toMatchObject({ dueOn: '2026-11-26' });
    await t.head.calendar.setDay({ commandId: cid(), date: '2026-11-22', kind: 'workday', name: '补班' });
    expect((await t.mediator.client.cases.get({ id })).deadline).toMatchObject({ dueOn: '2026-11-25' });
  });

  it('sub-types are added, renamed and archived; a name is unique', async () => {
    const { subtypes } = t.head.cases;
    const { id, version } = await subtypes.save({ commandId: cid(), type: 'labour', name: '竞业限制' });
    expect(await codeOf(subtypes.save({ commandId: cid(), type: 'labour', name: '竞业限制' }))).toBe('NAME_TAKEN');
    await subtypes.save({ commandId: cid(), id, version, type: 'labour', name: '竞业限制', archived: true });
    await subtypes.save({ commandId: cid(), type: 'labour', name: '竞业限制' });
    expect((await subtypes.list()).filter((one) => one.name === '竞业限制').map((one) => one.archived)).toEqual([false, true]);
  });

  it('a mediator’s record that is merged into another takes cases, hearings and what is sealed along', async () => {
    const client = t.mediator.client;
    await client.mediators.setTies({ commandId: cid(), personId: t.own, version: 1, ties: [{ name: '钱丙寅', relation: SECRETS.reason }] });
    const { id } = await t.wageCase({ workers: 1 });
    const from = instantOf('2026-11-25', '14:00');
    await client.hearings.plan({ commandId: cid(), caseId: id, purpose: 'round', from, to: from + 3_600_000, zoneId: null });
    const survivor = await t.person('何甲子二');
    const versionOf = async (personId: number) => (await t.head.people.get({ id: personId })).version;
    const merge = async (survivorId: number) =>
      t.head.people.merge({
        commandId: cid(),
        survivorId,
        survivorVersion: await versionOf(survivorId),
        mergedId: t.own,
        mergedVersion: await versionOf(t.own),
        take: []
      } as never);
    await merge(survivor);
    const detail = await client.cases.get({ id });
    expect(detail.mediators).toMatchObject([{ personId: survivor }]);
    expect(detail.hearings[0]!.mediators).toMatchObject([{ personId: survivor }]);
    expect((await client.mediators.ties({ personId: survivor })).ties).toMatchObject([{ relation: SECRETS.reason }]);
    expect(t.station.sqlite.prepare(`select resource_id from allocation where resource_kind = 'person'`).pluck().all()).toEqual([survivor]);
  });

  it('two mediators become one though both stand in a bound volume, which keeps them; ties of both count', async () => {
    const client = t.mediator.client;
    await client.mediators.setTies({ commandId: cid(), personId: t.own, version: 1, ties: [{ name: '钱丙寅', relation: SECRETS.reason }] });
    const bound = await t.wageCase({ workers: 1, mediatorIds: [t.own, t.other] });
    await t.step(bound.id, 'refuse', { ground: 'out_of_scope', reason: '不属于受理范围' });
    await client.cases.records.save({
      commandId: cid(),
      caseId: bound.id,
      at: instantOf('2026-11-23', '08:00'),
      body: { kind: 'report', facts: '', course: '', result: '不予受理', remarks: '' }
    });
    await t.step(bound.id, 'close');
    for (const paper of ['application', 'register', 'non_acceptance', 'closing_report'] as const)
      await client.casePapers.file({ commandId: cid(), caseId: bound.id, paper, pages: 1 });
    await t.step(bound.id, 'archive');
    const open = await t.wageCase({ workers: 1, mediatorIds: [t.own, t.other] });
    const versionOf = async (personId: number) => (await t.head.people.get({ id: personId })).version;
    await t.head.people.merge({
      commandId: cid(),
      survivorId: t.other,
      survivorVersion: await versionOf(t.other),
      mergedId: t.own,
      mergedVersion: await versionOf(t.own),
      take: []
    } as never);
    expect((await client.cases.get({ id: open.id })).mediators).toMatchObject([{ personId: t.other, lead: true }]);
    // The volume is as it was bound, but for who leads: the record that stays.
    expect((await client.cases.get({ id: bound.id })).mediators).toMatchObject([
      { personId: t.other, lead: true },
      { personId: t.own, lead: false }
    ]);
    const register = await t.head.mediators.list({ inactive: true });
    expect(register.map((one) => one.personId)).toEqual([t.other]);
    expect(register[0]!.accountId).toBe(t.mediator.id);
    const parties = [worker(0, { name: '钱丙寅' }), employer()];
    expect(await client.cases.conflicts({ mediatorIds: [t.other], parties })).toMatchObject([{ personId: t.other, ground: 'family' }]);
  });

  it('a sub-type that came with the program keeps its key when the station renames it', async () => {
    const { subtypes } = t.head.cases;
    const wages = (await subtypes.list()).find((one) => one.key === 'wages')!;
    await subtypes.save({ commandId: cid(), id: wages.id, version: wages.version, type: 'labour', name: '拖欠劳动报酬' });
    const { id } = await t.wageCase({ workers: 1 });
    expect((await t.mediator.client.cases.get({ id })).subtype).toEqual({ id: wages.id, key: 'wages', name: '拖欠劳动报酬' });
    expect((await t.mediator.client.cases.list({})).rows[0]!.subtype).toEqual({ key: 'wages', name: '拖欠劳动报酬' });
  });
});
