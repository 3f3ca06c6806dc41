import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCaseStation, type CaseStation } from '../../fixtures/cases.ts';
import { bind } from '../../../electron/service/mediation/cases/sealed.ts';
import { cid, PASSWORD } from '../../fixtures/station.ts';
import { sitDown } from '../../fixtures/vault.ts';

let t: CaseStation;
beforeEach(async () => {
  t = await openCaseStation();
});
afterEach(() => t.close());
const cases = () => t.mediator.client.cases;

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

  it('also works in older cases: their texts are made again when the vault is opened', async () => {
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
