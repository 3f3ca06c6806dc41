import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFirstSheet } from '../../../electron/service/core/documents/excel.ts';
import { FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(() => t.close());

/** A file of a zip archive as text; the test reads the format itself, not with the library that wrote it. */
function unzip(bytes: Buffer, name: string): string {
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    const nameLength = bytes.readUInt16LE(at + 28);
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) !== name) continue;
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    return (bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
  }
  throw new Error(`no ${name}`);
}
/** The words of a .docx, tags and all left out. */
const wordsOf = async (file: Blob) =>
  unzip(Buffer.from(await file.arrayBuffer()), 'word/document.xml')
    .replace(/<\/w:p>/g, ' ')
    .replace(/<[^>]+>/g, '');

async function bookedClass() {
  const { id, sessions } = await t.open({ minToOpen: 1, capacity: 5, term: '2026 秋季' });
  const firm = await t.organisation('一公司');
  const people = await t.people(3, firm);
  for (const person of people) await t.book(id, person);
  return { id, sessions, people };
}

describe('documents of a class', () => {
  it('give the window their data', async () => {
    const { id, sessions, people } = await bookedClass();
    const sheet = await t.head.classDocuments.signInSheet({ sessionId: sessions[1]! });
    expect(sheet).toMatchObject({
      code: '2026-0001',
      title: '咖啡制作',
      trainers: '赵甲子',
      session: { number: 2, date: '2026-12-01', weekday: 2, from: '19:00', to: '21:00' },
      emptyLines: 5
    });
    expect(sheet.people.length).toBe(people.length);
    expect(sheet.people[0]).toMatchObject({ number: 1, organisation: '一公司', mobileMasked: expect.stringMatching(/^139\*{4}\d{4}$/) });
    expect((await t.head.classDocuments.roster({ classId: id })).sessions.length).toBe(4);
    expect(await t.head.classDocuments.doorSign({ sessionId: sessions[0]! })).toMatchObject({ zone: '成长讲堂', session: { number: 1 } });
    const timetable = await t.head.classDocuments.timetable({ from: '2026-11-23', to: '2026-12-31', term: '2026 秋季' });
    expect(timetable.rows).toMatchObject([
      { code: '2026-0001', weekdays: '周二', times: '19:00–21:00', firstDate: FIRST, lastDate: '2026-12-15', sessions: 4, free: 2 }
    ]);
    expect(timetable.days.map((day) => day.date)).toEqual([FIRST, '2026-12-01', '2026-12-08', '2026-12-15']);
    expect((await t.head.classDocuments.timetable({ from: '2026-11-23', to: '2026-12-31', term: '别的' })).rows).toEqual([]);
    expect(await codeOf(t.head.classDocuments.timetable({ from: '2026-01-01', to: '2026-12-31' }))).toBe('INVALID');
    const [booking] = await t.head.bookings.ofClass({ classId: id });
    expect(await t.head.classDocuments.bookingCode({ bookingId: booking!.id })).toEqual({
      text: booking!.code,
      qr: expect.stringMatching(/^data:image\/png;base64,/)
    });
    expect((await t.head.classDocuments.badge({ personId: people[0]! })).text).toMatch(/^P\d+/);
  });

  it('are made as .docx from the templates, everybody on them', async () => {
    const { id, sessions } = await bookedClass();
    const names = (await t.head.classDocuments.roster({ classId: id })).people.map((person) => person.name);
    const sheet = await t.head.classDocuments.docx.signInSheet({ sessionId: sessions[0]! });
    expect(sheet.name).toBe(`签到表 咖啡制作 ${FIRST}.docx`);
    const words = await wordsOf(sheet.file);
    for (const name of [...names, '咖啡制作 签到表', '2026-0001', '周二', '应到：3 人']) expect(words).toContain(name);
    expect(words).not.toMatch(/[{}]/);
    for (const file of [
      (await t.head.classDocuments.docx.roster({ classId: id })).file,
      (await t.head.classDocuments.docx.doorSign({ sessionId: sessions[0]! })).file,
      (await t.head.classDocuments.docx.timetable({ from: '2026-11-23', to: '2026-12-31' })).file
    ]) {
      const text = await wordsOf(file);
      expect(text).toContain('咖啡制作');
      expect(text).not.toMatch(/[{}]/);
    }
    expect((await t.head.audit.list({ action: 'classDocuments.docx' })).rows.length).toBe(4);
  });

  it('a certificate carries number, code and a QR code that verifies', async () => {
    const { id, sessions, people } = await bookedClass();
    for (const [n, sessionId] of sessions.entries()) {
      t.goTo(`2026-12-${15 + n}`, '22:00');
      await t.head.attendance
        .saveSheet({ commandId: cid(), sessionId, marks: people.map((personId) => ({ personId, status: 'present' })), close: true })
        .catch(() => undefined);
    }
    const { certificates } = await t.head.certificates.issue({ commandId: cid(), classId: id, personIds: [people[0]!] });
    const data = await t.head.classDocuments.certificate({ certificateId: certificates[0]!.id });
    expect(data).toMatchObject({ number: '2026-00001', course: '咖啡制作', hours: '8', from: FIRST, to: '2026-12-15', validUntil: '' });
    expect((await t.head.certificates.verify({ code: data.qrText })).outcome).toBe('found');
    const made = await t.head.classDocuments.docx.certificate({ certificateId: certificates[0]!.id });
    const words = await wordsOf(made.file);
    for (const part of [data.name, data.number, data.code, '长期有效']) expect(words).toContain(part);
    const bytes = Buffer.from(await made.file.arrayBuffer());
    expect(bytes.includes('word/media/')).toBe(true);
  });

  it('a calendar has every session with a lasting identity, cancelled ones struck out, and nobody’s name', async () => {
    const { id, sessions, people } = await bookedClass();
    const row = await t.head.sessions.get({ id: sessions[1]! });
    await t.head.sessions.cancel({ commandId: cid(), id: row.id, version: row.version, reason: '停电' });
    const ics = await t.head.classDocuments.ics({ classId: id });
    expect(ics).toMatchObject({ name: '2026-0001.ics', events: 4 });
    const text = await ics.file.text();
    expect(text.match(/BEGIN:VEVENT/g)!.length).toBe(4);
    expect(text).toContain(`UID:session-${sessions[0]}@station`);
    expect(text.match(/STATUS:CANCELLED/g)!.length).toBe(1);
    expect(text).toContain('DTSTART:20261124T110000Z');
    expect(text).not.toContain((await t.head.people.get({ id: people[0]! })).name);
    expect((await t.head.classDocuments.ics({ trainerId: t.trainerId })).events).toBe(4);
    expect((await t.head.classDocuments.ics({ zoneId: t.hall })).events).toBe(4);
    expect(await codeOf(t.head.classDocuments.ics({}))).toBe('INVALID');
  });

  it('lists are spreadsheets', async () => {
    const { id, sessions, people } = await bookedClass();
    t.goTo(FIRST, '21:00');
    await t.head.attendance.saveSheet({
      commandId: cid(),
      sessionId: sessions[0]!,
      marks: [{ personId: people[0]!, status: 'late' }],
      close: true
    });
    const sheet = await t.head.classDocuments.rosterSheet({ classId: id, language: 'zh-CN' });
    const rows = await readFirstSheet(new Uint8Array(await sheet.file.arrayBuffer()));
    expect(rows.length).toBe(5);
    expect(rows.slice(2).map((row) => row[4])).toEqual(['迟到', '缺勤', '缺勤']);
    expect((await t.head.classDocuments.classSheet({ from: '2026-11-01', to: '2026-12-31', language: 'en' })).rows).toBe(1);
  });
});

