import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { availabilityBit } from '../../../electron/contract/volunteering/volunteer-rules.ts';
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

describe('the matching list', () => {
  it('ranks by skills, then availability, then who served longest ago, and says why', async () => {
    const skills = [t.choice('急救'), t.choice('引导接待')];
    const project = await t.project({ needs: [{ role: '引导', number: 2, skillIds: skills }] });
    const shift = await t.shift(project);
    const free = availabilityBit(6, 'morning');
    const able = await t.volunteer({ skillIds: skills, availability: free });
    const busy = await t.volunteer({ skillIds: skills, availability: availabilityBit(7, 'morning') });
    const silent = await t.volunteer({ skillIds: skills });
    const half = await t.volunteer({ skillIds: skills.slice(0, 1), availability: free });
    const unskilled = await t.volunteer({ availability: free });
    const served = await t.volunteer({ skillIds: skills, availability: free });
    const elsewhere = await t.project({ zoneId: null, place: '社区' });
    t.goTo('2026-11-23', '21:00');
    await t.approve(...(await t.paper(elsewhere.id, '2026-11-20', [[served, '08:00', '10:30']])));
    const clash = await t.shift(elsewhere, { from: on('08:00'), to: on('10:00') });
    await t.signUp(clash, [half]);
    const match = await t.head.signUps.match({ shiftId: shift });
    expect(match.rows.map((row) => row.volunteer.id)).toEqual([able, served, silent, busy, unskilled, half]);
    expect(match).toMatchObject({ active: 6, skilled: 4 });
    expect(match.rows[0]).toMatchObject({
      has: [
        { name: '急救', nameEn: 'First aid' },
        { name: '引导接待', nameEn: 'Ushering' }
      ],
      lacks: [],
      available: true,
      daysSince: null,
      minutes: 0,
      refusal: null
    });
    expect(match.rows[1]).toMatchObject({ daysSince: 3, minutes: 150 });
    expect(match.rows.map((row) => row.available)).toEqual([true, true, null, false, true, true]);
    expect(match.rows[5]).toMatchObject({ lacks: [{ name: '引导接待' }], refusal: { reason: 'clash' } });
    expect(
      (await t.head.signUps.match({ shiftId: shift, onlySkilled: true, onlyAvailable: true })).rows.map((row) => row.volunteer.id)
    ).toEqual([able, served]);
    await t.signUp(shift, [able, served]);
    // Full refuses everybody alike: the list says who would fit all the same.
    expect((await t.head.signUps.match({ shiftId: shift })).rows[0]).toMatchObject({ volunteer: { id: silent }, refusal: null });
    const choices = await t.head.signUps.choices({ volunteerId: silent });
    expect(choices.map((one) => [one.shift.id, one.refusal?.reason ?? null])).toEqual([
      [clash, null],
      [shift, 'full']
    ]);
  });
});
