import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupJob, backUpDaily } from '../../../electron/service/core/backup/backup.ts';
import type { JobTools } from '../../../electron/service/core/jobs/job.ts';
import { copyVerified } from '../../../electron/service/db/copy.ts';
import { codeOf, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
let head: Client;
beforeEach(async () => {
  t = await openTestStation();
  head = await t.as('head');
});
afterEach(() => t.close());

/** A copy as the worker makes it, without the worker. */
const copyNow = () =>
  backupJob({}, { open: { sqlite: t.station.sqlite, file: t.station.file }, now: t.clock.now() } as unknown as JobTools);
const folder = () => join(t.station.dataFolder, 'backups');

describe('backups', () => {
  it('hold everything, pass their check and are listed newest first', async () => {
    const first = await head.backup.make();
    t.clock.advance(60_000);
    const second = await head.backup.make();
    expect((await head.backup.list()).map((copy) => copy.name)).toEqual([second.name, first.name]);
    const copy = new Sqlite(join(folder(), second.name), { readonly: true });
    expect(copy.prepare('select count(*) as n from account').get()).toEqual({ n: 1 });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
    const read = await head.backup.read({ name: second.name });
    expect(read.file.size).toBe(second.bytes);
  });

  it('two within a minute have names of their own', async () => {
    const made = [await head.backup.make(), await head.backup.make()];
    expect(new Set(made.map((copy) => copy.name)).size).toBe(2);
  });

  it('keep the newest fourteen', async () => {
    for (let n = 0; n < 16; n += 1) {
      mkdirSync(folder(), { recursive: true });
      writeFileSync(join(folder(), `station-202601${String(n + 1).padStart(2, '0')}-0900.db`), '');
    }
    await head.backup.make();
    const names = readdirSync(folder())
      .filter((name) => name.endsWith('.db'))
      .sort();
    expect(names.length).toBe(14);
    expect(names.at(-1)).toMatch(/^station-20261123/);
    expect(names[0]).toBe('station-20260104-0900.db');
  });

  it('made while the clock stands years back are the newest all the same, and stay', async () => {
    for (let n = 0; n < 14; n += 1) {
      copyNow();
      t.clock.advance(86_400_000);
    }
    t.jump(-2_500 * 86_400_000);
    const made = copyNow();
    expect(made.name).toMatch(/^station-20200/);
    expect((await head.backup.list()).map((copy) => copy.name)).toHaveLength(14);
    expect((await head.backup.list())[0]!.name).toBe(made.name);
    expect(existsSync(join(folder(), made.name))).toBe(true);
    t.jump(2_500 * 86_400_000);
    const last = copyNow();
    expect((await head.backup.list()).slice(0, 2).map((copy) => copy.name)).toEqual([last.name, made.name]);
  });

  it('sixteen of a minute are thinned from the first on', async () => {
    const made: string[] = [];
    for (let n = 0; n < 16; n += 1) made.push(copyNow().name);
    expect((await head.backup.list()).map((copy) => copy.name)).toEqual(made.slice(2).reverse());
  });

  it('without a register, or with one that cannot be read, are told apart by what is recorded in them', async () => {
    const made: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      made.unshift((await head.backup.make()).name);
      t.jump(-86_400_000);
    }
    const names = async () => (await head.backup.list()).map((copy) => copy.name);
    const register = join(folder(), 'register.json');
    expect(await names()).toEqual(made);
    for (const text of ['', '[{"name":"../x","order":1,"at":0}]', '{', '[{"name":"station-20261123-0900.db","order":-1,"at":0}]']) {
      writeFileSync(register, text);
      expect(await names()).toEqual(made);
    }
    rmSync(register);
    made.unshift((await head.backup.make()).name);
    expect(await names()).toEqual(made);
  });

  it('a copy that fails leaves nothing that passes for one', () => {
    const target = join(t.station.dataFolder, 'no-such-folder', 'copy.db');
    expect(() => copyVerified(t.station.sqlite, target)).toThrow();
    expect(existsSync(target)).toBe(false);
    // A copy is never written over.
    const taken = join(t.station.dataFolder, 'taken.db');
    writeFileSync(taken, 'kept');
    expect(() => copyVerified(t.station.sqlite, taken)).toThrow(/exists/);
    expect(readdirSync(t.station.dataFolder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('are made once a day by themselves, and only for a station that is set up', async () => {
    await backUpDaily(t.station);
    await backUpDaily(t.station);
    expect((await head.backup.list()).length).toBe(1);
    t.clock.advance(86_400_000);
    await backUpDaily(t.station);
    expect((await head.backup.list()).length).toBe(2);
    expect((await head.audit.list({ action: 'backup.daily' })).rows.length).toBe(2);
  });

  it('refuse a name that is not a backup, and a role without the permission', async () => {
    expect(await codeOf(head.backup.read({ name: 'station-20260101-0900.db' }))).toBe('NOT_FOUND');
    expect(await codeOf(head.backup.read({ name: '../station.db' }))).toBe('BAD_REQUEST');
    const viewer = await t.as('viewer');
    expect(await codeOf(viewer.backup.make())).toBe('FORBIDDEN');
  });
});
