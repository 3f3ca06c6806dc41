import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { expectSoundVolunteers, openVolunteerStation, type VolunteerStation } from '../../fixtures/volunteers.ts';

let t: VolunteerStation;
beforeEach(async () => {
  t = await openVolunteerStation();
});
afterEach(async () => {
  await expectSoundVolunteers(t);
  await t.close();
});

/** The words of a .docx: its document part, tags taken away. */
async function wordsOf(file: Blob): Promise<string> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const at = bytes.indexOf('word/document.xml');
  const head = bytes.lastIndexOf(Buffer.from('PK\x03\x04', 'latin1'), at);
  const start = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
  const size = bytes.readUInt32LE(head + 18);
  const part = bytes.subarray(start, size === 0 ? bytes.length : start + size);
  return inflateRawSync(part)
    .toString('utf8')
    .replaceAll(/<[^>]+>/g, '');
}

async function served() {
  const one = await t.project();
  const two = await t.project({
    title: '社区清洁',
    zoneId: null,
    place: '永丰社区',
    categoryId: t.choice('社区服务'),
    organiser: '永丰社区居委会'
  });
  const [volunteer] = (await t.volunteers(1)) as [number];
  t.goTo('2026-11-23', '20:00');
  const ids = [
    ...(await t.paper(one.id, '2026-11-20', [[volunteer, '08:00', '10:30']])),
    ...(await t.paper(one.id, '2026-11-21', [[volunteer, '08:00', '10:00']])),
    ...(await t.paper(two.id, '2026-11-22', [[volunteer, '09:00', '10:15']]))
  ];
  return { volunteer, one, two, ids };
}

