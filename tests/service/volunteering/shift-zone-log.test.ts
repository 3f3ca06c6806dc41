import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readXlsx } from 'hucre/xlsx';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { cid } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, SATURDAY, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: VolunteerStation;
let purposeId: number;
beforeEach(async () => {
  t = await openVolunteerStation();
  purposeId = (await t.head.zones.purposes.list({})).find((one) => one.key === 'volunteer')!.id;
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

const november = { fromMonth: '2026-11', toMonth: '2026-11' };
const on = (clock: string) => instantOf(SATURDAY, clock);
const cells = async () => (await t.desk.figures.zones(november)).cells;
const cancel = async (id: number) => {
  const { version } = await t.head.shifts.get({ id });
  return t.head.shifts.cancel({ commandId: cid(), id, version, reason: '没来人' });
};

/** Two roles in the hall, 09:00–12:00 and 10:00–13:00, with three people of whom one serves in both. */
async function drive() {
  const project = await t.project({
    needs: [
      { role: '引导', number: 3 },
      { role: '登记', number: 3 }
    ],
    organiser: '永丰街道志愿服务队'
  });
  const guide = await t.shift(project);
  const desk = (
    await t.head.shifts.add({
      commandId: cid(),
      projectId: project.id,
      shifts: [{ needId: project.needs[1]!, from: on('10:00'), to: on('13:00') }]
    })
  ).ids[0]!;
  const [one, two, three] = (await t.volunteers(3)) as [number, number, number];
  await t.signUp(guide, [one, two]);
  await t.signUp(desk, [three]);
  await t.signUp(desk, [one], { overrideReason: '中途换岗' });
  return { project, guide, desk, one, two, three };
}

describe('volunteer shifts in the zone log', () => {
  it('count once for roles at the same time, when the last is over, with everybody who served', async () => {
    const { project, guide, desk, one, two, three } = await drive();
    t.goTo(SATURDAY, '12:30');
    expect(await cells()).toEqual([]);
    t.goTo(SATURDAY, '13:30');
    expect(await cells()).toEqual([{ zoneId: t.hall, purposeId, month: '2026-11', uses: 1, attendances: 0, minutes: 240 }]);
    await t.paper(
      project.id,
      SATURDAY,
      [
        [one, '09:00', '10:00'],
        [two, '09:00', '12:00']
      ],
      guide
    );
    const [, rejected] = await t.paper(
      project.id,
      SATURDAY,
      [
        [one, '10:00', '13:00'],
        [three, '10:00', '13:00']
      ],
      desk
    );
    expect((await cells())[0]).toMatchObject({ uses: 1, attendances: 3, minutes: 240 });
    await t.head.serviceHours.reject({ commandId: cid(), ids: [rejected!], reason: '没有来' });
    expect((await cells())[0]).toMatchObject({ uses: 1, attendances: 2, minutes: 240 });
  });

  it('are rows that lead to the shift, and lines of the workbook', async () => {
    const { project, guide, two } = await drive();
    t.goTo(SATURDAY, '14:00');
    await t.paper(project.id, SATURDAY, [[two, '09:00', '12:00']], guide);
    const reserved = await t.desk.reservations.walkIn({ ...t.booking(t.hall, SATURDAY, '14:00', '15:00'), headcount: 5 });
    t.goTo(SATURDAY, '15:00');
    await t.desk.reservations.finish({ commandId: cid(), id: reserved.id, version: 1 });
    const { rows, total } = await t.desk.figures.rows(november);
    expect(rows.map((row) => [row.kind, row.recordId])).toEqual([
      ['reservation', reserved.id],
      ['shift', guide]
    ]);
    expect(rows[1]).toMatchObject({
      number: '2026-0001',
      title: '周末献血引导',
      organisation: '永丰街道志愿服务队',
      expected: 3,
      headcount: 1,
      minutes: 240,
      from: on('09:00'),
      to: on('13:00'),
      purpose: { id: purposeId }
    });
    expect(total).toEqual({ count: 2, capped: false });
    expect((await t.desk.figures.rows({ ...november, purposeId })).rows.map((row) => row.kind)).toEqual(['shift']);
    const second = await t.desk.figures.rows({
      ...november,
      limit: 1,
      after: (await t.desk.figures.rows({ ...november, limit: 1 })).next!
    });
    expect([second.rows.map((row) => row.kind), second.next]).toEqual([['shift'], null]);
    const book = await readXlsx(new Uint8Array(await (await t.desk.figures.export({ ...november, language: 'zh-CN' })).file.arrayBuffer()));
    expect(book.sheets[2]!.rows.find((row) => row[6] === '周末献血引导')?.slice(0, 6)).toEqual([
      '2026-0001',
      SATURDAY,
      '09:00',
      '13:00',
      '红色邻里站大厅',
      '志愿服务'
    ]);
  });

  it('are taken out again, or shortened, when one of them did not take place after all', async () => {
    const { guide, desk } = await drive();
    t.goTo(SATURDAY, '13:30');
    await cancel(desk);
    expect((await cells())[0]).toMatchObject({ uses: 1, minutes: 180 });
    await cancel(guide);
    expect(await cells()).toEqual([]);
  });

  it('outside the station are no use of a zone', async () => {
    const project = await t.project({ zoneId: null, place: '永丰社区' });
    await t.shift(project);
    t.goTo(SATURDAY, '13:00');
    expect(await cells()).toEqual([]);
    expect((await t.desk.figures.rows({ ...november, purposeId })).rows).toEqual([]);
  });
});
