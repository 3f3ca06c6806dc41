import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filingLimit } from '../../../electron/contract/mediation/mediators.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { openCaseStation, type CaseStation } from '../../fixtures/cases.ts';
import { failInserts } from '../../fixtures/forged.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: CaseStation;
beforeEach(async () => {
  t = await openCaseStation();
});
afterEach(() => t.close());
const cases = () => t.mediator.client.cases;

describe('numbers', () => {
  const accept = async (id: number, on: string) => (await t.step(id, 'accept', { on })).number;
  const reviewed = async () => {
    const { id } = await t.wageCase({ workers: 1 });
    await t.step(id, 'review');
    return id;
  };

  it('have no gap after a command that was rolled back, and begin again at midnight of the new year', async () => {
    const [a, b, c, d] = [await reviewed(), await reviewed(), await reviewed(), await reviewed()];
    expect(await accept(a, '2026-11-23')).toBe('（2026）人民调字第1号');
    // Refused after its number was thought of: a stale version, then a failing disk.
    expect(await codeOf(cases().step({ commandId: cid(), id: b, version: 99, step: 'accept' }))).toBe('STALE');
    const mend = failInserts(t, 'case_event');
    expect(await codeOf(accept(b, '2026-11-23'))).toBe('INTERNAL');
    mend();
    t.clock.set(instantOf('2026-12-31', '23:59') + 59_000);
    expect(await accept(b, '2026-12-31')).toBe('（2026）人民调字第2号');
    t.clock.set(t.clock.now() + 1000);
    await t.signInAgain();
    expect(await accept(c, '2027-01-01')).toBe('（2027）人民调字第1号');
    // Accepted on the last day of the year, written down on the first: the number is of the year in which it was accepted.
    expect(await accept(d, '2026-12-31')).toBe('（2026）人民调字第3号');
  });

  it('go on where they were when the clock is put back; nothing is accepted before it was applied for, or on a day to come', async () => {
    const [a, b, c] = [await reviewed(), await reviewed(), await reviewed()];
    expect(await accept(a, '2026-11-23')).toBe('（2026）人民调字第1号');
    t.clock.set(instantOf('2026-11-21', '09:00'));
    expect(await errorOf(accept(b, '2026-11-23'))).toMatchObject({ data: { problems: ['future'] } });
    expect(await accept(b, '2026-11-21')).toBe('（2026）人民调字第2号');
    t.clock.set(instantOf('2026-11-01', '09:00'));
    expect(await errorOf(accept(c, '2026-11-01'))).toMatchObject({ data: { problems: ['date_order'] } });
    t.clock.set(instantOf('2026-11-24', '09:00'));
    expect(await accept(c, '2026-11-24')).toBe('（2026）人民调字第3号');
  });
});

describe('the studio’s filing', () => {
  const kindOf = () => 'ordinary' as const;
  const studio = { kind: 'studio', place: 'ningbo', foundedOn: '2026-11-02', filedOn: null } as const;
  it.each([
    [studio, '2026-12-14'],
    [{ ...studio, filedOn: '2026-11-20' }, undefined],
    [{ ...studio, foundedOn: null }, undefined],
    [{ ...studio, kind: 'committee' as const }, undefined],
    [{ ...studio, place: 'elsewhere' as const }, undefined]
  ])('%o: until %s', (settings, dueOn) => expect(filingLimit(settings, kindOf)?.dueOn).toBe(dueOn));

  it('is counted in working days from its setting up, and ends with the filing', async () => {
    const set = (settings: object) => t.head.mediators.changeSettings({ commandId: cid(), settings });
    expect(await t.head.mediators.filing()).toBeNull();
    // The Saturday after it was a day of work (调休).
    await set({ kind: 'studio', foundedOn: '2026-10-09' });
    expect(await t.head.mediators.filing()).toMatchObject({ dueOn: '2026-11-19', left: -4, colour: 'red' });
    await set({ foundedOn: '2026-11-02' });
    expect(await t.mediator.client.mediators.filing()).toMatchObject({ left: 21, colour: 'green' });
    expect(await errorOf(set({ filedOn: '2026-11-01' }))).toMatchObject({ data: { field: 'filedOn', reason: 'order' } });
    expect(await errorOf(set({ filedOn: '2026-12-01' }))).toMatchObject({ data: { field: 'filedOn', reason: 'future' } });
    await set({ filedOn: '2026-11-20', filedWith: '虚构区司法局' });
    expect(await t.head.mediators.filing()).toBeNull();
    expect(await t.head.mediators.settings()).toMatchObject({ filedWith: '虚构区司法局' });
  });
});
