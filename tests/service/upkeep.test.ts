import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY_MS } from '../../electron/contract/time.ts';
import { forgetOld } from '../../electron/service/station/upkeep.ts';
import { cid, openTestStation, type TestStation } from '../fixtures/station.ts';

let t: TestStation;
beforeEach(async () => {
  t = await openTestStation();
});
afterEach(() => t.close());

it('forgets command ids after thirty days, and no sooner', async () => {
  const head = await t.as('head');
  const change = { commandId: cid(), settings: { graceMinutes: 20 } };
  await head.station.changeSettings(change);
  const remembered = () => t.station.db.selectFrom('command').select('id').where('id', '=', change.commandId).executeTakeFirst();
  t.clock.advance(30 * DAY_MS);
  await forgetOld(t.station);
  expect(await remembered()).toBeDefined();
  t.clock.advance(1);
  await forgetOld(t.station);
  expect(await remembered()).toBeUndefined();
});

it('keeps drafts for a year', async () => {
  const head = await t.as('head');
  await head.drafts.save({ key: 'person:new', body: { name: '张三' } });
  t.clock.advance(365 * DAY_MS);
  await forgetOld(t.station);
  expect(await head.drafts.get({ key: 'person:new' })).not.toBeNull();
  t.clock.advance(1);
  await forgetOld(t.station);
  expect(await head.drafts.get({ key: 'person:new' })).toBeNull();
});
