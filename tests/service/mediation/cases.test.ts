import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { employer, openCaseStation, SECRETS, worker, type CaseStation } from '../../fixtures/cases.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: CaseStation;
beforeEach(async () => {
  t = await openCaseStation();
});
afterEach(() => t.close());
const cases = () => t.mediator.client.cases;
const agreementOf = async (id: number) => (await cases().get({ id })).agreement!;

/** Signs the agreement by everybody and seals it. */
async function sign(id: number) {
  const detail = await cases().get({ id });
  const { mustBeWritten: _m, effective: _e, ...agreement } = detail.agreement!;
  await cases().saveAgreement({
    commandId: cid(),
    caseId: id,
    ...agreement,
    instalments: agreement.instalments.map(({ id: instalment, dueOn, fen, what, payerId, payeeId }) => ({
      id: instalment,
      dueOn,
      fen,
      what,
      payerId,
      payeeId
    })),
    signedBy: detail.parties.map((party) => ({ partyId: party.id, on: '2026-11-23', how: 'thumb' as const })),
    mediatorSignedOn: '2026-11-23',
    sealedOn: '2026-11-23'
  });
}

describe('a wage case of eleven workers', () => {
  it('from intake to archive', async () => {
    const { id } = await t.wageCase();
    let detail = await cases().get({ id });
    expect(detail).toMatchObject({ state: 'registered', regime: 'labour', number: null, amountBand: 'to_500k', facts: SECRETS.facts });
    expect(detail.parties.filter((party) => party.representative).length).toBe(5);
    expect(detail.deadlines).toMatchObject([{ kind: 'acceptance', dueOn: '2026-11-25', articles: [{ law: 'enterprise', article: '22' }] }]);
    expect(detail.steps.map((one) => one.step)).toEqual(['review', 'refuse']);

    await t.toAgreement(id);
    detail = await cases().get({ id });
    expect(detail.number).toBe('（2026）人民调字第1号');
    expect(detail.deadline).toMatchObject({
      kind: 'limit',
      dueOn: '2026-12-05',
      colour: 'green',
      articles: [{ law: 'labour', article: '14' }]
    });
    expect(detail.records.filter((record) => record.kind === 'round').length).toBe(3);
    await t.step(id, 'agree');
    await t.step(id, 'to_sign');
    expect(await errorOf(t.step(id, 'effect'))).toMatchObject({
      code: 'CASE_STEP_REFUSED',
      data: { problems: ['parties_sign', 'mediator_signs', 'seal'] }
    });
    await sign(id);
    await t.step(id, 'effect');
    await t.step(id, 'perform');

    // The first instalment is late: it stands on the board in red, somebody is reminded, and pays.
    t.clock.set(instantOf('2026-12-02', '09:00'));
    const board = await cases().board({ mine: true });
    expect(board.counts).toMatchObject({ red: 1 });
    expect(board.cases[0]!.deadlines.map((one) => `${one.kind} ${one.dueOn} ${one.colour}`)).toEqual([
      'instalment 2026-11-30 red',
      'visit 2026-11-30 red',
      'confirmation 2026-12-08 green',
      'instalment 2026-12-31 green'
    ]);
    await t.step(id, 'breach');
    const [first, second] = (await agreementOf(id)).instalments;
    const pay = (instalmentId: number, fen: number, date: string) =>
      cases().records.save({
        commandId: cid(),
        caseId: id,
        at: instantOf(date, '08:00'),
        body: { kind: 'performance', instalmentId, fen, how: '转账', evidenceId: null, content: '' }
      });
    await cases().records.save({
      commandId: cid(),
      caseId: id,
      at: t.clock.now(),
      body: { kind: 'reminder', instalmentId: first!.id, how: 'phone', whom: '法人甲', content: '' }
    });
    await t.step(id, 'urge');
    await pay(first!.id, 6_000_000, '2026-12-01');
    expect((await cases().get({ id })).performance).toMatchObject({ paid: 6_000_000, rest: 7_200_000, open: 2 });
    await pay(first!.id, 600_000, '2026-12-02');
    await pay(second!.id, 6_600_000, '2026-12-02');
    expect((await agreementOf(id)).instalments.map((one) => [one.standing, one.settledOn, one.reminders])).toEqual([
      ['settled', '2026-12-02', 1],
      ['settled', '2026-12-02', 0]
    ]);
    await t.step(id, 'fulfil');

    // Confirmed by the court on the side.
    const side = async (step: 'confirm_apply' | 'confirm_accept' | 'confirm_extend' | 'confirm_grant', more: object) =>
      cases().sideStep({ commandId: cid(), id, version: (await cases().get({ id })).version, step, ...more });
    await side('confirm_apply', { by: 'court', jointly: true, office: '虚构区人民法院' });
    const clock = async () =>
      (await cases().get({ id })).deadlines.find((one) => one.kind === 'court_acceptance' || one.kind === 'decision');
    expect(await clock()).toMatchObject({ kind: 'court_acceptance', left: 3 });
    expect(await codeOf(side('confirm_extend', { reason: '案情复杂' }))).toBe('STEP_NOT_ALLOWED');
    await side('confirm_accept', {});
    expect(await clock()).toMatchObject({ kind: 'decision', left: 15 });
    expect(await codeOf(side('confirm_extend', {}))).toBe('REASON_NEEDED');
    await side('confirm_extend', { reason: '案情复杂' });
    expect(await clock()).toMatchObject({ kind: 'decision', left: 25 });
    await side('confirm_grant', { number: '（2026）虚民特1号' });
    expect((await cases().get({ id })).confirmation).toMatchObject({
      state: 'granted',
      office: '虚构区人民法院',
      number: '（2026）虚民特1号'
    });

    expect(await errorOf(t.step(id, 'visit'))).toMatchObject({ data: { problems: ['visit'] } });
    await cases().records.save({
      commandId: cid(),
      caseId: id,
      at: t.clock.now(),
      body: {
        kind: 'visit',
        partyIds: [],
        visitor: '何甲子',
        how: 'phone',
        about: '',
        performed: 'all',
        satisfaction: 5,
        suing: false,
        escalating: false,
        content: '工资已到账'
      }
    });
    await t.step(id, 'visit');
    await t.step(id, 'close');

    // Papers are missing: the volume cannot be bound until the last of them lies in it.
    const papers = t.mediator.client.casePapers;
    const gaps = async () => (await cases().get({ id })).volume.filter((one) => one.standing === 'missing').map((one) => one.paper);
    expect(await gaps()).toEqual([
      'application',
      'register',
      'rights_notice',
      'identity',
      'investigation',
      'mediation_record',
      'agreement',
      'visit_record',
      'performance_proof',
      'confirmation_application',
      'closing_report'
    ]);
    const wanted = await gaps();
    const all = (await papers.list({ caseId: id })).filter((one) => wanted.includes(one.paper));
    // Three rounds and three payments have a paper each.
    expect(all.length).toBe(wanted.length + 2 + 2);
    for (const { paper, recordId } of all) {
      expect(await errorOf(t.step(id, 'archive'))).toMatchObject({ code: 'CASE_STEP_REFUSED', data: { problems: ['papers'] } });
      await papers.file({ commandId: cid(), caseId: id, paper, recordId, pages: 2 });
    }
    expect(await t.step(id, 'archive')).toMatchObject({ state: 'archived', number: '（2026）人民调字第1号' });
    expect(await cases().get({ id })).toMatchObject({ retention: 'long', retentionUntil: '2056-12-02', outcome: 'written', steps: [] });
    const volume = await papers.volume({ caseId: id });
    expect(volume.papers.find((page) => page.paper === 'cover')!.blocks[0]).toMatchObject({
      lines: expect.arrayContaining([[{ label: '卷号', value: '（2026）人民调字第1号' }]])
    });
  });
});

