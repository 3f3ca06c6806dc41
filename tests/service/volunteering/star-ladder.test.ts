import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eligibleLevel, ladderProblem, nextLevel } from '../../../electron/contract/volunteering/volunteer-rules.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, type VolunteerStation } from '../../fixtures/volunteers.ts';

const star = (level: number, hours: number, name = `${level}星`) => ({ level, name, nameEn: `${level} stars`, minutes: hours * 60 });
/** A short ladder: two, four and eight hours. */
const LADDER = [star(1, 2), star(2, 4), star(3, 8)];

describe('the rules of a ladder', () => {
  it.each<[number, number, { level: number; left: number } | null]>([
    [0, 0, { level: 1, left: 120 }],
    [119, 0, { level: 1, left: 1 }],
    [120, 1, { level: 2, left: 120 }],
    [239, 1, { level: 2, left: 1 }],
    [240, 2, { level: 3, left: 240 }],
    [480, 3, null],
    [100_000, 3, null]
  ])('%i minutes: level %i', (minutes, level, next) => {
    expect(eligibleLevel(LADDER, minutes)).toBe(level);
    expect(nextLevel(LADDER, minutes)).toEqual(next);
  });

  it.each([
    ['from level 1 on, each with more hours', LADDER, null],
    ['of a single level', [star(1, 2)], null],
    ['that begins with level 2', [star(2, 2), star(3, 4)], 'levels'],
    ['with a level left out', [star(1, 2), star(3, 4)], 'levels'],
    ['with a level twice', [star(1, 2), star(1, 4)], 'levels'],
    ['with a level as cheap as the one before', [star(1, 2), star(2, 2)], 'order'],
    ['that goes down', [star(1, 4), star(2, 2)], 'order']
  ])('a ladder %s', (_, ladder, problem) => expect(ladderProblem(ladder)).toBe(problem));
});

