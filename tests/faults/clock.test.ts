import { expect, it } from 'vitest';
import { DAY_MS } from '../../electron/contract/core/time.ts';
import { verifyChain } from '../../electron/service/core/audit/chain.ts';
import { makeBackup } from '../../electron/service/core/backup/backup.ts';
import { cid, openTestStation } from '../fixtures/station.ts';
import { faultsIn, prepareGround, script } from './script.ts';

// R9: the PC's clock is wrong: a day back, ten years on, and back again.

it('a clock that jumps keeps the order and the chain of the audit log, and nothing is thrown away', async () => {
  const t = await openTestStation();
  const head = await t.as('head');
  const ground = await prepareGround(head);
  await head.drafts.save({ key: 'person:new', body: { name: '赵甲子' } });
  const made = await makeBackup(t.station);
  const steps = script(ground, 5);
  const acknowledged: string[] = [];
  for (const jump of [0, -DAY_MS, 3_652 * DAY_MS, -3_652 * DAY_MS, -400 * DAY_MS, 401 * DAY_MS]) {
    t.clock.advance(jump);
    for (let n = 0; n < 8; n += 1) {
      const step = steps.next().value!;
      await step.run(head).then(
        () => acknowledged.push(step.commandId),
        () => {}
      );
    }
  }
  expect(acknowledged.length).toBeGreaterThan(15);
  expect(faultsIn(t.station.sqlite, acknowledged)).toEqual([]);
  expect(verifyChain(t.station.sqlite)).toMatchObject({ ok: true });

  // Rows are in the order of the work, whatever the clock.
  const order: number[] = [];
  for (let after: string | undefined; ;) {
    const page = await head.audit.list({ limit: 50, ...(after === undefined ? {} : { after }) });
    order.push(...page.rows.map((row) => row.id));
    if (page.next === null) break;
    after = page.next;
  }
  expect(order).toEqual(order.map((_, index) => order.length - index));
  const times = t.station.sqlite.prepare('select at from audit order by id').all() as { at: number }[];
  expect(
    times.some((row, index) => index > 0 && row.at < times[index - 1]!.at),
    'the clock did go back'
  ).toBe(true);

  // A command of before the jumps is still known.
  const again = { commandId: cid(), settings: { graceMinutes: 33 } };
  await head.station.changeSettings(again);
  t.clock.advance(-10 * DAY_MS);
  const rows = order.length + 1;
  await head.station.changeSettings(again);
  expect((t.station.sqlite.prepare('select count(*) as n from audit').get() as { n: number }).n).toBe(rows);
  expect(await head.drafts.get({ key: 'person:new' })).toMatchObject({ body: { name: '赵甲子' } });
  expect((await head.backup.list()).map((copy) => copy.name)).toEqual([made.name]);
  await t.close();
});