describe('templates', () => {
  it('are copied to the data folder on first use, edited there, and put back', async () => {
    const { sessions } = await bookedClass();
    const folder = join(t.station.dataFolder, 'templates');
    expect(existsSync(folder)).toBe(false);
    const list = await t.head.classDocuments.templates.list();
    expect(list.map((one) => [one.name, one.document, one.changed])).toEqual([
      ['学员名单.docx', 'roster', false],
      ['志愿服务记录证明.docx', 'service_certificate', false],
      ['签到表.docx', 'sign_in_sheet', false],
      ['结业证书.docx', 'certificate', false],
      ['课程表.docx', 'timetable', false],
      ['门牌.docx', 'door_sign', false]
    ]);
    // Edited with a word processor: here, another of the templates in its place.
    writeFileSync(join(folder, '签到表.docx'), readFileSync(join(folder, '门牌.docx')));
    expect((await t.head.classDocuments.templates.list()).find((one) => one.name === '签到表.docx')!.changed).toBe(true);
    expect(await wordsOf((await t.head.classDocuments.docx.signInSheet({ sessionId: sessions[0]! })).file)).not.toContain('签到表');
    await t.head.classDocuments.templates.reset({ commandId: cid(), name: '签到表.docx' });
    expect(await wordsOf((await t.head.classDocuments.docx.signInSheet({ sessionId: sessions[0]! })).file)).toContain('签到表');
  });

  it('that cannot be filled in are refused, and said so when they are used', async () => {
    const { sessions } = await bookedClass();
    await t.head.classDocuments.templates.list();
    const put = (name: string, file: Blob) => t.head.classDocuments.templates.put({ commandId: cid(), name, file });
    expect(await errorOf(put('签到表.docx', new Blob(['no archive'])))).toMatchObject({
      code: 'TEMPLATE_BROKEN',
      data: { name: '签到表.docx' }
    });
    expect(await codeOf(put('../x.docx', new Blob(['x'])))).toBe('BAD_REQUEST');
    // The one that was there is still in use.
    expect((await t.head.classDocuments.templates.list()).find((one) => one.name === '签到表.docx')!.changed).toBe(false);
    expect(await wordsOf((await t.head.classDocuments.docx.signInSheet({ sessionId: sessions[0]! })).file)).toContain('签到表');
    writeFileSync(join(t.station.dataFolder, 'templates', '签到表.docx'), 'broken by hand');
    expect(await codeOf(t.head.classDocuments.docx.signInSheet({ sessionId: sessions[0]! }))).toBe('TEMPLATE_BROKEN');
    await t.head.classDocuments.templates.reset({ commandId: cid(), name: '签到表.docx' });
    expect(await wordsOf((await t.head.classDocuments.docx.signInSheet({ sessionId: sessions[0]! })).file)).toContain('签到表');
    const good = (await t.head.classDocuments.templates.get({ name: '结业证书.docx' })).file;
    await put('叉车证书.docx', good);
    const course = await t.head.courses.get({ id: t.courseId });
    await t.head.courses.update({
      ...course,
      id: course.id,
      commandId: cid(),
      version: course.version,
      certificateTemplate: '叉车证书.docx'
    });
    expect(await codeOf(t.head.classDocuments.templates.reset({ commandId: cid(), name: '叉车证书.docx' }))).toBe('IN_USE');
    expect(await codeOf((await t.as('front_desk')).classDocuments.templates.put({ commandId: cid(), name: 'x.docx', file: good }))).toBe(
      'FORBIDDEN'
    );
  });
});