describe('who mediates', () => {
  it('a party cannot be the mediator, a relative only with a reason, and the log keeps it', async () => {
    const cousin = await t.person('钱丙寅');
    const own = await t.mediator.client.mediators.ties({ personId: t.own });
    await t.mediator.client.mediators.setTies({
      commandId: cid(),
      personId: t.own,
      version: own.version,
      ties: [{ name: '钱丙寅', relation: '表弟' }]
    });
    expect((await t.mediator.client.mediators.ties({ personId: t.own })).ties).toMatchObject([{ name: '钱丙寅', relation: '表弟' }]);
    expect(await cases().conflicts({ mediatorIds: [t.own], parties: [worker(1, { personId: cousin, name: '钱丙寅' })] })).toMatchObject([
      { ground: 'family', detail: '表弟' }
    ]);
    const { id } = await t.wageCase({ parties: [worker(1, { personId: cousin, name: '钱丙寅' }), employer()], mediatorIds: [t.own] });
    await t.step(id, 'review');
    expect(await errorOf(t.step(id, 'accept'))).toMatchObject({ data: { problems: ['conflict'] } });
    const set = async (mediatorIds: number[], accepted: { personId: number; reason: string }[] = []) =>
      cases().setMediators({ commandId: cid(), id, version: (await cases().get({ id })).version, mediatorIds, accepted });
    expect(await errorOf(set([t.own]))).toMatchObject({
      code: 'CASE_CONFLICT',
      data: { conflicts: [{ ground: 'family', partyName: '钱丙寅', final: false }] }
    });
    await set([t.own], [{ personId: t.own, reason: SECRETS.reason }]);
    expect((await cases().get({ id })).recusals).toMatchObject([{ ground: 'family', outcome: 'kept', decision: SECRETS.reason }]);
    await t.step(id, 'accept');
    // A party asks all the same; the other mediator takes over.
    const asked = await cases().recusals.ask({
      commandId: cid(),
      caseId: id,
      personId: t.own,
      on: '2026-11-23',
      askedBy: 'party',
      ground: 'other_influence',
      reason: '不放心'
    });
    await cases().recusals.decide({
      commandId: cid(),
      id: asked.id,
      outcome: 'replaced',
      on: '2026-11-23',
      decision: '更换',
      replacedBy: t.other
    });
    expect((await cases().get({ id })).mediators).toMatchObject([{ personId: t.other, lead: true }]);

    const self = await t.wageCase({ parties: [worker(1, { personId: t.other, name: '吕乙丑' }), employer()], mediatorIds: [] });
    const { version } = await cases().get({ id: self.id });
    expect(
      await errorOf(
        cases().setMediators({
          commandId: cid(),
          id: self.id,
          version,
          mediatorIds: [t.other],
          accepted: [{ personId: t.other, reason: '没关系' }]
        })
      )
    ).toMatchObject({
      code: 'CASE_CONFLICT',
      data: { conflicts: [{ ground: 'same_person', final: true }] }
    });
  });
});

