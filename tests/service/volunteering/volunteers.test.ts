import { badgeCode } from '../../../electron/contract/people/scan-codes.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { availabilityBit } from '../../../electron/contract/volunteering/volunteer-rules.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: VolunteerStation;
beforeAll(async () => {
  t = await openVolunteerStation();
});
afterAll(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

describe('a volunteer', () => {
  it('is registered with a number without gaps, made active, and found by name, number and badge', async () => {
    const one = await t.desk.volunteers.register({
      commandId: cid(),
      person: { name: '李丁卯', mobile: '13900000301', birthDate: '1988-01-02' },
      skillIds: [t.choice('急救'), t.choice('摄影')],
      languageIds: [t.choice('宁波话')],
      team: '蓝海队'
    });
    const two = await t.desk.volunteers.register({
      commandId: cid(),
      person: { name: '周戊辰', mobile: '13900000302', birthDate: '1988-01-02' },
      activate: true
    });
    expect(one).toMatchObject({ number: '2026-00001', state: 'applied' });
    expect(two).toMatchObject({ number: '2026-00002', state: 'active' });
    expect(await t.desk.volunteers.step({ commandId: cid(), id: one.id, version: one.version, step: 'activate' })).toMatchObject({
      state: 'active',
      ended: 0
    });
    for (const query of ['李丁', 'ldm', 'lidingmao', '0301', '2026-00001', '1', '00001'])
      expect(
        (await t.desk.volunteers.search({ query })).map((row) => row.id),
        query
      ).toEqual([one.id]);
    expect(await t.desk.volunteers.scan({ code: badgeCode(one.id) })).toMatchObject({
      outcome: 'volunteer',
      volunteer: { number: '2026-00001', skills: [{ name: '急救' }, { name: '摄影' }] }
    });
    expect(await t.desk.volunteers.teams()).toEqual(['蓝海队']);
    expect(await t.head.volunteers.ofPerson({ personId: one.id })).toMatchObject({ number: '2026-00001' });
    expect((await t.head.volunteers.list({ skillId: t.choice('急救') })).rows.map((row) => row.id)).toEqual([one.id]);
    expect((await t.head.volunteers.list({ text: '2026-0000' })).rows.map((row) => row.number)).toEqual(['2026-00002', '2026-00001']);
    const timeline = await t.head.people.timeline({ id: one.id });
    expect(
      timeline
        .filter((entry) => entry.area === 'volunteers')
        .map((entry) => entry.kind)
        .sort()
    ).toEqual(['active', 'applied']);
  });

  it('is found by a scan, which also answers that a person is not a volunteer or not known', async () => {
    const person = await t.person('吴己巳');
    expect(await t.desk.volunteers.scan({ code: badgeCode(person) })).toMatchObject({
      outcome: 'person',
      person: { id: person, name: '吴己巳' },
      volunteer: null
    });
    expect(await t.desk.volunteers.scan({ code: 'P123X' })).toEqual({ outcome: 'unknown', person: null, volunteer: null });
    expect(await codeOf(t.head.volunteers.get({ id: person }))).toBe('NOT_FOUND');
    expect(await t.head.volunteers.ofPerson({ personId: person })).toBeNull();
    const made = await t.desk.volunteers.register({ commandId: cid(), person: { personId: person } });
    expect(await errorOf(t.desk.volunteers.register({ commandId: cid(), person: { personId: person } }))).toEqual({
      code: 'IN_USE',
      data: { what: 'volunteer', count: 1 }
    });
    // Neither birth date nor mobile: not to be active.
    expect(await errorOf(t.desk.volunteers.step({ commandId: cid(), id: person, version: made.version, step: 'activate' }))).toEqual({
      code: 'INVALID',
      data: { field: 'personId', reason: 'incomplete', params: { missing: ['birth_date', 'mobile'] } }
    });
    expect(await codeOf(t.desk.volunteers.step({ commandId: cid(), id: person, version: made.version, step: 'decline' }))).toBe(
      'REASON_NEEDED'
    );
    expect(
      await t.desk.volunteers.step({ commandId: cid(), id: person, version: made.version, step: 'decline', reason: '材料不全' })
    ).toMatchObject({ state: 'left' });
  });

  it('under eighteen needs a guardian who agreed', async () => {
    const person = { name: '郑庚午', mobile: '13900000303', birthDate: '2010-03-04' };
    const refused = await errorOf(t.desk.volunteers.register({ commandId: cid(), person, activate: true }));
    expect(refused).toMatchObject({ code: 'INVALID', data: { reason: 'incomplete', params: { missing: ['guardian_consent'] } } });
    const made = await t.desk.volunteers.register({
      commandId: cid(),
      person,
      activate: true,
      guardianName: '郑父',
      guardianPhone: '13900000304',
      guardianConsentOn: '2026-11-20'
    });
    const detail = await t.head.volunteers.get({ id: made.id });
    expect(detail).toMatchObject({ minor: true, state: 'active', guardianPhoneMasked: '139****0304' });
    expect(await t.desk.volunteers.revealGuardian({ id: made.id })).toEqual({ value: '13900000304' });
    expect((await t.head.audit.list({ action: 'volunteers.revealGuardian' })).rows).toHaveLength(1);
  });

  it('is changed, and what was not touched stays; health limits are not for everybody', async () => {
    const id = await t.volunteer({
      limits: '不宜久站',
      guardianPhone: '0574-88880000',
      insurance: '意外险',
      insuredUntil: '2027-01-01',
      availability: availabilityBit(6, 'morning'),
      publishConsent: true
    });
    const before = await t.head.volunteers.get({ id });
    expect(before).toMatchObject({ insured: true, publishConsent: true, limits: '不宜久站' });
    const trainings = [{ trainingId: t.choice('急救培训'), on: '2025-01-01', validUntil: '2026-11-22' }];
    const { version } = await t.desk.volunteers.update({
      commandId: cid(),
      id,
      version: before.version,
      trainings,
      limits: '不宜久站',
      publishConsent: true
    });
    const after = await t.head.volunteers.get({ id });
    expect(after).toMatchObject({
      version,
      guardianPhoneMasked: before.guardianPhoneMasked,
      insured: false,
      publishConsentAt: before.publishConsentAt,
      availability: 0
    });
    expect(after.trainings).toMatchObject([{ name: '急救培训', expired: true }]);
    expect((await t.head.volunteers.list({ expiring: true })).rows.map((row) => row.id)).toContain(id);
    expect((await (await t.as('viewer')).volunteers.get({ id })).limits).toBe('');
    expect(await codeOf(t.desk.volunteers.update({ commandId: cid(), id, version: before.version }))).toBe('STALE');
    expect(
      await errorOf(
        t.desk.volunteers.update({
          commandId: cid(),
          id,
          version,
          trainings: [{ trainingId: t.choice('急救培训'), on: '2026-01-01', validUntil: '2025-01-01' }]
        })
      )
    ).toMatchObject({ code: 'INVALID', data: { field: 'trainings', reason: 'order' } });
    expect(JSON.stringify((await t.head.audit.list({})).rows)).not.toContain('不宜久站');
  });

  it('comes page by page in each order, nobody twice', async () => {
    await t.volunteers(7);
    for (const order of ['number', 'hours', 'name'] as const) {
      const seen: number[] = [];
      for (let after: string | undefined; ;) {
        const page = await t.head.volunteers.list({ order, limit: 3, ...(after === undefined ? {} : { after }) });
        seen.push(...page.rows.map((row) => row.id));
        if (page.next === null) break;
        after = page.next;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe((await t.head.volunteers.list({ limit: 100 })).rows.length);
    }
    const file = await t.head.volunteers.export({ language: 'zh-CN' });
    expect(file.rows).toBeGreaterThan(7);
  });
});

it('choices are kept by the head alone, and a name is offered once', async () => {
  expect(await codeOf(t.desk.volunteers.choices.create({ commandId: cid(), kind: 'skill', name: '理发' }))).toBe('FORBIDDEN');
  const { id } = await t.head.volunteers.choices.create({ commandId: cid(), kind: 'skill', name: '理发', nameEn: 'Hairdressing' });
  expect(await codeOf(t.head.volunteers.choices.create({ commandId: cid(), kind: 'skill', name: '理发' }))).toBe('NAME_TAKEN');
  await t.head.volunteers.choices.create({ commandId: cid(), kind: 'training', name: '理发' });
  const volunteer = await t.volunteer({ skillIds: [id] });
  expect((await t.head.volunteers.choices.list({ kind: 'skill' })).find((one) => one.id === id)).toMatchObject({ used: 1, version: 1 });
  await t.head.volunteers.choices.archive({ commandId: cid(), id, version: 1, archived: true });
  expect((await t.head.volunteers.choices.list({ kind: 'skill' })).some((one) => one.id === id)).toBe(false);
  expect((await t.head.volunteers.get({ id: volunteer })).skills).toMatchObject([{ name: '理发' }]);
  const again = await t.head.volunteers.choices.create({ commandId: cid(), kind: 'skill', name: '理发' });
  expect(await codeOf(t.head.volunteers.choices.archive({ commandId: cid(), id, version: 2, archived: false }))).toBe('NAME_TAKEN');
  await t.head.volunteers.choices.update({ commandId: cid(), id: again.id, version: 1, name: '上门理发' });
});

describe('two records made one', () => {
  const merge = async (survivorId: number, mergedId: number) => {
    const [survivor, merged] = [await t.head.people.get({ id: survivorId }), await t.head.people.get({ id: mergedId })];
    return t.head.people.merge({
      commandId: cid(),
      survivorId,
      survivorVersion: survivor.version,
      mergedId,
      mergedVersion: merged.version
    });
  };

  it('carry the volunteer over to somebody who was none, number, hours and all', async () => {
    const project = await t.project();
    const from = await t.volunteer({ skillIds: [t.choice('驾驶')] });
    const to = await t.person('冯壬申');
    t.goTo('2026-11-23', '20:00');
    await t.approve(...(await t.paper(project.id, '2026-11-22', [[from, '08:00', '10:00']])));
    const { number } = await t.head.volunteers.get({ id: from });
    expect(await merge(to, from)).toMatchObject({ moved: { volunteers: 1 } });
    expect(await t.head.volunteers.get({ id: to })).toMatchObject({ number, minutes: 120, services: 1, skills: [{ name: '驾驶' }] });
    expect(await codeOf(t.head.volunteers.get({ id: from }))).toBe('NOT_FOUND');
    await expectSoundVolunteers(t);
  });

  it('of two volunteers keep one number and the hours of both, unless both served at once', async () => {
    const project = await t.project();
    const [from, to, third] = (await t.volunteers(3)) as [number, number, number];
    await t.approve(
      ...(await t.paper(project.id, '2026-11-21', [
        [from, '08:00', '10:00'],
        [to, '10:00', '11:00'],
        [third, '09:00', '10:30']
      ]))
    );
    const { number } = await t.head.volunteers.get({ id: to });
    await merge(to, from);
    expect(await t.head.volunteers.get({ id: to })).toMatchObject({ number, minutes: 180, services: 2 });
    expect(await errorOf(merge(to, third))).toEqual({ code: 'IN_USE', data: { what: 'service_record', count: 2 } });
    await expectSoundVolunteers(t);
  });
});
