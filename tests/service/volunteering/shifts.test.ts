import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { clashesOf } from '../../fixtures/schedule.ts';
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

describe('a project', () => {
  it('is opened with needs, said to be dangerous with its risks, and starts with its first shift', async () => {
    const bare = await t.project({ needs: [], dangerous: true }, { draft: true });
    expect(await errorOf(t.stepProject(bare.id, 'open'))).toMatchObject({ code: 'INVALID', data: { field: 'step', reason: 'no_needs' } });
    const risky = await t.project({ dangerous: true }, { draft: true });
    expect(await errorOf(t.stepProject(risky.id, 'open'))).toMatchObject({ data: { reason: 'no_risks' } });
    const project = await t.project();
    await t.shift(project);
    expect((await t.head.volunteerProjects.get({ id: project.id })).state).toBe('open');
    t.goTo(SATURDAY, '09:00');
    expect((await t.head.volunteerProjects.get({ id: project.id })).state).toBe('running');
    expect(await errorOf(t.stepProject(project.id, 'finish'))).toMatchObject({ data: { reason: 'still_to_come' } });
    t.goTo(SATURDAY, '12:00');
    expect(await t.stepProject(project.id, 'finish')).toMatchObject({ state: 'finished' });
    expect((await t.head.shifts.ofProject({ projectId: project.id }))[0]!.state).toBe('held');
    expect(await t.stepProject(project.id, 'archive')).toMatchObject({ state: 'archived' });
    expect(await codeOf(t.stepProject(project.id, 'unarchive'))).toBe('REASON_NEEDED');
    expect(await t.stepProject(project.id, 'unarchive', '补录工时')).toMatchObject({ state: 'finished' });
    expect((await t.head.volunteerProjects.history({ id: project.id })).map((one) => one.kind)).toContain('shift_added');
  });

  it.each([
    [{ toDate: '2026-10-01' }, 'toDate', 'order'],
    [{ zoneId: null }, 'place', 'none'],
    [{ needs: [{ role: '引导', number: 2, minimum: 3 }] }, 'needs', 'minimum'],
    [
      {
        needs: [
          { role: '引导', number: 2 },
          { role: '引导', number: 1 }
        ]
      },
      'needs',
      'twice'
    ]
  ])('is refused with %o', async (over, field, reason) => {
    expect(await errorOf(t.project(over))).toMatchObject({ code: 'INVALID', data: { field, reason } });
  });

  it('is changed: a need with shifts is archived, one without goes, names are swapped', async () => {
    const project = await t.project({
      needs: [
        { role: '引导', number: 2 },
        { role: '登记', number: 1 },
        { role: '保洁', number: 1 }
      ]
    });
    await t.shift(project);
    const detail = await t.head.volunteerProjects.get({ id: project.id });
    const [guide, desk] = detail.needs;
    const { id, version, title, categoryId, zoneId, fromDate, toDate } = detail;
    const base = { commandId: cid(), id, title, categoryId, zoneId, fromDate, toDate };
    const swapped = await t.head.volunteerProjects.update({
      ...base,
      version,
      needs: [
        { ...desk!, role: '引导' },
        { ...guide!, role: '登记' }
      ]
    });
    const after = await t.head.volunteerProjects.get({ id });
    expect(after.needs.map((need) => [need.role, need.id, need.archived])).toEqual([
      ['引导', desk!.id, false],
      ['登记', guide!.id, false]
    ]);
    await t.head.volunteerProjects.update({ ...base, commandId: cid(), version: swapped.version, needs: [{ ...desk!, role: '引导' }] });
    expect((await t.head.volunteerProjects.get({ id })).needs.map((need) => [need.role, need.archived])).toEqual([
      ['引导', false],
      ['登记', true]
    ]);
    const { version: latest } = await t.head.volunteerProjects.get({ id });
    expect(
      await errorOf(t.head.volunteerProjects.update({ ...base, commandId: cid(), version: latest, fromDate: '2026-12-01', needs: [] }))
    ).toMatchObject({ data: { reason: 'shifts_outside', params: { count: 1 } } });
    const proposal = await t.head.volunteerProjects.proposal({ projectId: id });
    expect(proposal.needs).toEqual([{ role: '引导', skillIds: [], number: 1, minimum: 0, description: '' }]);
  });
});

