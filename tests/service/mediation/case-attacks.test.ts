import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { employer, openCaseStation, SECRETS, worker, type CaseStation } from '../../fixtures/cases.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';
import { admitted } from '../../fixtures/vault.ts';

// Attacks, mistakes and damaged files, and their effect on the cases.

let t: CaseStation;
beforeEach(async () => {
  t = await openCaseStation();
});
afterEach(() => t.close());
const cases = () => t.mediator.client.cases;

describe('an attacker who can write into the file', () => {
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

it('two mediators write into the same round: the second gets an error, and the first loses nothing', async () => {
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
