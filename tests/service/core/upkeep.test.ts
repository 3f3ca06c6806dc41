import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../electron/contract/core/time.ts';
import { backUpDaily } from '../../../electron/service/core/backup/backup.ts';
import { forgetOld, noteClock } from '../../../electron/service/core/station/upkeep.ts';
import { cid, openTestStation, type TestStation } from '../../fixtures/station.ts';

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

it('keeps the newest two hundred drafts of an account, however far the clock ran', async () => {
  const head = await t.as('head');
  for (let n = 0; n < 201; n += 1) {
    await head.drafts.save({ key: `person:${n}`, body: { name: '张三' } });
    t.clock.advance(1);
  }
  t.clock.advance(3650 * DAY_MS);
  await forgetOld(t.station);
  expect(await head.drafts.get({ key: 'person:0' })).toBeNull();
  expect(await head.drafts.get({ key: 'person:1' })).not.toBeNull();
  expect(await head.drafts.get({ key: 'person:200' })).not.toBeNull();
});

describe('a clock that jumps', () => {
  const jumps = () =>
    t.station.db.selectFrom('audit').select(['action', 'at', 'before']).where('action', 'like', 'station.clock%').orderBy('id').execute();

  it('back: is recorded once, told until it has caught up, and the chain stays whole', async () => {
    const head = await t.as('head');
    const before = t.clock.now();
    t.jump(-DAY_MS);
    await noteClock(t.station);
    await noteClock(t.station);
    expect(await jumps()).toEqual([{ action: 'station.clockBack', at: before - DAY_MS, before: JSON.stringify({ at: before }) }]);
    const clock = { doubt: 'behind', now: before - DAY_MS, since: before, head: true, early: 0 };
    expect(await head.station.warnings()).toEqual({ backupFailedAt: null, clock, restored: null });
    await head.drafts.save({ key: 'person:new', body: { name: '张三' } });
    t.jump(DAY_MS);
    await noteClock(t.station);
    expect((await head.station.warnings()).clock).toBeNull();
    expect(await jumps()).toHaveLength(1);
    expect(await head.audit.verify()).toMatchObject({ ok: true });
  });

  it('ten years ahead and back: both are recorded, and no draft is lost', async () => {
    const head = await t.as('head');
    await head.drafts.save({ key: 'person:new', body: { name: '张三' } });
    t.jump(3650 * DAY_MS);
    await noteClock(t.station);
    await forgetOld(t.station);
    t.jump(-3650 * DAY_MS);
    await noteClock(t.station);
    expect((await jumps()).map((row) => row.action)).toEqual(['station.clockAhead', 'station.clockBack']);
    expect(await head.drafts.get({ key: 'person:new' })).not.toBeNull();
  });

  it('by a minute, or by a night: is none', async () => {
    await t.as('head');
    t.jump(-MINUTE_MS);
    await noteClock(t.station);
    t.jump(DAY_MS);
    await noteClock(t.station);
    expect(await jumps()).toEqual([]);
  });
});

it('a daily backup that fails is shown until one succeeds', async () => {
  const head = await t.as('head');
  writeFileSync(join(t.station.dataFolder, 'backups'), 'a file where the folder should be');
  await backUpDaily(t.station);
  expect((await head.station.warnings()).backupFailedAt).toBe(t.clock.now());
  rmSync(join(t.station.dataFolder, 'backups'));
  await backUpDaily(t.station);
  expect((await head.station.warnings()).backupFailedAt).toBeNull();
});
