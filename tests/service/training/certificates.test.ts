import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFirstSheet } from '../../../electron/service/core/documents/excel.ts';
import { addDays } from '../../../electron/contract/core/time.ts';
import { evenings, expectSoundClasses, FIRST, openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: ClassStation;
beforeEach(async () => {
  t = await openClassStation();
});
afterEach(async () => {
  await expectSoundClasses(t);
  await t.close();
});

const rule = { attendancePercent: 75, minutes: 0, testNeeded: false, validMonths: null };

/** A finished class of four sessions; the i-th person came to as many as `came[i]`. */
async function finished(
  came: number[],
  certificate: typeof rule | (Omit<typeof rule, 'validMonths'> & { validMonths: number | null }) = rule,
  first = FIRST
) {
  const courseId = await t.course(`课程${cid().slice(0, 8)}`, { certificate });
  const { id, sessions } = await t.open({ courseId, trainerIds: [], minToOpen: 1, capacity: came.length, sessions: evenings(first, 4) });
  const people = await t.people(came.length);
  for (const person of people) await t.book(id, person);
  for (const [n, sessionId] of sessions.entries()) {
    t.goTo(addDays(first, 7 * n), '21:00');
    const marks = people.filter((_, i) => n < came[i]!).map((personId) => ({ personId, status: 'present' as const }));
    await t.head.attendance.saveSheet({ commandId: cid(), sessionId, marks, close: true });
  }
  return { id, courseId, people };
}
const issue = (classId: number, personIds: number[]) => t.head.certificates.issue({ commandId: cid(), classId, personIds });

describe('who qualifies', () => {
  it('is listed with the numbers that decide', async () => {
    const { id, people } = await finished([4, 3, 2]);
    const { finished: over, rows } = await t.head.certificates.candidates({ classId: id });
    expect(over).toBe(true);
    const of = (person: number) => rows.find((row) => row.person.id === person)!;
    expect(of(people[0]!)).toMatchObject({ numbers: { held: 4, attended: 4, minutes: 480 }, percent: 100, missing: [] });
    expect(of(people[1]!)).toMatchObject({ percent: 75, missing: [] });
    expect(of(people[2]!)).toMatchObject({ percent: 50, missing: ['attendance'] });
  });

  it('needs the test where the course asks for one, and its hours', async () => {
    const { id, people } = await finished([4, 4], { ...rule, testNeeded: true, minutes: 400 });
    const missing = async () => (await t.head.certificates.candidates({ classId: id })).rows.map((row) => row.missing);
    expect(await missing()).toEqual([['test'], ['test']]);
    await t.head.certificates.setResults({
      commandId: cid(),
      classId: id,
      results: [
        { personId: people[0]!, passed: true, score: 86.5 },
        { personId: people[1]!, passed: false }
      ]
    });
    expect(await missing()).toEqual([[], ['test']]);
    expect((await t.head.certificates.candidates({ classId: id })).rows[0]!.score).toBe(86.5);
    await t.head.certificates.setResults({ commandId: cid(), classId: id, results: [{ personId: people[0]!, passed: null }] });
    expect(await missing()).toEqual([['test'], ['test']]);
  });

  it('nobody before the last session is over', async () => {
    const { id } = await t.open({ minToOpen: 1 });
    const [person] = await t.people(1);
    await t.book(id, person!);
    expect((await t.head.certificates.candidates({ classId: id })).rows[0]!.missing).toEqual(['not_finished', 'attendance']);
  });
});

describe('issuing', () => {
  it('gives yearly numbers without gaps and a code that can be verified; all or none', async () => {
    const { id, people } = await finished([4, 4, 1]);
    const refused = await errorOf(issue(id, people));
    expect(refused).toEqual({
      code: 'CERTIFICATE_REFUSED',
      data: { people: [{ personId: people[2], name: expect.any(String), missing: ['attendance'], has: null }] }
    });
    const { certificates } = await issue(id, people.slice(0, 2));
    expect(certificates.map((one) => one.number)).toEqual(['2026-00001', '2026-00002']);
    expect(await errorOf(issue(id, [people[0]!]))).toMatchObject({ data: { people: [{ has: '2026-00001' }] } });
    const certificate = await t.head.certificates.get({ id: certificates[0]!.id });
    expect(certificate).toMatchObject({
      state: 'valid',
      validUntil: null,
      prints: 1,
      numbers: { attended: 4 },
      events: [{ kind: 'issued' }]
    });
    expect(await t.head.certificates.verify({ code: certificate.code.toLowerCase() })).toMatchObject({
      outcome: 'found',
      certificate: { number: '2026-00001', name: certificate.name }
    });
    expect((await t.head.certificates.verify({ code: `CERT:${certificate.number}:${certificate.code}` })).outcome).toBe('found');
    const flipped = certificate.code.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'));
    expect(await t.head.certificates.verify({ code: flipped })).toEqual({ outcome: 'mistyped', certificate: null });
    t.goTo('2027-01-05', '09:00');
    const later = await finished([4], rule, '2027-01-05');
    expect((await issue(later.id, later.people)).certificates[0]!.number).toBe('2027-00001');
    // What the log keeps does not hold the code.
    expect(JSON.stringify((await t.head.audit.list({ action: 'certificates.issue' })).rows)).not.toContain(certificate.code);
  });

  it('keeps a register of reprints and revocations; what a certificate says never changes', async () => {
    const { id, people } = await finished([4]);
    const { certificates } = await issue(id, people);
    const own = certificates[0]!.id;
    await t.head.certificates.reprint({ commandId: cid(), id: own, reason: '遗失' });
    const trainer = await t.as('trainer');
    expect(await codeOf(trainer.certificates.revoke({ commandId: cid(), id: own, reason: '误发' }))).toBe('FORBIDDEN');
    await t.head.certificates.revoke({ commandId: cid(), id: own, reason: '误发' });
    const certificate = await t.head.certificates.get({ id: own });
    expect(certificate).toMatchObject({ state: 'revoked', revokedReason: '误发', prints: 2 });
    expect(certificate.events.map((event) => [event.kind, event.reason])).toEqual([
      ['issued', ''],
      ['reprinted', '遗失'],
      ['revoked', '误发']
    ]);
    expect(await codeOf(t.head.certificates.reprint({ commandId: cid(), id: own, reason: 'x' }))).toBe('STEP_NOT_ALLOWED');
    expect(await t.head.certificates.verify({ code: certificate.code })).toMatchObject({
      outcome: 'found',
      certificate: { state: 'revoked' }
    });
    expect((await issue(id, people)).certificates[0]!.number).toBe('2026-00002');
    const sql = t.station.sqlite;
    expect(() => sql.exec(`update certificate set name = '别人'`)).toThrow(/does not change/);
    expect(() => sql.exec(`update certificate set revoked_at = null, revoked_reason = '' where revoked_at is not null`)).toThrow(
      /does not change/
    );
    expect(() => sql.exec('delete from certificate')).toThrow(/kept/);
    // The name on paper stays as it was issued, whatever the person is called later.
    const before = await t.head.people.get({ id: people[0]! });
    await t.head.people.update({ commandId: cid(), id: before.id, version: before.version, name: '新名字' });
    expect((await t.head.certificates.get({ id: own })).name).toBe(before.name);
  });

  it('of a course without certificates is refused', async () => {
    const courseId = await t.course('讲座', { certificate: null });
    const { id } = await t.open({ courseId, trainerIds: [] });
    expect(await errorOf(issue(id, [1]))).toMatchObject({ code: 'INVALID', data: { reason: 'no_certificate' } });
    expect((await t.head.certificates.candidates({ classId: id })).rule).toBe(null);
  });
});

describe('the register', () => {
  it('lists by filter and page, and those running out within thirty days until they are renewed', async () => {
    const { id, courseId, people } = await finished([4, 4, 4], { ...rule, validMonths: 2 });
    await issue(id, people);
    const list = async (input: Parameters<typeof t.head.certificates.list>[0]) =>
      (await t.head.certificates.list(input)).rows.map((row) => row.personId);
    expect(await list({ runningOut: true })).toEqual([]);
    // Issued on 15 December for two months: valid until 14 February.
    t.goTo('2027-01-15', '08:00');
    expect(await list({ runningOut: true })).toEqual(people);
    t.goTo('2027-01-14', '23:00');
    expect(await list({ runningOut: true })).toEqual([]);
    const again = await t.open({ courseId, trainerIds: [], minToOpen: 1, sessions: evenings('2027-01-18', 1) });
    await t.book(again.id, people[0]!);
    t.goTo('2027-01-18', '21:00');
    await t.head.attendance.saveSheet({
      commandId: cid(),
      sessionId: again.sessions[0]!,
      marks: [{ personId: people[0]!, status: 'present' }],
      close: true
    });
    await issue(again.id, [people[0]!]);
    expect(await list({ runningOut: true })).toEqual(people.slice(1));
    t.goTo('2027-02-15', '08:00');
    expect((await list({ state: 'expired' })).sort()).toEqual(people);
    expect(await list({ state: 'valid' })).toEqual([people[0]]);
    const page = await t.head.certificates.list({ limit: 2 });
    expect(page.total).toEqual({ count: 4, capped: false });
    expect((await t.head.certificates.list({ limit: 2, after: page.next! })).rows.length).toBe(2);
    expect((await t.head.certificates.list({ text: '2026-0000' })).rows.length).toBe(3);
    expect(await list({ personId: people[0]! })).toEqual([people[0], people[0]]);
    const file = await t.head.certificates.export({ language: 'zh-CN' });
    const rows = await readFirstSheet(new Uint8Array(await file.file.arrayBuffer()));
    expect(rows[0]).toContain('核验码');
    expect(rows.length).toBe(5);
    expect((await t.head.people.timeline({ id: people[0]! })).filter((entry) => entry.area === 'certificates').length).toBe(2);
  });

  it('keeps two certificates of one class apart in a merge', async () => {
    const { id, people } = await finished([4, 4]);
    const { certificates } = await issue(id, people);
    const [a, b] = [await t.head.people.get({ id: people[0]! }), await t.head.people.get({ id: people[1]! })];
    const merge = { survivorId: a.id, survivorVersion: a.version, mergedId: b.id, mergedVersion: b.version };
    expect(await codeOf(t.head.people.merge({ commandId: cid(), ...merge }))).toBe('IN_USE');
    await t.head.certificates.revoke({ commandId: cid(), id: certificates[1]!.id, reason: '重复建档' });
    await t.head.people.merge({ commandId: cid(), ...merge });
    expect((await t.head.certificates.list({ personId: a.id })).rows.length).toBe(2);
  });
});

it('the register is taken along whole or not at all', async () => {
  const { id, people } = await finished([4]);
  await issue(id, people);
  const columns = (t.station.sqlite.pragma('table_info(certificate)') as { name: string }[])
    .map((one) => one.name)
    .filter((name) => !['id', 'number', 'code', 'revoked_at', 'revoked_reason'].includes(name))
    .join(', ');
  const more = (from: number, n: number) =>
    t.station.sqlite.exec(`with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${from + n - 1})
      insert into certificate (number, code, revoked_at, revoked_reason, ${columns}) select printf('1999-%05d', i), printf('X%05d', i), issued_at, '作废', ${columns} from n, (select * from certificate limit 1)`);
  more(1, 19_999);
  expect((await t.head.certificates.export({ language: 'zh-CN' })).rows).toBe(20_000);
  more(20_000, 1);
  expect(await errorOf(t.head.certificates.export({ language: 'zh-CN' }))).toMatchObject({
    code: 'TOO_LARGE',
    data: { limitRows: 20_000 }
  });
});

describe('the paper of a certificate', () => {
  /** The text of a Word file, and the words of its watermarks. */
  const wordsOf = async (file: Blob) => {
    const xml = strFromU8(unzipSync(new Uint8Array(await file.arrayBuffer()))['word/document.xml']!);
    return { text: xml.replace(/<[^>]+>/g, ''), across: [...xml.matchAll(/<v:textpath[^>]*string="([^"]*)"/g)].map((match) => match[1]) };
  };

  it('speaks of a test only where one was passed, and says across it that it was revoked', async () => {
    const plain = await finished([4]);
    const tested = await finished([4], { ...rule, testNeeded: true }, addDays(FIRST, 28));
    await t.head.certificates.setResults({
      commandId: cid(),
      classId: tested.id,
      results: [{ personId: tested.people[0]!, passed: true }]
    });
    const issued = async ({ id, people }: { id: number; people: number[] }) => {
      await issue(id, people);
      const { rows } = await t.head.certificates.list({ classId: id });
      return rows[0]!.id;
    };
    for (const [of, says] of [
      [plain, false],
      [tested, true]
    ] as const) {
      const certificateId = await issued(of);
      const docx = () => t.head.classDocuments.docx.certificate({ certificateId });
      expect(await t.head.classDocuments.certificate({ certificateId })).toMatchObject({ tested: says, revoked: false });
      const before = await wordsOf((await docx()).file);
      expect(before.text.includes('考核合格，准予结业')).toBe(says);
      expect(before.text).toContain('学时，');
      expect(before.across).toEqual([]);
      await t.head.certificates.revoke({ commandId: cid(), id: certificateId, reason: '发错人' });
      expect(await t.head.classDocuments.certificate({ certificateId })).toMatchObject({ revoked: true });
      expect((await wordsOf((await docx()).file)).across).toEqual(['已撤销']);
    }
  });
});
