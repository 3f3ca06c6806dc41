import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filingLimit } from '../../../electron/contract/mediation/mediators.ts';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { employer, openCaseStation, SECRETS, worker, type CaseStation } from '../../fixtures/cases.ts';
import { bind } from '../../../electron/service/mediation/cases/sealed.ts';
import { failInserts } from '../../fixtures/forged.ts';
import { cid, codeOf, errorOf, PASSWORD } from '../../fixtures/station.ts';
import { admitted, sitDown } from '../../fixtures/vault.ts';

// What a thief, a slip of the hand, a bad file or the clock can do to the cases.

let t: CaseStation;
beforeEach(async () => {
  t = await openCaseStation();
});
afterEach(() => t.close());
const cases = () => t.mediator.client.cases;

describe('whoever can write into the file', () => {
  it('puts no sealed value in another row’s or column’s place: it does not open there', async () => {
    const a = await t.wageCase({ workers: 2 });
    const b = await t.wageCase({ workers: 2, facts: '另一件案子的事实' });
    for (const { id } of [a, b]) {
      await cases().records.save({
        commandId: cid(),
        caseId: id,
        at: t.clock.now(),
        body: { kind: 'note', about: '甲', content: SECRETS.record }
      });
      await cases().records.save({
        commandId: cid(),
        caseId: id,
        at: t.clock.now(),
        body: { kind: 'note', about: '乙', content: '第二份记录' }
      });
    }
    const { sqlite } = t.station;
    // Whatever holds sealed values: every column with bytes in a table of cases, in all pairs of rows, and of columns of a row.
    const tables = (
      sqlite
        .prepare(`select name from sqlite_schema where type = 'table' and (name like 'case%' or name = 'mediation_case')`)
        .pluck()
        .all() as string[]
    ).sort();
    const columns = tables.flatMap((table) =>
      (sqlite.pragma(`table_info(${table})`) as { name: string; type: string }[])
        .filter((one) => one.type === 'BLOB')
        .map((one) => ({ table, column: one.name }))
    );
    expect(columns.map((one) => `${one.table}.${one.column}`)).toEqual(
      expect.arrayContaining(['mediation_case.core', 'mediation_case.card', 'case_party.body', 'case_record.body', 'case_text.body'])
    );
    const held = columns.flatMap(({ table, column }) =>
      (
        sqlite.prepare(`select rowid as id, ${column} as value from ${table} where ${column} is not null`).all() as {
          id: number;
          value: Buffer;
        }[]
      ).map((row) => ({ table, column, ...row }))
    );
    let tried = 0;
    const readAll = async () => {
      const [list, found] = [await cases().list({}), await cases().search({ text: '事实' })];
      return JSON.stringify([list, found, await cases().get({ id: a.id }), await cases().get({ id: b.id })]);
    };
    await readAll();
    for (const [i, one] of held.entries()) {
      const other = held[(i + 1) % held.length]!;
      sqlite.prepare(`update ${one.table} set ${one.column} = ? where rowid = ?`).run(other.value, one.id);
      // The texts kept in memory would hide it.
      t.mediator.seal().kept.clear();
      expect(await codeOf(readAll()), `${one.table}.${one.column} ${one.id} from ${other.table}.${other.column} ${other.id}`).toBe(
        'SEAL_BROKEN'
      );
      sqlite.prepare(`update ${one.table} set ${one.column} = ? where rowid = ?`).run(one.value, one.id);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(15);
    await readAll();
  });

  it('nor an event’s reason or a recusal of one case in another', async () => {
    const make = async (reason: string) => {
      const { id, version } = await t.wageCase({ workers: 1 });
      await cases().sideStep({ commandId: cid(), id, version, step: 'escalate', reason });
      await cases().recusals.ask({
        commandId: cid(),
        caseId: id,
        personId: t.own,
        on: '2026-11-23',
        askedBy: 'party',
        ground: 'other_influence',
        reason
      });
      return id;
    };
    const [a, b] = [await make('甲案的理由'), await make('乙案的理由')];
    const { sqlite } = t.station;
    const swapped = sqlite.prepare('select body from case_recusal where case_id = ?').pluck().get(a) as Buffer;
    sqlite.prepare('update case_recusal set body = ? where case_id = ?').run(swapped, b);
    expect(await codeOf(cases().get({ id: b }))).toBe('SEAL_BROKEN');
    expect((await cases().get({ id: a })).recusals[0]!.reason).toBe('甲案的理由');
  });
});

it('two mediators write into the same round: the second is told, and loses nothing of the first’s', async () => {
  const { id } = await t.wageCase({ workers: 1 });
  const two = await admitted(t, t.mediator);
  const body = (content: string) => ({ kind: 'note' as const, about: '电话', content });
  const made = await cases().records.save({ commandId: cid(), caseId: id, at: t.clock.now(), body: body('第一稿') });
  const [record] = (await two.client.cases.get({ id })).records;
  await cases().records.save({
    commandId: cid(),
    caseId: id,
    id: made.id,
    version: record!.version,
    at: t.clock.now(),
    body: body('第一人改的')
  });
  expect(
    await errorOf(
      two.client.cases.records.save({
        commandId: cid(),
        caseId: id,
        id: made.id,
        version: record!.version,
        at: t.clock.now(),
        body: body('第二人改的')
      })
    )
  ).toMatchObject({ code: 'STALE' });
  expect((await cases().get({ id })).records[0]!.body).toMatchObject({ content: '第一人改的' });
});

it('a hundred workers are one case: taken down, mediated, printed and found', async () => {
  const { id } = await t.wageCase({
    parties: [...Array.from({ length: 100 }, (_, i) => worker(i, { representative: i < 5 })), employer()]
  });
  await t.toAgreement(id);
  const before = performance.now();
  const detail = await cases().get({ id });
  expect(detail.parties).toHaveLength(101);
  expect(performance.now() - before).toBeLessThan(1000);
  const page = await t.mediator.client.casePapers.preview({ caseId: id, paper: 'agreement' });
  expect(JSON.stringify(page)).toContain('工人癸99');
  expect((await cases().search({ text: '工人癸99' })).rows).toMatchObject([{ id, where: 'party' }]);
  expect((await cases().list({})).rows[0]).toMatchObject({ applicants: 100 });
  expect(await errorOf(t.wageCase({ parties: Array.from({ length: 201 }, (_, i) => worker(i, { representative: false })) }))).toMatchObject(
    { data: { reason: 'too_many' } }
  );
});

it('evidence with a hostile name keeps a name that is only a name', async () => {
  const { id } = await t.wageCase({ workers: 1 });
  const names = [
    '../../../etc/passwd',
    'C:\\Windows\\system32\\calc.exe',
    'CON',
    '..',
    '.',
    'a\u0000b.pdf',
    '\u202Efdp.exe',
    '<img src=x onerror=alert(1)>.png',
    `${'长'.repeat(119)}`,
    '   ',
    '\n\r\t',
    '{{甲}}{#each}.docx',
    '=cmd|calc.xlsx'
  ];
  for (const fileName of names) {
    const { id: added } = await cases().evidence.add({
      commandId: cid(),
      caseId: id,
      kind: 'other',
      title: fileName.trim().slice(0, 80) || '无名',
      file: new Blob(['x']),
      fileName
    });
    const { name } = await cases().evidence.read({ id: added });
    expect(name, JSON.stringify(fileName)).not.toMatch(/[\\/:*?"<>|\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
    expect(['', '.', '..']).not.toContain(name);
    expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i);
  }
  const page = await t.mediator.client.casePapers.docx({ caseId: id, paper: 'evidence_list', draft: true });
  expect(page.file.size).toBeGreaterThan(1000);
});

it('a template that the station broke by hand says which and what, for one paper and for the whole file', async () => {
  const { id } = await t.wageCase({ workers: 1 });
  const { client } = t.mediator;
  await client.casePapers.templates.list();
  const folder = join(t.station.dataFolder, 'templates');
  const path = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('人民调解申请书.docx'))!;
  const whole = readFileSync(join(folder, path));
  writeFileSync(join(folder, path), whole.subarray(0, whole.length / 2));
  const broken = await errorOf(client.casePapers.docx({ caseId: id, paper: 'application', draft: true }));
  expect(broken).toMatchObject({ code: 'TEMPLATE_BROKEN', data: { name: '人民调解申请书.docx' } });
  expect(await errorOf(client.casePapers.volumeDocx({ caseId: id }))).toMatchObject({
    code: 'TEMPLATE_BROKEN',
    data: { name: '人民调解申请书.docx' }
  });
  await client.casePapers.templates.reset({ commandId: cid(), paper: 'application' });
  expect((await client.casePapers.docx({ caseId: id, paper: 'application', draft: true })).file.size).toBeGreaterThan(1000);
});

it('a template that is small and comes to gigabytes is refused by what it comes to', async () => {
  const name = Buffer.from('word/document.xml');
  const packed = deflateRawSync(Buffer.alloc(301 * 1024 * 1024), { level: 9 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(301 * 1024 * 1024, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(301 * 1024 * 1024, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  const file = new Blob([Buffer.concat([local, name, packed, entry, name, end])]);
  expect(file.size).toBeLessThan(1024 * 1024);
  expect(await errorOf(t.mediator.client.casePapers.templates.put({ commandId: cid(), paper: 'cover', file }))).toEqual({
    code: 'TOO_LARGE',
    data: { unpackedBytes: 300 * 1024 * 1024 }
  });
});

describe('numbers', () => {
  const accept = async (id: number, on: string) => (await t.step(id, 'accept', { on })).number;
  const reviewed = async () => {
    const { id } = await t.wageCase({ workers: 1 });
    await t.step(id, 'review');
    return id;
  };

  it('have no gap after a command that was rolled back, and begin anew at midnight of the new year', async () => {
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

describe('searching', () => {
  it('finds what people wrote, not the program’s own words', async () => {
    const { id } = await t.wageCase({ workers: 2 });
    await cases().records.save({
      commandId: cid(),
      caseId: id,
      at: t.clock.now(),
      body: { kind: 'reminder', instalmentId: null, how: 'in_person', whom: 'person 张', content: '' }
    });
    for (const code of ['applicant', 'male', 'in_person', 'organisation', 'reminder'])
      expect((await cases().search({ text: code })).count, code).toBe(0);
    expect((await cases().search({ text: 'person 张' })).rows).toMatchObject([{ snippet: expect.stringMatching(/person 张/) }]);
  });

  it('does so in cases kept before that too: their texts are made anew when the vault is opened', async () => {
    const { id } = await t.wageCase({ workers: 1 });
    await cases().records.save({
      commandId: cid(),
      caseId: id,
      at: t.clock.now(),
      body: { kind: 'reminder', instalmentId: null, how: 'in_person', whom: '张某', content: '' }
    });
    const { client } = t.mediator;
    const seal = t.mediator.seal();
    const now = seal.open<{ names: string; rest: string }>(
      t.station.sqlite.prepare('select body from case_text where case_id = ?').pluck().get(id) as Buffer,
      bind.text(id)
    );
    const before = { names: now.names, rest: `${now.rest}\napplicant\nin_person\nreminder` };
    t.station.sqlite.prepare('update case_text set body = ? where case_id = ?').run(seal.seal(before, bind.text(id)), id);
    await client.access.lock();
    await client.access.unlock({ password: PASSWORD });
    for (const code of ['applicant', 'in_person', 'reminder']) expect((await cases().search({ text: code })).count, code).toBe(0);
    expect((await cases().search({ text: '张某' })).rows).toMatchObject([{ id }]);
  });

  it('is made ready when the vault is opened, before anything is looked at, and again after a lock', async () => {
    await t.wageCase({ workers: 1 });
    const { client } = t.mediator;
    for (let i = 0; i < 2; i += 1) {
      await client.access.lock();
      await client.access.unlock({ password: PASSWORD });
      const seal = t.mediator.seal();
      await expect.poll(() => (seal.kept.get('cases:texts') as Map<number, unknown> | undefined)?.size ?? 0).toBe(1);
    }
    const other = await sitDown(t, t.mediator.id, t.mediator.name);
    await expect.poll(() => (other.seal().kept.get('cases:texts') as Map<number, unknown> | undefined)?.size ?? 0).toBe(1);
  });
});
