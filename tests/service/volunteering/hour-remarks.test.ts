import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, type VolunteerStation } from '../../fixtures/volunteers.ts';

const DAY = '2026-11-22';

let t: VolunteerStation;
let volunteer: number;
let id: number;
beforeEach(async () => {
  t = await openVolunteerStation();
  const project = await t.project();
  volunteer = await t.volunteer();
  t.goTo('2026-11-23', '20:00');
  [id] = (await t.paper(project.id, DAY, [[volunteer, '08:00', '10:00']])) as [number];
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

const record = async () => (await t.head.serviceHours.get({ id })).record;
const remark = async (quality: number | null, words: string, over: { id?: number; version?: number } = {}) =>
  t.desk.serviceHours.remark({ commandId: cid(), id, version: (await record()).version, quality, remark: words, ...over });

describe('a remark on hours', () => {
  it('records the quality of the service and not the hours, whoever approved them', async () => {
    const before = await record();
    expect(await remark(4, '热情')).toEqual({ version: before.version + 1 });
    expect(await record()).toEqual({ ...before, quality: 4, remark: '热情', version: before.version + 1 });
    await t.approve(id);
    const approved = await record();
    expect(approved).toMatchObject({ state: 'approved', minutes: 120 });
    await remark(null, '');
    expect(await record()).toEqual({ ...approved, quality: null, remark: '', version: approved.version + 1 });
    expect((await t.head.volunteers.get({ id: volunteer })).minutes).toBe(120);
  });

  it('outlives an approval that says nothing, and gives way to one that does', async () => {
    await remark(3, '迟到一刻钟');
    await t.approve(id);
    expect(await record()).toMatchObject({ remark: '迟到一刻钟' });
    const second = (await t.paper((await record()).project.id, DAY, [[volunteer, '11:00', '12:00']]))[0]!;
    await remark(2, '仓促', { id: second, version: 1 });
    await t.head.serviceHours.approve({ commandId: cid(), ids: [second], quality: 5, remark: '补做得好' });
    expect((await t.head.serviceHours.get({ id: second })).record).toMatchObject({ quality: 5, remark: '补做得好' });
  });

  it('counts in the mean quality of the standings only once its hours are approved', async () => {
    const quality = async () => (await t.head.recognition.standings({})).rows[0]!.quality;
    const second = (await t.paper((await record()).project.id, DAY, [[volunteer, '11:00', '12:00']]))[0]!;
    await t.approve(second);
    await remark(5, '', { id: second, version: 2 });
    await remark(2, '');
    expect(await quality()).toBe(5);
    await t.approve(id);
    expect(await quality()).toBe(3.5);
  });

  it('goes out with the record in the register', async () => {
    await remark(4, '热情');
    const { file } = await t.head.serviceHours.export({ language: 'zh-CN' });
    const [head, row] = (await readXlsx(new Uint8Array(await file.arrayBuffer()))).sheets[0]!.rows as (string | number)[][];
    expect(row![head!.indexOf('服务质量评价')]).toBe('4 热情');
  });

  it('is audited with what it said before', async () => {
    await remark(4, '热情');
    await remark(5, '非常热情');
    const [entry] = (await t.head.audit.list({ action: 'serviceHours.remark' })).rows;
    expect(entry).toMatchObject({ entity: 'service_record', entityId: String(id) });
    expect(JSON.stringify(entry)).toMatch(/热情.*非常热情/);
  });

  it('is refused with an old version, out of range, without the permission to write, and for a missing record', async () => {
    await remark(4, '热情');
    expect((await errorOf(remark(5, '', { version: 1 }))).code).toBe('STALE');
    for (const quality of [0, 6, 2.5]) expect(await codeOf(remark(quality, '')), String(quality)).toBe('BAD_REQUEST');
    expect(await codeOf(remark(5, 'x'.repeat(201)))).toBe('BAD_REQUEST');
    expect(await codeOf(remark(5, '', { id: 999, version: 1 }))).toBe('NOT_FOUND');
    const viewer = await t.as('viewer');
    expect(await codeOf(viewer.serviceHours.remark({ commandId: cid(), id, version: 2, quality: 1, remark: '' }))).toBe('FORBIDDEN');
    expect(await record()).toMatchObject({ quality: 4, remark: '热情', version: 2 });
  });

  it('runs once, however often its command is sent', async () => {
    const once = { commandId: cid(), id, version: 1, quality: 4, remark: '热情' };
    expect(await t.desk.serviceHours.remark(once)).toEqual({ version: 2 });
    expect(await t.desk.serviceHours.remark(once)).toEqual({ version: 2 });
    expect((await record()).version).toBe(2);
  });
});