describe('numbers', () => {
  it('are given on acceptance, yearly, without gaps, from the template; a refused case gets none', async () => {
    const ids = [];
    for (let i = 0; i < 4; i += 1) ids.push((await t.wageCase({ workers: 1 })).id);
    for (const id of ids) await t.step(id, 'review');
    await t.step(ids[1]!, 'refuse', { reason: '已经起诉', ground: 'sued' });
    const numbers = [];
    for (const id of [ids[3]!, ids[0]!]) numbers.push((await t.step(id, 'accept')).number);
    await t.head.mediators.changeSettings({ commandId: cid(), settings: { numberTemplate: '甬调（{year}）{n:3}' } });
    numbers.push((await t.step(ids[2]!, 'accept')).number);
    expect(numbers).toEqual(['（2026）人民调字第1号', '（2026）人民调字第2号', '甬调（2026）003']);
    t.clock.set(instantOf('2027-01-04', '09:00'));
    const next = await t.wageCase({ workers: 1, appliedOn: '2026-12-31' });
    await t.step(next.id, 'review');
    expect((await t.step(next.id, 'accept')).number).toBe('甬调（2027）001');
    expect(await codeOf(t.head.mediators.changeSettings({ commandId: cid(), settings: { numberTemplate: '没有占位' } }))).toBe(
      'BAD_REQUEST'
    );
  });
});