describe('a record certificate', () => {
  it('says what was approved, at the volunteer’s request, and can be verified, printed again and revoked', async () => {
    const { volunteer, ids, two } = await served();
    const request = { volunteerId: volunteer, way: 'desk' as const, purpose: '入党材料' };
    expect(await errorOf(t.desk.serviceCertificates.request({ commandId: cid(), ...request }))).toMatchObject({
      code: 'INVALID',
      data: { field: 'volunteerId', reason: 'no_hours' }
    });
    await t.approve(ids[0]!, ids[2]!);
    expect(await t.desk.serviceCertificates.preview({ volunteerId: volunteer })).toMatchObject({
      minutes: 225,
      services: 2,
      hours: '3.75',
      pendingMinutes: 120,
      from: '2026-11-20',
      to: '2026-11-22'
    });
    await t.head.station.changeSettings({
      commandId: cid(),
      settings: { serviceCertificateHead: '赵站长', serviceCertificateContact: '0574-00000000' }
    });
    const made = await t.desk.serviceCertificates.request({ commandId: cid(), ...request });
    expect(made).toMatchObject({ issued: true, number: '2026-00001', postedUntil: null });
    const detail = await t.head.serviceCertificates.get({ id: made.id });
    expect(detail).toMatchObject({
      state: 'issued',
      minutes: 225,
      services: 2,
      prints: 1,
      requestWay: 'desk',
      head: '赵站长',
      issuer: '红色能量站',
      outdated: false
    });
    expect(detail.lines.map((line) => [line.title, line.organiser, line.services, line.minutes])).toEqual([
      ['周末献血引导', '', 1, 150],
      ['社区清洁', '永丰社区居委会', 1, 75]
    ]);
    const data = await t.desk.serviceCertificates.document({ id: made.id });
    expect(data).toMatchObject({
      number: '2026-00001',
      hours: '3.75',
      minutes: 225,
      qrText: `SERVICE:2026-00001:${detail.code}`,
      revoked: false
    });
    expect(data.qr.startsWith('data:image/png;base64,')).toBe(true);
    expect(await t.desk.serviceCertificates.verify({ code: data.qrText })).toMatchObject({
      outcome: 'found',
      certificate: { number: '2026-00001', state: 'issued' }
    });
    expect((await t.desk.serviceCertificates.verify({ code: detail.code!.toLowerCase().replaceAll('-', ' ') })).outcome).toBe('found');
    expect(
      (await t.desk.serviceCertificates.verify({ code: `${detail.code!.slice(0, -1)}${detail.code!.endsWith('2') ? '3' : '2'}` })).outcome
    ).toBe('mistyped');
    const words = await wordsOf((await t.desk.serviceCertificates.docx({ id: made.id })).file);
    for (const word of [
      '志愿服务记录证明',
      '2026-00001',
      detail.code!,
      '3.75',
      '225 分钟',
      '社区清洁',
      '永丰社区居委会',
      '赵站长',
      '不含往返路程'
    ])
      expect(words).toContain(word);
    expect(words).not.toContain('{');
    await t.desk.serviceCertificates.reprint({ commandId: cid(), id: made.id, reason: '遗失' });
    expect(await codeOf(t.desk.serviceCertificates.revoke({ commandId: cid(), id: made.id, reason: '有误' }))).toBe('FORBIDDEN');
    await t.head.serviceCertificates.revoke({ commandId: cid(), id: made.id, reason: '有误' });
    expect(await codeOf(t.desk.serviceCertificates.reprint({ commandId: cid(), id: made.id, reason: '再印' }))).toBe('STEP_NOT_ALLOWED');
    expect((await t.head.serviceCertificates.get({ id: made.id })).events.map((event) => event.kind)).toEqual([
      'requested',
      'issued',
      'reprinted',
      'revoked'
    ]);
    expect((await t.desk.serviceCertificates.verify({ code: data.qrText })).certificate).toMatchObject({
      state: 'revoked',
      reason: '有误'
    });
    expect((await t.desk.serviceCertificates.document({ id: made.id })).revoked).toBe(true);
    const partial = await t.desk.serviceCertificates.request({
      commandId: cid(),
      ...request,
      projectIds: [two.id],
      fromDate: '2026-11-01',
      toDate: '2026-11-30'
    });
    expect(await t.head.serviceCertificates.get({ id: partial.id })).toMatchObject({
      number: '2026-00002',
      minutes: 75,
      fromDate: '2026-11-01',
      toDate: '2026-11-30'
    });
    expect((await t.head.audit.list({ action: 'serviceCertificates.request' })).rows.length).toBeGreaterThan(0);
    expect(JSON.stringify((await t.head.audit.list({})).rows)).not.toContain(detail.code);
    // What it says stays, whatever happens to the records and the person.
    await expect(t.station.db.updateTable('service_certificate').set({ minutes: 1 }).where('id', '=', made.id).execute()).rejects.toThrow(
      'does not change'
    );
    await expect(
      t.station.db.insertInto('service_certificate_record').values({ certificate_id: partial.id, record_id: ids[1]! }).execute()
    ).rejects.toThrow('only approved hours');
  });

  it('keeps the names of categories in both languages as they were; one issued before that has the Chinese ones', async () => {
    const { volunteer, ids } = await served();
    await t.approve(...ids);
    const made = await t.desk.serviceCertificates.request({ commandId: cid(), volunteerId: volunteer, way: 'desk' });
    const [blood] = (await t.head.volunteers.choices.list({ kind: 'project_category' })).filter((one) => one.name === '献血');
    await t.head.volunteers.choices.update({
      commandId: cid(),
      id: blood!.id,
      version: blood!.version,
      name: '献血助力',
      nameEn: 'Helping donors'
    });
    const data = await t.desk.serviceCertificates.document({ id: made.id });
    expect(data.lines.map((line) => [line.category, line.categoryEn])).toEqual([
      ['献血', blood!.nameEn],
      ['社区服务', expect.stringMatching(/[a-z]/)]
    ]);
    expect((await t.head.serviceCertificates.get({ id: made.id })).lines[0]).toMatchObject({ category: '献血', categoryEn: blood!.nameEn });
    // A certificate of an older program has no English categories. It is copied, since one that was issued does not change.
    const columns = (t.station.sqlite.pragma('table_info(service_certificate)') as { name: string }[])
      .map((one) => one.name)
      .filter((name) => !['id', 'number', 'code', 'lines'].includes(name))
      .join(', ');
    const lines = t.station.sqlite.prepare('select lines from service_certificate where id = ?').pluck().get(made.id) as string;
    const before = (JSON.parse(lines) as Record<string, unknown>[]).map(({ categoryEn: _gone, ...line }) => line);
    const copied = t.station.sqlite
      .prepare(
        `insert into service_certificate (${columns}, number, code, lines)
         select ${columns}, '2025-0001', 'OLDER', ? from service_certificate where id = ?`
      )
      .run(JSON.stringify(before), made.id);
    const asked = { id: Number(copied.lastInsertRowid) };
    t.station.sqlite
      .prepare(
        'insert into service_certificate_record (certificate_id, record_id) select ?, record_id from service_certificate_record where certificate_id = ?'
      )
      .run(asked.id, made.id);
    expect((await t.desk.serviceCertificates.document({ id: asked.id })).lines.map((line) => [line.category, line.categoryEn])).toEqual([
      ['献血', ''],
      ['社区服务', '']
    ]);
    expect((await t.head.serviceCertificates.get({ id: asked.id })).lines[0]!.categoryEn).toBe('');
  });

  it('says so where a register has more than a hundred thousand lines', async () => {
    const { volunteer, ids } = await served();
    await t.approve(...ids);
    await t.head.station.changeSettings({ commandId: cid(), settings: { serviceCertificatePostingDays: 7 } });
    await t.desk.serviceCertificates.request({ commandId: cid(), volunteerId: volunteer, way: 'desk' });
    const columns = (t.station.sqlite.pragma('table_info(service_certificate)') as { name: string }[])
      .map((one) => one.name)
      .filter((name) => name !== 'id')
      .join(', ');
    const more = (n: number) =>
      t.station.sqlite.exec(
        `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${n}) insert into service_certificate (${columns}) select ${columns} from n, (select * from service_certificate limit 1)`
      );
    more(100_000);
    expect(await errorOf(t.head.serviceCertificates.export({ language: 'zh-CN' }))).toMatchObject({
      code: 'TOO_LARGE',
      data: { limitRows: 100_000 }
    });
  }, 60_000);

  it('is out of date once a record of it no longer stands', async () => {
    const { volunteer, ids } = await served();
    await t.approve(...ids);
    const made = await t.desk.serviceCertificates.request({ commandId: cid(), volunteerId: volunteer, way: 'telephone' });
    const day = '2026-11-22';
    const correction = await t.desk.serviceHours.correct({
      commandId: cid(),
      id: ids[2]!,
      version: 2,
      from: instantOf(day, '09:00'),
      to: instantOf(day, '09:45'),
      reason: '早退'
    });
    expect((await t.head.serviceCertificates.list({ outdated: true })).rows).toEqual([]);
    await t.approve(correction.id);
    expect((await t.head.serviceCertificates.list({ outdated: true })).rows.map((row) => row.id)).toEqual([made.id]);
    expect(await t.head.serviceCertificates.get({ id: made.id })).toMatchObject({ outdated: true, minutes: 345 });
    expect((await t.head.serviceCertificates.list({ text: '2026-0' })).rows).toHaveLength(1);
    expect((await t.head.serviceCertificates.export({ language: 'en' })).rows).toBe(1);
  });

  it('waits while it is posted, and may be declined', async () => {
    const { volunteer, ids } = await served();
    await t.approve(...ids);
    await t.head.station.changeSettings({ commandId: cid(), settings: { serviceCertificatePostingDays: 7 } });
    const request = { volunteerId: volunteer, way: 'letter' as const };
    const made = await t.desk.serviceCertificates.request({ commandId: cid(), ...request });
    expect(made).toMatchObject({ issued: false, number: null, postedUntil: '2026-11-30' });
    expect(await codeOf(t.desk.serviceCertificates.document({ id: made.id }))).toBe('NOT_FOUND');
    const issue = () => t.desk.serviceCertificates.issue({ commandId: cid(), id: made.id, version: 1 });
    t.goTo('2026-11-30', '20:00');
    expect(await errorOf(issue())).toMatchObject({ data: { reason: 'posted', params: { until: '2026-11-30' } } });
    t.goTo('2026-12-01', '09:00');
    expect(await issue()).toEqual({ number: '2026-00001' });
    const other = await t.desk.serviceCertificates.request({ commandId: cid(), ...request });
    await t.desk.serviceCertificates.decline({ commandId: cid(), id: other.id, version: 1, reason: '公示期有异议' });
    expect(await codeOf(t.desk.serviceCertificates.issue({ commandId: cid(), id: other.id, version: 2 }))).toBe('STEP_NOT_ALLOWED');
    const timeline = await t.head.people.timeline({ id: volunteer });
    expect(
      timeline
        .filter((entry) => entry.area === 'service-certificates')
        .map((entry) => entry.kind)
        .sort()
    ).toEqual(['declined', 'issued', 'requested', 'requested']);
    expect(timeline.filter((entry) => entry.area === 'service-hours')).toHaveLength(3);
  });
});
