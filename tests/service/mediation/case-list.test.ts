import { afterEach, beforeEach, expect, it } from 'vitest';
import { COUNTED_AS } from '../../../electron/contract/mediation/cases.ts';
import { cid } from '../../fixtures/station.ts';
import { openCaseStation, type CaseStation } from '../../fixtures/cases.ts';

let t: CaseStation;
beforeEach(async () => {
  t = await openCaseStation();
});
afterEach(() => t.close());

it('lists the cases behind each number of the figures, as many as were counted', async () => {
  const { cases, caseFigures } = t.mediator.client;
  const accepted = async (over: Parameters<CaseStation['wageCase']>[0] = {}) => {
    const { id } = await t.wageCase({ workers: 1, ...over });
    await t.step(id, 'review');
    await t.step(id, 'accept');
    return id;
  };
  // Only registered: in no number.
  await t.wageCase({ workers: 1 });
  await accepted({ source: 'own_initiative', complex: true });
  const failed = await accepted({ source: 'police', type: 'neighbours', subtypeId: null });
  await t.step(failed, 'terminate', { reason: '不愿再谈', ground: 'refused_by_party' });
  const { id: agreed } = await t.wageCase({ workers: 2 });
  await t.toAgreement(agreed);
  await t.step(agreed, 'agree');
  await t.step(agreed, 'to_sign');
  const { agreement, parties } = await cases.get({ id: agreed });
  const { mustBeWritten: _must, effective: _effective, version, instalments, ...rest } = agreement!;
  const on = (await cases.get({ id: agreed })).subject.today;
  await cases.saveAgreement({
    commandId: cid(),
    caseId: agreed,
    version,
    ...rest,
    instalments: instalments.map(({ id, dueOn, fen, what, payerId, payeeId }) => ({ id, dueOn, fen, what, payerId, payeeId })),
    signedBy: parties.map((party) => ({ partyId: party.id, on, how: 'signature' as const })),
    mediatorSignedOn: on,
    sealedOn: on
  });
  await t.step(agreed, 'effect');
  const prevented = await cases.get({ id: agreed });
  await cases.setPrevented({
    commandId: cid(),
    id: agreed,
    version: prevented.version,
    crimeCases: 1,
    crimePeople: 2,
    petitionCases: 1,
    petitionPeople: 11
  });

  const month = on.slice(0, 7);
  const [period] = (await caseFigures.table({ fromMonth: month, toMonth: month, period: 'month', by: 'type' })).periods;
  expect(period!.total).toMatchObject({
    accepted: 3,
    succeeded: 1,
    failed: 1,
    ownInitiative: 1,
    referred: 1,
    written: 1,
    complex: 1,
    crimeCases: 1,
    petitionCases: 1
  });
  for (const what of COUNTED_AS) {
    const counted = { what, from: period!.from, to: period!.to };
    const { rows, total } = await cases.list({ counted });
    expect([what, rows.length, total?.count]).toEqual([what, period!.total[what], period!.total[what]]);
    const labour = await cases.list({ counted, type: 'labour' });
    expect([what, labour.rows.length]).toEqual([what, period!.rows.find((row) => row.type === 'labour')![what]]);
    expect((await cases.list({ counted: { ...counted, leadId: t.own } })).rows).toHaveLength(rows.length);
    expect((await cases.list({ counted: { ...counted, leadId: t.other } })).rows).toEqual([]);
  }
  expect((await cases.list({ outcome: 'written' })).rows.map((row) => row.id)).toEqual([agreed]);
  expect((await cases.list({ outcome: 'oral' })).rows).toEqual([]);
});