describe('shifts and the one schedule', () => {
  it('of one project share their zone while they overlap; another project gets the name of the holder', async () => {
    const one = await t.project({
      needs: [
        { role: '引导', number: 2 },
        { role: '登记', number: 3 }
      ]
    });
    const other = await t.project({ title: '环保宣传' });
    await t.shift(one);
    await t.head.shifts.add({
      commandId: cid(),
      projectId: one.id,
      shifts: [{ needId: one.needs[1]!, from: on('10:00'), to: on('14:00') }]
    });
    const refused = await errorOf(t.shift(other, { from: on('13:00'), to: on('15:00') }));
    expect(refused).toMatchObject({
      code: 'SERIES_CLASH',
      data: {
        dates: [{ date: SATURDAY, clashes: [{ kind: 'zone', heldBy: '2026-0001 周末献血引导', from: on('09:00'), to: on('14:00') }] }]
      }
    });
    const booking = await errorOf(t.head.reservations.create(t.booking(t.hall, SATURDAY, '11:00', '12:00')));
    expect(clashesOf(booking)[0]).toMatchObject({ kind: 'zone', heldBy: '2026-0001 周末献血引导', holderKind: 'project_use' });
    const { version } = await t.head.zones.get({ id: t.hall });
    expect(await errorOf(t.head.zones.archive({ commandId: cid(), id: t.hall, version, archived: true }))).toEqual({
      code: 'IN_USE',
      data: { what: 'zone', count: 2 }
    });
    await t.shift(other, { from: on('14:00'), to: on('15:00') });
  });

  it('hold fewer people than they want in a zone that is too small', async () => {
    const small = await t.zone('小间', { capacity: 4 });
    const project = await t.project({
      zoneId: small,
      needs: [
        { role: '引导', number: 3 },
        { role: '登记', number: 2 }
      ]
    });
    await t.shift(project);
    const refused = await errorOf(
      t.head.shifts.add({
        commandId: cid(),
        projectId: project.id,
        shifts: [{ needId: project.needs[1]!, from: on('11:00'), to: on('13:00') }]
      })
    );
    expect(refused).toMatchObject({ data: { dates: [{ clashes: [{ kind: 'capacity', available: 4, wanted: 5 }] }] } });
    await t.head.shifts.add({
      commandId: cid(),
      projectId: project.id,
      shifts: [{ needId: project.needs[1]!, from: on('12:00'), to: on('13:00') }]
    });
  });

  it('are planned by a rule: holidays left out, clashes with what would work, all or none', async () => {
    const project = await t.project({ toDate: '2027-02-28' });
    await t.head.reservations.create(t.booking(t.hall, '2026-12-05', '08:00', '10:00'));
    await t.head.calendar.setDay({ commandId: cid(), date: '2027-01-01', kind: 'holiday', name: '元旦' });
    const rule = { every: 'week' as const, interval: 1, weekdays: [5, 6], start: SATURDAY, until: '2027-01-02', count: null };
    const preview = await t.head.shifts.preview({ projectId: project.id, rule, from: '09:00', to: '12:00', zoneId: t.hall, number: 2 });
    expect(preview.unpublished).toEqual([2027]);
    const clashing = preview.dates.filter((date) => date.clashes.length > 0);
    expect(clashing.map((date) => date.date)).toEqual(['2026-12-05']);
    expect(clashing[0]!.fixes.time).toEqual({ from: on('10:00', '2026-12-05'), to: on('13:00', '2026-12-05') });
    expect(preview.dates.find((date) => date.date === '2027-01-01')).toMatchObject({ skipped: true, holiday: '元旦' });
    const shifts = preview.dates
      .filter((date) => !date.skipped)
      .map((date) => ({ needId: project.needs[0]!, from: date.from, to: date.to }));
    expect(await codeOf(t.head.shifts.add({ commandId: cid(), projectId: project.id, shifts }))).toBe('SERIES_CLASH');
    expect(await t.head.shifts.ofProject({ projectId: project.id })).toEqual([]);
    const { ids } = await t.head.shifts.add({
      commandId: cid(),
      projectId: project.id,
      shifts: shifts.filter((shift) => shift.from !== clashing[0]!.from)
    });
    expect(ids.length).toBe(shifts.length - 1);
    expect(await errorOf(t.shift(project, { from: on('09:00', '2027-03-01'), to: on('10:00', '2027-03-01') }))).toMatchObject({
      data: { reason: 'outside_project' }
    });
    expect(await errorOf(t.shift(project, { from: on('08:00', '2026-11-23'), to: on('10:00', '2026-11-23') }))).toMatchObject({
      data: { dates: [{ clashes: [{ kind: 'past' }] }] }
    });
  });

  it('move with the time of everybody signed up, or not at all', async () => {
    const project = await t.project();
    const shift = await t.shift(project);
    const [one, two] = (await t.volunteers(2)) as [number, number];
    await t.signUp(shift, [one]);
    const elsewhere = await t.project({ title: '社区清洁', zoneId: null, place: '永丰社区' });
    const late = await t.shift(elsewhere, { from: on('14:00'), to: on('16:00') });
    await t.signUp(late, [one, two]);
    const row = (await t.head.shifts.get({ id: shift })) as { version: number };
    const move = {
      commandId: cid(),
      id: shift,
      version: row.version,
      from: on('15:00'),
      to: on('18:00'),
      number: 2,
      minimum: 0,
      zoneId: t.hall
    };
    const refused = await errorOf(t.head.shifts.update(move));
    expect(clashesOf(refused)[0]).toMatchObject({ kind: 'person', heldBy: '2026-0002 社区清洁 引导' });
    expect((await t.head.shifts.get({ id: shift })).from).toBe(on('09:00'));
    expect(await t.head.shifts.update({ ...move, commandId: cid(), from: on('16:00'), to: on('19:00'), number: 1 })).toMatchObject({
      toCall: 1,
      promoted: 0
    });
    expect((await t.head.calls.list({ projectId: project.id })).rows).toMatchObject([
      { reason: 'shift_moved', class: null, project: { title: '周末献血引导' }, sessionFrom: on('16:00'), person: { id: one } }
    ]);
    expect(await errorOf(t.head.shifts.update({ ...move, commandId: cid(), version: 99 }))).toMatchObject({ code: 'STALE' });
  });

  it('are cancelled with a reason, their people called, and come back without them', async () => {
    const project = await t.project();
    const shift = await t.shift(project);
    const people = await t.volunteers(2);
    await t.signUp(shift, people);
    const { version } = await t.head.shifts.get({ id: shift });
    expect(await codeOf(t.head.shifts.cancel({ commandId: cid(), id: shift, version, reason: ' ' }))).toBe('REASON_NEEDED');
    const cancelled = await t.head.shifts.cancel({ commandId: cid(), id: shift, version, reason: '场地停电' });
    expect(cancelled.toCall).toBe(2);
    const phones = await t.head.calls.phones({ projectId: project.id });
    expect(phones.map((row) => [row.personId, row.reason])).toEqual(people.map((id) => [id, 'shift_cancelled']));
    await t.head.calls.mark({ commandId: cid(), id: phones[0]!.callId, outcome: 'reached' });
    expect((await t.head.volunteerProjects.history({ id: project.id }))[0]).toMatchObject({ kind: 'called', shiftId: shift });
    // Free for others meanwhile.
    const reservation = await t.head.reservations.create(t.booking(t.hall, SATURDAY, '10:00', '11:00'));
    expect(await codeOf(t.head.shifts.restore({ commandId: cid(), id: shift, version: cancelled.version }))).toBe('CLASH');
    const got = await t.head.reservations.get({ id: reservation.id });
    await t.head.reservations.cancel({ commandId: cid(), id: reservation.id, version: got.version, reason: '改期' });
    await t.head.shifts.restore({ commandId: cid(), id: shift, version: cancelled.version });
    expect(await t.head.shifts.get({ id: shift })).toMatchObject({ state: 'planned', taken: 0 });
  });

  it('are set aside by a closure of their zone and restored when it ends', async () => {
    const project = await t.project({
      needs: [
        { role: '引导', number: 2 },
        { role: '登记', number: 1 }
      ]
    });
    const one = await t.shift(project);
    const { ids } = await t.head.shifts.add({
      commandId: cid(),
      projectId: project.id,
      shifts: [{ needId: project.needs[1]!, from: on('11:00'), to: on('14:00') }]
    });
    const [volunteer] = await t.volunteers(1);
    await t.signUp(one, [volunteer!]);
    const closure = await t.head.closures.create({ commandId: cid(), zoneId: t.hall, from: on('08:00'), to: on('11:30'), reason: '检修' });
    expect(closure.suspended).toMatchObject([
      { kind: 'shift', id: one, number: '2026-0001' },
      { kind: 'shift', id: ids[0] }
    ]);
    expect(await t.head.shifts.get({ id: one })).toMatchObject({ state: 'suspended', taken: 1, closure: { reason: '检修' } });
    expect((await t.head.calls.list({ projectId: project.id })).rows).toMatchObject([{ reason: 'shift_suspended' }]);
    const list = await t.head.closures.list({ zoneId: t.hall });
    expect(list[0]!.suspended).toBe(closure.suspended.length);
    const ended = await t.head.closures.end({ commandId: cid(), id: closure.id, version: list[0]!.version });
    expect(ended.restored.map((ref) => ref.id).sort()).toEqual([one, ids[0]!].sort());
    expect((await t.head.shifts.ofProject({ projectId: project.id })).map((shift) => shift.state)).toEqual(['planned', 'planned']);
    expect((await t.head.calls.list({ projectId: project.id })).rows).toEqual([]);
  });

  it('end with their project: everybody is called once', async () => {
    const project = await t.project();
    const shifts = [await t.shift(project), await t.shift(project, { from: on('13:00'), to: on('15:00') })];
    const [one, two] = (await t.volunteers(2)) as [number, number];
    await t.signUp(shifts[0]!, [one, two]);
    await t.signUp(shifts[1]!, [one]);
    expect(await errorOf(t.stepProject(project.id, 'withdraw', '再议'))).toMatchObject({ data: { reason: 'signed' } });
    expect(await t.stepProject(project.id, 'cancel', '采血车取消')).toMatchObject({ state: 'cancelled', toCall: 2 });
    expect((await t.head.shifts.calendar({ from: on('00:00'), to: on('24:00') })).length).toBe(0);
    expect((await t.head.signUps.ofVolunteer({ volunteerId: one })).rows.map((row) => row.endReason)).toEqual([
      'project_cancelled',
      'project_cancelled'
    ]);
  });
});

it('the desk sees the shifts of today and those not closed', async () => {
  const project = await t.project();
  const shift = await t.shift(project);
  expect(await t.desk.shifts.due()).toEqual([]);
  t.goTo(SATURDAY, '08:00');
  expect((await t.desk.shifts.due()).map((row) => [row.id, row.overdue])).toEqual([[shift, false]]);
  t.goTo('2026-11-30', '08:00');
  expect((await t.desk.shifts.due()).map((row) => [row.id, row.overdue])).toEqual([[shift, true]]);
  await t.desk.serviceHours.close({ commandId: cid(), shiftId: shift });
  expect(await t.desk.shifts.due()).toEqual([]);
});