describe('the ladder of the station', () => {
  let t: VolunteerStation;
  let volunteer: number;
  let project: number;
  beforeEach(async () => {
    t = await openVolunteerStation();
    project = (await t.project()).id;
    volunteer = await t.volunteer();
    t.goTo('2026-11-23', '20:00');
  });
  afterEach(async () => {
    await expectSoundVolunteers(t);
    await t.close();
  });

  const setLadder = (ladder: typeof LADDER) => t.head.recognition.setLadder({ commandId: cid(), ladder });
  /** Approved hours of a morning. */
  async function serve(date: string, from: string, to: string): Promise<number> {
    const [id] = await t.paper(project, date, [[volunteer, from, to]]);
    await t.approve(id!);
    return id!;
  }
  const award = (level: number) =>
    t.head.recognition.award({
      commandId: cid(),
      volunteerIds: [volunteer],
      kind: 'star',
      level,
      on: '2026-11-23',
      authority: '红色能量站'
    });
  const standing = async () => {
    const { minutes, awarded, eligible, next } = (await t.head.recognition.standings({})).rows[0]!;
    return { minutes, awarded, eligible, next };
  };

  it('is read back as it was set, in its order, and is still so after a restart', async () => {
    await setLadder(LADDER);
    expect(await t.head.recognition.ladder()).toEqual(LADDER);
    await t.reopen();
    expect(await (await t.as('viewer')).recognition.ladder()).toEqual(LADDER);
  });

  it('is set by those who may award, as a whole or not at all', async () => {
    const before = await t.head.recognition.ladder();
    expect(await codeOf(t.desk.recognition.setLadder({ commandId: cid(), ladder: LADDER }))).toBe('FORBIDDEN');
    expect(await errorOf(setLadder([star(1, 4), star(2, 2)]))).toEqual({ code: 'INVALID', data: { field: 'ladder', reason: 'order' } });
    expect(await codeOf(setLadder([]))).toBe('BAD_REQUEST');
    expect(await t.head.recognition.ladder()).toEqual(before);
  });

  it('says which level was reached with every approved hour', async () => {
    await setLadder(LADDER);
    await serve('2026-11-20', '08:00', '09:59');
    expect(await standing()).toEqual({ minutes: 119, awarded: 0, eligible: 0, next: { level: 1, left: 1 } });
    await serve('2026-11-21', '08:00', '08:01');
    expect(await standing()).toEqual({ minutes: 120, awarded: 0, eligible: 1, next: { level: 2, left: 120 } });
    const [waiting] = await t.paper(project, '2026-11-22', [[volunteer, '08:00', '14:00']]);
    expect(await standing()).toMatchObject({ minutes: 120, eligible: 1 });
    await t.approve(waiting!);
    expect(await standing()).toEqual({ minutes: 480, awarded: 0, eligible: 3, next: null });
  });

  it('lets somebody with the hours get a higher star at once, and the lower one afterwards; the highest one counts', async () => {
    await setLadder(LADDER);
    await serve('2026-11-20', '08:00', '12:00');
    expect(await errorOf(award(3))).toMatchObject({
      code: 'INVALID',
      data: { reason: 'not_eligible', params: { minutes: 240, needed: 480 } }
    });
    expect(await errorOf(award(4))).toMatchObject({ code: 'INVALID', data: { field: 'level', reason: 'unknown' } });
    const { ids } = await award(2);
    await award(1);
    expect(await standing()).toMatchObject({ awarded: 2, eligible: 2 });
    await t.head.recognition.revoke({ commandId: cid(), id: ids[0]!, reason: '授予有误' });
    expect(await standing()).toMatchObject({ awarded: 1, eligible: 2 });
    await award(2);
    expect(await standing()).toMatchObject({ awarded: 2 });
  });

  it('takes no star away when hours are corrected, but says that they are no longer enough', async () => {
    await setLadder(LADDER);
    const id = await serve('2026-11-20', '08:00', '12:00');
    await award(2);
    const { version } = (await t.head.serviceHours.get({ id })).record;
    const corrected = await t.desk.serviceHours.correct({
      commandId: cid(),
      id,
      version,
      from: instantOf('2026-11-20', '08:00'),
      to: instantOf('2026-11-20', '10:30'),
      none: false,
      reason: '提前离开'
    });
    expect(await standing()).toMatchObject({ minutes: 240, eligible: 2 });
    await t.approve(corrected.id);
    expect(await standing()).toEqual({ minutes: 150, awarded: 2, eligible: 1, next: { level: 2, left: 90 } });
    expect((await t.head.recognition.awards({ volunteerId: volunteer })).rows).toMatchObject([{ level: 2, minutes: 240 }]);
    expect((await t.head.recognition.standings({ eligible: true })).rows).toEqual([]);
  });

  it('leaves what was awarded by an older ladder as it was, its name too', async () => {
    await setLadder(LADDER);
    await serve('2026-11-20', '08:00', '12:00');
    await award(2);
    await setLadder([star(1, 2, '铜'), star(2, 100, '银')]);
    expect(await standing()).toMatchObject({ awarded: 2, eligible: 1, next: { level: 2, left: 5760 } });
    expect((await t.head.recognition.awards({ volunteerId: volunteer })).rows).toMatchObject([{ level: 2, title: '2星' }]);
    expect((await t.head.recognition.standings({ level: 2 })).rows.map((row) => row.volunteer.id)).toEqual([volunteer]);
    expect((await t.head.recognition.standings({ level: 1 })).rows).toEqual([]);
  });

  it('is audited with the ladder before and after', async () => {
    await setLadder(LADDER);
    await setLadder([star(1, 3)]);
    const [entry] = (await t.head.audit.list({ action: 'recognition.setLadder' })).rows;
    expect(entry).toMatchObject({ entity: 'star_level', entityId: 'ladder', before: { ladder: LADDER }, after: { ladder: [star(1, 3)] } });
  });
});
