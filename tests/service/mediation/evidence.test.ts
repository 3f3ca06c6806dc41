import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCaseStation, type CaseStation } from '../../fixtures/cases.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

const BYTES = new Uint8Array([1, 2, 3, 250, 251]);

let t: CaseStation;
let caseId: number;
let evidenceId: number;
beforeEach(async () => {
  t = await openCaseStation();
  ({ id: caseId } = await t.wageCase({ workers: 2 }));
  ({ id: evidenceId } = await cases().evidence.add({
    commandId: cid(),
    caseId,
    kind: 'payslip',
    title: '工资条',
    pages: 2,
    proves: '欠薪四个月',
    file: new Blob([BYTES], { type: 'image/png' }),
    fileName: '工资条.png'
  }));
});
afterEach(() => t.close());

const cases = () => t.mediator.client.cases;
const shown = async () => (await cases().get({ id: caseId })).evidence;
const words = { kind: 'contract' as const, title: '劳动合同', partyId: null, original: true, pages: 5, proves: '双方有劳动关系' };
const update = (over: Partial<Parameters<ReturnType<typeof cases>['evidence']['update']>[0]> = {}) =>
  cases().evidence.update({ commandId: cid(), id: evidenceId, version: 1, ...words, ...over });
const remove = (over: Partial<Parameters<ReturnType<typeof cases>['evidence']['remove']>[0]> = {}) =>
  cases().evidence.remove({ commandId: cid(), id: evidenceId, version: 1, reason: '交错了', ...over });
const files = () => t.station.sqlite.prepare('select count(*) from case_evidence_file').pluck().get();

describe('an update of evidence', () => {
  it('changes every word and keeps the file, its hash, and who added it when', async () => {
    const [before] = await shown();
    t.clock.advance(3_600_000);
    const parties = (await cases().get({ id: caseId })).parties;
    expect(await update({ partyId: parties[1]!.id })).toEqual({ id: evidenceId, version: 2 });
    expect(await shown()).toEqual([{ ...before!, ...words, partyId: parties[1]!.id, version: 2 }]);
    const { file, name, mime } = await cases().evidence.read({ id: evidenceId });
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(BYTES);
    expect([name, mime]).toEqual(['工资条.png', 'image/png']);
  });

  it('is found by its new title, and no longer by its old one', async () => {
    expect((await cases().search({ text: '工资条' })).rows).toMatchObject([{ id: caseId }]);
    await update();
    expect((await cases().search({ text: '劳动合同' })).rows).toMatchObject([{ id: caseId }]);
    expect((await cases().search({ text: '欠薪四个月' })).count).toBe(0);
  });

  it('is written into the history of the case and the audit, without its words', async () => {
    await update();
    const { timeline } = await cases().get({ id: caseId });
    expect(timeline.find((event) => event.kind === 'changed')).toMatchObject({ refId: evidenceId, params: { what: 'evidence' } });
    const [entry] = (await t.head.audit.list({ action: 'cases.evidence.update' })).rows;
    expect(entry).toMatchObject({ entity: 'case', entityId: String(caseId) });
    expect(JSON.stringify(entry)).not.toContain('劳动合同');
  });

  it('is refused of an old version, of a party of another case, of a stranger, and of evidence that is not there', async () => {
    await update();
    expect(await errorOf(update())).toEqual({ code: 'STALE', data: { what: 'evidence' } });
    const other = await t.wageCase({ workers: 1 });
    const foreign = (await cases().get({ id: other.id })).parties[0]!.id;
    expect(await errorOf(update({ version: 2, partyId: foreign }))).toMatchObject({
      code: 'INVALID',
      data: { field: 'partyId', reason: 'other_case' }
    });
    expect(await codeOf(update({ id: 999 }))).toBe('NOT_FOUND');
    expect(await codeOf((await t.as('front_desk')).cases.evidence.update({ commandId: cid(), id: evidenceId, version: 2, ...words }))).toBe(
      'FORBIDDEN'
    );
    expect(await shown()).toMatchObject([{ ...words, version: 2 }]);
  });

  it('runs once, however often its command is sent', async () => {
    const commandId = cid();
    const first = await update({ commandId });
    expect(await update({ commandId })).toEqual(first);
    expect((await shown())[0]!.version).toBe(2);
  });
});

