import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFirstSheet } from '../../../electron/service/core/documents/excel.ts';
import { employer, openCaseStation, SECRETS, worker, type CaseStation } from '../../fixtures/cases.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: CaseStation;
beforeEach(async () => {
  t = await openCaseStation();
});
afterEach(() => t.close());
const cases = () => t.mediator.client.cases;
const run = (sql: string, ...values: unknown[]) => t.station.sqlite.prepare(sql).run(...values);

describe('what the file itself refuses', () => {
  it('a number out of turn, changed or used again; a step that leads nowhere; a case that goes', async () => {
    const { id } = await t.wageCase({ workers: 1 });
    const accept = (year: number, serial: number, on = '2026-11-23') =>
      run(
        `update mediation_case set state = 'accepted', accepted_on = ?, year = ?, serial = ?, number = 'x' where id = ?`,
        on,
        year,
        serial,
        id
      );
    expect(() => run(`update mediation_case set state = 'mediating' where id = ?`, id)).toThrow('no step leads there');
    run(`update mediation_case set state = 'reviewing' where id = ?`, id);
    expect(() => accept(2026, 2)).toThrow('no gaps');
    expect(() => accept(2025, 1)).toThrow('no gaps');
    accept(2026, 1);
    expect(() => run(`update mediation_case set serial = 5 where id = ?`, id)).toThrow('do not change');
    expect(() => run(`update mediation_case set number = null, year = null, serial = null, accepted_on = null where id = ?`, id)).toThrow();
    expect(() => run(`delete from mediation_case where id = ?`, id)).toThrow('cases are kept');
    expect(() => run(`delete from case_event where case_id = ?`, id)).toThrow('what happened stays');
    expect(() =>
      run(
        `insert into mediation_case select null, 2026, 1, 'y', 'registered', null, type, subtype_id, regime, place, source, application_form, applied_on, '2026-11-23' from mediation_case`
      )
    ).toThrow();
  });

  it('a bound volume: nothing of an archived case is written, changed or removed, by whatever hand', async () => {
    const { id } = await t.wageCase({ workers: 1 });
    await t.step(id, 'review');
    await t.step(id, 'refuse', { reason: '已起诉', ground: 'sued' });
    const refused = await cases().get({ id });
    expect(refused).toMatchObject({ state: 'refused', number: null, ground: 'sued' });
    await t.step(id, 'close');
    const report = await cases().records.save({
      commandId: cid(),
      caseId: id,
      at: t.clock.now(),
      body: { kind: 'report', facts: '', course: '', result: '不予受理', remarks: '' }
    });
    for (const paper of ['application', 'register', 'non_acceptance', 'closing_report'] as const) {
      expect(await codeOf(t.step(id, 'archive'))).toBe('CASE_STEP_REFUSED');
      await t.mediator.client.casePapers.file({ commandId: cid(), caseId: id, paper, pages: 1 });
    }
    expect(await t.step(id, 'archive')).toMatchObject({ state: 'archived', number: null });
    const detail = await cases().get({ id });
    expect(detail).toMatchObject({ retention: 'short', retentionUntil: '2036-11-23', steps: [], sideSteps: [] });
    const { facts, demands } = detail;
    for (const change of [
      cases().update({ ...detail, facts, demands, commandId: cid(), id, version: detail.version } as never),
      cases().setParties({ commandId: cid(), id, version: detail.version, parties: [worker(0), employer()] }),
      cases().records.save({ commandId: cid(), caseId: id, at: t.clock.now(), body: { kind: 'note', about: '', content: 'x' } }),
      cases().records.remove({ commandId: cid(), id: report.id, version: 1, reason: 'x' }),
      cases().evidence.add({ commandId: cid(), caseId: id, kind: 'other', title: 'x' }),
      cases().step({ commandId: cid(), id, version: detail.version, step: 'back', reason: 'x' }),
      t.mediator.client.casePapers.unfile({ commandId: cid(), caseId: id, paper: 'register', reason: 'x' })
    ]) {
      expect(await codeOf(change)).toBe('CASE_ARCHIVED');
    }
    expect(() => run(`update mediation_case set version = 99 where id = ?`, id)).toThrow('bound');
    for (const table of ['case_party', 'case_record', 'case_paper', 'case_text', 'case_mediator'])
      expect(() => run(`delete from ${table} where case_id = ?`, id), table).toThrow('bound');
    expect(() => run(`update case_record set at = 0 where case_id = ?`, id)).toThrow('bound');
    expect(() => run(`insert into case_evidence (case_id, added_at, added_by) values (?, 0, '')`, id)).toThrow('bound');
  });
});

