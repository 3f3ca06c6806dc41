import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectSoundClasses, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { at } from '../../fixtures/schedule.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

describe('a proposed term', () => {
  let t: ClassStation;
  beforeEach(async () => {
    t = await openClassStation();
  });
  afterEach(async () => {
    await expectSoundClasses(t);
    await t.close();
  });
  const drafts = async (count: number) => {
    const ids: number[] = [];
    for (let i = 0; i < count; i += 1) ids.push((await t.open({ sessions: [], trainerIds: [] }, { draft: true })).id);
    return ids;
  };
  const propose = (classIds: number[], over = {}) =>
    t.head.autoPlan.propose({
      runId: cid(),
      from: '2026-11-30',
      to: '2027-01-31',
      slots: [
        { weekday: 2, from: '19:00', to: '21:00' },
        { weekday: 4, from: '19:00', to: '21:00' }
      ],
      items: classIds.map((classId) => ({ classId, sessions: 6, minutes: 120 })),
      searchMs: 200,
      ...over
    });

  it('writes nothing until it is accepted, then everything, checked again', async () => {
    const ids = await drafts(3);
    const runId = cid();
    const progress = (async () => {
      const seen: number[] = [];
      for await (const { done } of await t.head.autoPlan.progress({ runId })) seen.push(done);
      return seen;
    })();
    const proposal = await propose(ids, { runId });
    expect((await progress).length).toBeGreaterThan(0);
    // One hall, two evenings, one trainer: two find a place, the third hears why not.
    expect(proposal.placed.map((one) => [one.zone.name, one.trainer?.name])).toEqual([
      ['成长讲堂', '赵甲子'],
      ['成长讲堂', '赵甲子']
    ]);
    expect(proposal.unplaced).toMatchObject([{ because: [{ rule: 'zone_taken' }] }]);
    expect((await t.head.classes.list({})).rows.every((row) => row.sessions === 0)).toBe(true);
    const other = await t.head.reservations.create(t.booking(t.hall, '2026-12-08', '20:00', '21:30'));
    const refused = await errorOf(t.head.autoPlan.apply({ commandId: cid(), placements: proposal.placed }));
    expect(refused).toMatchObject({
      code: 'PLAN_CLASH',
      data: { classes: [{ code: '2026-0001', clashes: [{ kind: 'zone', holderId: other.id }] }] }
    });
    expect((await t.head.classes.list({})).rows.every((row) => row.sessions === 0)).toBe(true);
    const again = await propose(ids);
    expect(again.placed[0]!.skipped).toEqual(['2026-12-08']);
    expect(await t.head.autoPlan.apply({ commandId: cid(), placements: again.placed, term: '2026 冬季' })).toEqual({
      classes: 2,
      sessions: 12
    });
    const detail = await t.head.classes.get({ id: again.placed[0]!.classId });
    expect(detail).toMatchObject({ term: '2026 冬季', trainers: [{ id: t.trainerId }], skipped: [{ from: at('2026-12-08', '19:00') }] });
    expect(await codeOf(t.head.autoPlan.apply({ commandId: cid(), placements: again.placed }))).toBe('STEP_NOT_ALLOWED');
  });

  it('takes drafts only, is for trainers and the head, and stops when it is cancelled', async () => {
    const { id } = await t.open();
    expect(await errorOf(propose([id]))).toMatchObject({ code: 'INVALID', data: { field: 'items', reason: 'not_draft' } });
    const ids = await drafts(2);
    expect(
      await codeOf(
        (await t.as('front_desk')).autoPlan.propose({
          runId: cid(),
          from: '2026-11-30',
          to: '2027-01-31',
          slots: [{ weekday: 2, from: '19:00', to: '21:00' }],
          items: [{ classId: ids[0]!, sessions: 2, minutes: 60 }]
        })
      )
    ).toBe('FORBIDDEN');
    const controller = new AbortController();
    const call = t.head.autoPlan.propose(
      {
        runId: cid(),
        from: '2026-11-30',
        to: '2027-01-31',
        slots: [{ weekday: 2, from: '19:00', to: '21:00' }],
        items: ids.map((classId) => ({ classId, sessions: 8, minutes: 120 })),
        searchMs: 20_000
      },
      { signal: controller.signal }
    );
    setTimeout(() => controller.abort(), 300);
    expect(await codeOf(call)).toBe('CANCELLED');
  });
});
