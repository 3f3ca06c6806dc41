import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../electron/service/db/migrations/index.ts';
import { openDatabase } from '../../../electron/service/db/open.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-migration-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a file of version 2 keeps its people, gets the schedule, and is copied before', async () => {
  const file = join(folder, 'station.db');
  const before = openDatabase(file, { migrations: MIGRATIONS.slice(0, 2) });
  before.sqlite.exec(
    `insert into organisation (kind, name, name_key, name_sort, readings, created_at, updated_at) values ('enterprise', '东海机械', '东海机械', 'dong', 'dong', 0, 0);
     insert into person (name, name_key, name_sort, readings, document_kind, organisation_id, created_at, updated_at) values ('赵甲子', '赵甲子', 'zhao', 'zhao', 'none', 1, 0, 0)`
  );
  await before.db.destroy();
  const after = openDatabase(file);
  expect(after.sqlite.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  expect(after.sqlite.prepare('select name from person').all()).toEqual([{ name: '赵甲子' }]);
  expect(after.sqlite.prepare('select count(*) as n from purpose').get()).toEqual({ n: 7 });
  // What is made now may point at what was there before, and at nothing that is not.
  const zone = (responsible: number) =>
    after.sqlite.exec(
      `insert into zone (name, name_en, purpose, purpose_en, place, capacity, setup_minutes, clearup_minutes, needs_approval, colour, holiday_policy, responsible_id, created_at)
       values ('讲堂', '', '', '', '', 1, 0, 0, 0, '#000000', 'closed', ${responsible}, 0)`
    );
  expect(() => zone(2)).toThrow(/FOREIGN KEY/);
  zone(1);
  expect(after.sqlite.pragma('foreign_key_check')).toEqual([]);
  await after.db.destroy();
  expect(existsSync(join(folder, 'backups', 'before-version-3.db'))).toBe(true);
});