describe('writing', () => {
  it('a stale form, a repeated command, a future date and another case’s party each get their own answer', async () => {
    const { id } = await t.wageCase({ workers: 1 });
    const other = await t.wageCase({ workers: 1 });
    const stranger = (await cases().get({ id: other.id })).parties[0]!.id;
    const note = { commandId: cid(), caseId: id, at: t.clock.now(), body: { kind: 'note' as const, about: '', content: SECRETS.record } };
    const first = await cases().records.save(note);
    expect(await cases().records.save(note)).toEqual(first);
    expect((await cases().get({ id })).records.length).toBe(1);
    expect(await errorOf(cases().records.save({ ...note, commandId: cid(), id: first.id, version: 7 }))).toMatchObject({ code: 'STALE' });
    await cases().records.save({ ...note, commandId: cid(), id: first.id, version: 1, body: { ...note.body, content: '改过' } });
    expect((await cases().get({ id })).records[0]).toMatchObject({ version: 2, body: { content: '改过' } });
    expect(await errorOf(cases().records.save({ ...note, commandId: cid(), at: t.clock.now() + 60_000 }))).toMatchObject({
      data: { field: 'at', reason: 'future' }
    });
    expect(
      await errorOf(
        cases().records.save({ ...note, commandId: cid(), body: { kind: 'notice', partyIds: [stranger], how: 'post', content: '' } })
      )
    ).toMatchObject({ data: { reason: 'other_case' } });
    await cases().records.remove({ commandId: cid(), id: first.id, version: 2, reason: SECRETS.reason });
    expect((await cases().get({ id })).timeline[0]).toMatchObject({ kind: 'removed', reason: SECRETS.reason, params: { what: 'note' } });
    expect(await errorOf(t.step(id, 'review', { on: '2026-11-24' }))).toMatchObject({ data: { problems: ['future'] } });
    expect(await errorOf(t.step(id, 'refuse', { ground: 'sued' }))).toMatchObject({ code: 'REASON_NEEDED' });
    expect(await errorOf(t.wageCase({ subtypeId: t.wages, type: 'traffic' }))).toMatchObject({
      data: { field: 'subtypeId', reason: 'other_type' }
    });
    expect(await errorOf(t.wageCase({ parties: Array.from({ length: 6 }, (_, i) => worker(i, { representative: true })) }))).toMatchObject({
      data: { field: 'parties', reason: 'representatives' }
    });
  });

  it('an agreement: oral is refused where it must be written; in effect it stands, but for signatures; a paid instalment stays', async () => {
    const { id } = await t.wageCase({ workers: 1 });
    await t.toAgreement(id);
    const { agreement } = await cases().get({ id });
    const { mustBeWritten, effective, version, ...known } = agreement!;
    expect([mustBeWritten, effective, version]).toEqual([true, false, 1]);
    const instalments = known.instalments.map(({ id: instalment, dueOn, fen, what, payerId, payeeId }) => ({
      id: instalment,
      dueOn,
      fen,
      what,
      payerId,
      payeeId
    }));
    const save = (more: object) => cases().saveAgreement({ commandId: cid(), caseId: id, version: 1, ...known, instalments, ...more });
    expect(await errorOf(save({ form: 'oral' }))).toMatchObject({ data: { reason: 'must_be_written' } });
    await cases().records.save({
      commandId: cid(),
      caseId: id,
      at: t.clock.now(),
      body: { kind: 'performance', instalmentId: instalments[0]!.id, fen: 100, how: '', evidenceId: null, content: '' }
    });
    expect(await errorOf(save({ instalments: instalments.slice(1) }))).toMatchObject({ data: { reason: 'settled' } });
    await t.step(id, 'agree');
    await t.step(id, 'to_sign');
    const signed = {
      signedBy: (await cases().get({ id })).parties.map((party) => ({ partyId: party.id, on: '2026-11-23', how: 'signature' })),
      mediatorSignedOn: '2026-11-23',
      sealedOn: '2026-11-23'
    };
    await save(signed);
    await t.step(id, 'effect');
    expect(await errorOf(save({ ...signed, version: 2, items: ['别的'] }))).toMatchObject({ data: { reason: 'in_effect' } });
    const { parties, version: now } = await cases().get({ id });
    expect(await errorOf(cases().setParties({ commandId: cid(), id, version: now, parties: parties.slice(1) }))).toMatchObject({
      data: { reason: 'signed' }
    });
    // A step back undoes the effect and opens it again.
    await t.step(id, 'back', { reason: '印章有误' });
    expect((await cases().get({ id })).effectiveOn).toBeNull();
    await save({ ...signed, version: 2, items: ['改过的条款'] });
  });

  it('an extension that both agree to, a termination, and back again to where it came from', async () => {
    const { id } = await t.wageCase({ workers: 1 });
    await t.step(id, 'review');
    await t.step(id, 'accept');
    expect(await errorOf(t.step(id, 'extend', { reason: '等待工程款', until: '2026-12-20' }))).toMatchObject({
      data: { problems: ['both'] }
    });
    await t.step(id, 'extend', { reason: '等待工程款', until: '2026-12-20', bothAgree: true });
    expect((await cases().get({ id })).deadline).toMatchObject({ kind: 'limit', dueOn: '2026-12-20' });
    await t.step(id, 'terminate', { reason: '一方不来', ground: 'refused_by_party' });
    await t.step(id, 'close');
    expect(await cases().get({ id })).toMatchObject({ state: 'closed', outcome: 'terminated', terminatedOn: '2026-11-23' });
    await t.step(id, 'back', { reason: '误操作' });
    await t.step(id, 'back', { reason: '误操作' });
    expect(await cases().get({ id })).toMatchObject({
      state: 'accepted',
      outcome: null,
      terminatedOn: null,
      ground: null,
      number: '（2026）人民调字第1号'
    });
  });

  it('one employer in three wage cases within 90 days is warned of, in a fourth form as well', async () => {
    expect(await cases().employer({ name: SECRETS.employer })).toEqual({ cases: 0, warn: false });
    for (const appliedOn of ['2026-08-24', '2026-09-30', '2026-10-31', '2026-11-20']) await t.wageCase({ workers: 1, appliedOn });
    const { employers } = await cases().board({ mine: true });
    // 24 August lies 91 days back.
    expect(employers).toMatchObject([{ name: SECRETS.employer, cases: 3 }]);
    expect(await cases().employer({ name: `${SECRETS.employer.slice(0, 2)} ${SECRETS.employer.slice(2)}` })).toEqual({
      cases: 3,
      warn: true
    });
    expect((await cases().get({ id: employers[0]!.caseIds[0]! })).sameEmployer).toEqual([{ name: SECRETS.employer, cases: 3 }]);
  });

  it('lists a page, filtered, and goes on behind it', async () => {
    for (let i = 0; i < 5; i += 1) await t.wageCase({ workers: 1, ...(i === 2 ? { type: 'neighbours' as const, subtypeId: null } : {}) });
    const first = await cases().list({ limit: 2 });
    expect([first.rows.map((row) => row.id), first.total]).toEqual([[5, 4], { count: 5, capped: false }]);
    const second = await cases().list({ limit: 2, after: first.next! });
    expect([second.rows.map((row) => row.id), second.total]).toEqual([[3, 2], null]);
    expect((await cases().list({ type: 'neighbours' })).rows).toMatchObject([
      {
        id: 3,
        regime: 'ningbo',
        applicant: SECRETS.worker,
        respondent: SECRETS.employer,
        amountFen: 13_200_000,
        deadline: { kind: 'acceptance' }
      }
    ]);
    expect((await cases().list({ mediatorId: t.other })).rows).toEqual([]);
    expect(await codeOf(cases().list({ after: 'x' }))).toBe('INVALID');
  });
});