describe('a removal of evidence', () => {
  it('takes its file along, and says why in the history', async () => {
    expect(files()).toBe(1);
    await remove();
    expect(await shown()).toEqual([]);
    expect(files()).toBe(0);
    expect(await codeOf(cases().evidence.read({ id: evidenceId }))).toBe('NOT_FOUND');
    expect((await cases().search({ text: '工资条' })).count).toBe(0);
    const { timeline } = await cases().get({ id: caseId });
    expect(timeline.find((event) => event.kind === 'removed')).toMatchObject({
      refId: evidenceId,
      params: { what: 'evidence' },
      reason: '交错了',
      by: t.mediator.name
    });
  });

  it('leaves the other evidence as it is', async () => {
    const { id: other } = await cases().evidence.add({ commandId: cid(), caseId, kind: 'photo', title: '现场照片' });
    await remove();
    expect((await shown()).map((one) => [one.id, one.title])).toEqual([[other, '现场照片']]);
  });

  it('is refused of an old version, without a reason, and twice', async () => {
    await update();
    expect(await codeOf(remove())).toBe('STALE');
    expect(await codeOf(remove({ version: 2, reason: ' ' }))).toBe('BAD_REQUEST');
    expect(files()).toBe(1);
    await remove({ version: 2 });
    expect(await codeOf(remove({ version: 2 }))).toBe('NOT_FOUND');
  });

  it('takes it out of the records of performance that name it, which can be saved again', async () => {
    await t.toAgreement(caseId);
    await t.step(caseId, 'agree');
    const { id: kept } = await cases().evidence.add({ commandId: cid(), caseId, kind: 'transfer', title: '转账截图' });
    const { agreement } = await cases().get({ id: caseId });
    const body = (proof: number) => ({
      kind: 'performance' as const,
      instalmentId: agreement!.instalments[0]!.id,
      fen: 100,
      how: '转账',
      evidenceId: proof,
      content: ''
    });
    const save = (proof: number) => cases().records.save({ commandId: cid(), caseId, at: t.clock.now(), body: body(proof) });
    const [named, other] = [await save(evidenceId), await save(kept)];
    await remove();
    const { records } = await cases().get({ id: caseId });
    const [first, second] = [named, other].map(({ id }) => records.find((one) => one.id === id)!);
    expect(first).toMatchObject({ version: 2, body: { evidenceId: null, fen: 100, how: '转账' } });
    expect(second).toMatchObject({ version: 1, body: { evidenceId: kept } });
    // A form that was open meanwhile still names it: it is told to look again, not that its case is another.
    const again = { commandId: cid(), caseId, id: named.id, at: t.clock.now() };
    expect(await codeOf(cases().records.save({ ...again, version: 1, body: { ...body(kept), fen: 200 } }))).toBe('STALE');
    expect((await cases().records.save({ ...again, commandId: cid(), version: 2, body: first!.body })).version).toBe(3);
  });
});

it('evidence of an archived case is neither changed nor removed', async () => {
  await t.step(caseId, 'refuse', { ground: 'withdrawn', reason: '申请人撤回' });
  await t.step(caseId, 'close');
  for (const { paper, recordId } of (await t.mediator.client.casePapers.list({ caseId })).filter((row) => row.filed === null))
    await t.mediator.client.casePapers.file({ commandId: cid(), caseId, paper, recordId, pages: 1 });
  await t.step(caseId, 'archive', { retention: 'short' });
  expect(await codeOf(update())).toBe('CASE_ARCHIVED');
  expect(await codeOf(remove())).toBe('CASE_ARCHIVED');
  expect(await shown()).toMatchObject([{ id: evidenceId, title: '工资条', version: 1 }]);
});
