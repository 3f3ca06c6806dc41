import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: VolunteerStation;
beforeEach(async () => {
  t = await openVolunteerStation();
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

const on = (clock: string, date = SATURDAY) => instantOf(date, clock);
const refusal = async (call: Promise<unknown>) =>
  ((await errorOf(call)).data as { refusals: { refusal: unknown }[] }).refusals.map((one) => one.refusal);

describe('who may sign up', () => {
  it('not to dangerous work without insurance, training, or age', async () => {
    const project = await t.project({ dangerous: true, risks: '涉水作业', trainingIds: [t.choice('应急救援')], minAge: 20 });
    const shift = await t.shift(project);
    const insured = { insurance: '意外险', insuredUntil: '2027-06-30' };
    const training = { trainingId: t.choice('应急救援'), on: '2025-11-01' };
    const cases: [Parameters<VolunteerStation['volunteer']>[0], object][] = [
      [
        { birthDate: '2007-11-27', guardianConsentOn: '2026-01-01' },
        { reason: 'too_young', minAge: 20 }
      ],
      [{}, { reason: 'uninsured', since: null }],
      [{ insuredUntil: '2026-11-27' }, { reason: 'uninsured', since: '2026-11-27' }],
      [{ ...insured }, { reason: 'untrained', training: '应急救援', trainingEn: 'Emergency response', since: null }],
      [
        { ...insured, trainings: [{ ...training, validUntil: '2026-11-01' }] },
        { reason: 'untrained', training: '应急救援', trainingEn: 'Emergency response', since: '2026-11-01' }
      ]
    ];
    for (const [over, wanted] of cases) expect(await refusal(t.signUp(shift, [await t.volunteer(over)]))).toEqual([wanted]);
    const able = await t.volunteer({ ...insured, trainings: [training] });
    expect((await t.signUp(shift, [able]))[0]!.state).toBe('signed');
    expect(await refusal(t.signUp(shift, [able]))).toMatchObject([{ reason: 'already_signed', state: 'signed' }]);
  });

  it('not a minor to dangerous work, and to other work with consent', async () => {
    const [dangerous, plain] = [await t.project({ dangerous: true, risks: '高处作业' }), await t.project({ zoneId: null, place: '社区' })];
    const minor = await t.volunteer({ birthDate: '2010-01-01', guardianConsentOn: '2026-10-01', insuredUntil: '2027-01-01' });
    expect(await refusal(t.signUp(await t.shift(dangerous), [minor]))).toEqual([{ reason: 'minor' }]);
    const shift = await t.shift(plain);
    const { version } = await t.head.volunteers.get({ id: minor });
    await t.head.volunteers.update({ commandId: cid(), id: minor, version, guardianConsentOn: null });
    expect(await refusal(t.signUp(shift, [minor]))).toEqual([{ reason: 'guardian_consent' }]);
  });

  it('not a paused volunteer, nor to a project that is not open, nor to a shift that is over', async () => {
    const project = await t.project();
    const shift = await t.shift(project);
    const [one, two] = (await t.volunteers(2)) as [number, number];
    const { version } = await t.head.volunteers.get({ id: one });
    await t.head.volunteers.step({ commandId: cid(), id: one, version, step: 'pause' });
    expect(await refusal(t.signUp(shift, [one]))).toEqual([{ reason: 'volunteer_state', state: 'paused' }]);
    expect(await refusal(t.signUp(shift, [await t.person('陈癸酉')]))).toEqual([{ reason: 'not_volunteer' }]);
    const draft = await t.project({ zoneId: null, place: '社区' }, { draft: true });
    expect(await refusal(t.signUp(await t.shift(draft), [two]))).toEqual([{ reason: 'project_state', state: 'draft' }]);
    t.goTo(SATURDAY, '12:00');
    expect(await refusal(t.signUp(shift, [two]))).toEqual([{ reason: 'shift_over' }]);
  });

  it('not to two things at once, but for a reason; and a class is a thing too', async () => {
    const project = await t.project();
    const elsewhere = await t.project({ title: '社区清洁', zoneId: null, place: '永丰社区' });
    const [shift, clashing] = [await t.shift(project), await t.shift(elsewhere, { from: on('11:00'), to: on('13:00') })];
    const [one] = (await t.volunteers(1)) as [number];
    await t.signUp(shift, [one]);
    const clash = [
      { reason: 'clash', clashes: [{ what: 'schedule', title: '2026-0001 周末献血引导 引导', from: on('09:00'), to: on('12:00') }] }
    ];
    expect(await refusal(t.signUp(clashing, [one]))).toEqual(clash);
    expect(await t.head.signUps.check({ shiftId: clashing, volunteerId: one, overridden: true })).toMatchObject({ refusal: null, free: 2 });
    const [made] = await t.signUp(clashing, [one], { overrideReason: '两处相邻，提前离开' });
    expect(made!.state).toBe('signed');
    const categories = await t.head.courses.categories.list({});
    const courseId = (
      await t.head.courses.create({ commandId: cid(), categoryId: categories[0]!.id, title: '急救入门', minutes: 120, defaultCapacity: 5 })
    ).id;
    const room = await t.zone('教室');
    const of = await t.head.classes.create({
      commandId: cid(),
      courseId,
      zoneId: room,
      capacity: 5,
      sessions: [{ from: on('15:00'), to: on('17:00') }]
    });
    await t.head.classes.step({ commandId: cid(), id: of.id, version: of.version, step: 'open' });
    await t.head.bookings.book({ commandId: cid(), classId: of.id, person: { personId: one } });
    const later = await t.shift(elsewhere, { from: on('16:00'), to: on('18:00') });
    expect(await refusal(t.signUp(later, [one]))).toMatchObject([
      { reason: 'clash', clashes: [{ what: 'class', title: `${of.code} 急救入门` }] }
    ]);
    // And the other way round: a shift is in the way of a class.
    const third = await t.shift(elsewhere, { from: on('17:00'), to: on('18:00') });
    await t.signUp(third, [one]);
    const evening = await t.head.classes.create({
      commandId: cid(),
      courseId,
      zoneId: room,
      capacity: 5,
      sessions: [{ from: on('17:30'), to: on('18:00') }]
    });
    await t.head.classes.step({ commandId: cid(), id: evening.id, version: evening.version, step: 'open' });
    expect(await refusal(t.head.bookings.book({ commandId: cid(), classId: evening.id, person: { personId: one } }))).toMatchObject([
      { reason: 'clash', clashes: [{ what: 'schedule', title: '2026-0002 社区清洁 引导' }] }
    ]);
  });

  it('not for longer than the limit without a rest', async () => {
    const project = await t.project({ zoneId: null, place: '社区' });
    const morning = await t.shift(project, { from: on('08:00'), to: on('12:00') });
    const noon = await t.shift(project, { from: on('12:30'), to: on('17:00') });
    const evening = await t.shift(project, { from: on('19:00'), to: on('21:00') });
    const [one] = (await t.volunteers(1)) as [number];
    await t.signUp(morning, [one]);
    expect(await refusal(t.signUp(noon, [one]))).toEqual([{ reason: 'too_long', minutes: 510, limit: 480 }]);
    await t.signUp(evening, [one]);
    await t.signUp(noon, [one], { overrideReason: '本人要求' });
  });

  it('all or none, each refusal named', async () => {
    const shift = await t.shift(await t.project());
    const [one, two, three] = (await t.volunteers(3)) as [number, number, number];
    const refused = await errorOf(t.signUp(shift, [one, two, three]));
    expect(refused).toMatchObject({
      code: 'SIGN_UP_REFUSED',
      data: { refusals: [{ volunteerId: three, refusal: { reason: 'full', needed: 2, waiting: 0 } }] }
    });
    expect((await t.head.shifts.get({ id: shift })).taken).toBe(0);
    expect(await t.signUp(shift, [one, two, three], { whenFull: 'wait' })).toMatchObject([
      { state: 'signed' },
      { state: 'signed' },
      { state: 'waiting', position: 1 }
    ]);
  });
});

describe('several at once', () => {
  it('learn beforehand who gets a place, who would wait at which position, and who is refused', async () => {
    const project = await t.project();
    const [shift, elsewhere] = [
      await t.shift(project),
      await t.shift(await t.project({ zoneId: null, place: '社区' }), { from: on('11:00'), to: on('13:00') })
    ];
    const [one, busy, two, three, four] = (await t.volunteers(5)) as [number, number, number, number, number];
    await t.signUp(elsewhere, [busy]);
    const nobody = await t.person('陈癸酉');
    const ids = [one, nobody, busy, two, three, four];
    const said = async (overridden: boolean) =>
      (await t.desk.signUps.checkSeveral({ shiftId: shift, volunteerIds: ids, overridden })).rows.map((row) => [
        row.volunteerId,
        row.refusal?.reason ?? null,
        row.position
      ]);
    expect(await said(false)).toEqual([
      [one, null, null],
      [nobody, 'not_volunteer', null],
      [busy, 'clash', null],
      [two, null, null],
      [three, 'full', 1],
      [four, 'full', 2]
    ]);
    expect(await said(true)).toEqual([
      [one, null, null],
      [nobody, 'not_volunteer', null],
      [busy, null, null],
      [two, 'full', 1],
      [three, 'full', 2],
      [four, 'full', 3]
    ]);
    // What was said is what happens, and the reason is kept with whom it was needed for.
    const made = await t.signUp(
      shift,
      ids.filter((id) => id !== nobody),
      { overrideReason: '两处相邻', whenFull: 'wait' }
    );
    expect(made.map((row) => [row.volunteerId, row.state, row.position])).toEqual([
      [one, 'signed', null],
      [busy, 'signed', null],
      [two, 'waiting', 1],
      [three, 'waiting', 2],
      [four, 'waiting', 3]
    ]);
    const rows = await t.head.signUps.ofShift({ shiftId: shift });
    expect(rows.filter((row) => row.overrideReason !== '').map((row) => row.volunteer.id)).toEqual([busy]);
    expect(await codeOf(t.desk.signUps.checkSeveral({ shiftId: shift, volunteerIds: [999_999] }))).toBe('NOT_FOUND');
  });
});