describe('figures', () => {
  it('by type and period for those with the permission, amounts for mediators alone; organisations from three cases on', async () => {
    for (let i = 0; i < 3; i += 1) {
      const { id } = await t.wageCase({ workers: 1 });
      await t.step(id, 'review');
      await t.step(id, 'accept');
      if (i === 0) await t.step(id, 'terminate', { reason: '不成', ground: 'no_agreement' });
    }
    const range = { fromMonth: '2026-10', toMonth: '2026-11' };
    const mine = await t.mediator.client.caseFigures.table({ ...range, period: 'month', by: 'type' });
    expect(mine.periods.map((period) => [period.key, period.total.accepted])).toEqual([
      ['2026-10', 0],
      ['2026-11', 3]
    ]);
    expect(mine.periods[1]!.rows.length).toBe(15);
    expect(mine.periods[1]!.rows.find((row) => row.type === 'labour')).toMatchObject({
      accepted: 3,
      failed: 1,
      applied: 3,
      amountFen: 39_600_000
    });
    const theirs = await t.head.caseFigures.table({ ...range, by: 'mediator' });
    expect(theirs.periods[0]!.rows).toMatchObject([{ mediator: { name: '何甲子' }, accepted: 3, amountFen: null }]);
    expect(theirs.bands.find((band) => band.band === 'to_500k')).toMatchObject({ cases: 3 });
    expect(theirs.now).toEqual({ open: 2, overdue: 0 });
    expect(await t.mediator.client.caseFigures.organisations(range)).toEqual([{ name: SECRETS.employer, cases: 3, before: null }]);
    await t.wageCase({ workers: 1, parties: [worker(0), employer({ name: '只有一次的公司' })] });
    expect(await t.mediator.client.caseFigures.organisations(range)).toEqual([{ name: SECRETS.employer, cases: 3, before: null }]);
    const file = await t.mediator.client.caseFigures.export({ ...range, period: 'all', language: 'zh-CN' });
    const rows = await readFirstSheet(new Uint8Array(await file.file.arrayBuffer()));
    expect(rows[1]!.slice(0, 7)).toEqual([
      '统计期',
      '纠纷类型',
      '受理（件）',
      '调解成功（件）',
      '成功率',
      '涉及金额（元）',
      '当事人申请（件）'
    ]);
    expect(rows.find((row) => row[1] === '劳动争议纠纷')!.slice(2, 6)).toEqual([3, 0, '0%', 396_000]);
    expect(rows[17]![1]).toBe('合计');
    expect(await codeOf(t.head.caseFigures.table({ fromMonth: '2010-01', toMonth: '2026-11', by: 'type' }))).toBe('INVALID');
  });
});

describe('killed while saving rounds', () => {
  it('keeps every round that was acknowledged, whole', async () => {
    const { id } = await t.wageCase({ workers: 1 });
    const { dataFolder } = t.station;
    const { name } = t.mediator;
    let said = '';
    await t.reopen(async () => {
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, '../../fixtures/case-writer.ts'), dataFolder, name, String(id), String(t.clock.now())],
        { stdio: ['ignore', 'pipe', 'inherit'] }
      );
      child.stdout.on('data', (text: Buffer) => {
        said += String(text);
        if (said.split('\n').length > 25) child.kill('SIGKILL');
      });
      expect(await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)))).toBe('SIGKILL');
    });
    const acknowledged = said
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(' ').map(Number) as [number, number]);
    expect(acknowledged.length).toBeGreaterThan(20);
    await t.signInAgain();
    const { records } = await cases().get({ id });
    for (const [recordId, round] of acknowledged)
      expect(records.find((record) => record.id === recordId)?.body).toMatchObject({
        matter: `第${round}轮`,
        content: `双方陈述${round}`.repeat(200)
      });
    expect((await cases().search({ text: `双方陈述${acknowledged.at(-1)![1]}双方` })).count).toBe(1);
  });
});
