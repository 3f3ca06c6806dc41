import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, launch, signIn, test as base } from '../../fixtures/app.ts';
import { copiesIn, enterCopy } from '../../../electron/service/core/backup/register.ts';

// A file that the program cannot use: each kind gets a page that explains it and what to do, the file keeps every byte, and once it is
// repaired the same page opens it (R5, R8).

const test = base.extend<{ file: string }, { sample: string }>({
  /** A folder with a station that was set up, has a backup, and was closed. */
  sample: [
    async ({ startOn }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'station-sample-'));
      await startOn('station', folder);
      const running = await launch({ dataFolder: folder });
      await signIn(running.page);
      await running.page.locator('nav a[href="#/settings"]').click();
      await running.page.locator('[data-test=back-up]').click();
      await expect(running.page.locator('.el-message--success')).toBeVisible();
      await running.close();
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' }
  ],
  /** Path of a station file of the test's own, in a folder with a backup. */
  file: async ({ sample, dataFolder }, use) => {
    copyFileSync(join(sample, 'station.db'), join(dataFolder, 'station.db'));
    cpSync(join(sample, 'backups'), join(dataFolder, 'backups'), { recursive: true });
    await use(join(dataFolder, 'station.db'));
  }
});

const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

function overwrite(file: string, at: number, bytes: Buffer): void {
  const all = readFileSync(file);
  bytes.copy(all, at);
  writeFileSync(file, all);
}

/** Each way to spoil a file, and what the page must call it. */
const DAMAGE: Record<string, { code: string; title: string; spoil(file: string): void }> = {
  'pages of zeros': {
    code: 'CORRUPT',
    title: '数据文件已损坏',
    spoil: (file) => overwrite(file, 4096, Buffer.alloc(statSync(file).size - 4096))
  },
  'a schema that is rubbish': {
    code: 'CORRUPT',
    title: '数据文件已损坏',
    spoil: (file) => overwrite(file, 100, Buffer.alloc(3000, 0x5a))
  },
  'a file cut in half': { code: 'CORRUPT', title: '数据文件已损坏', spoil: (file) => truncateSync(file, 4096 * 3) },
  'a header of zeros': { code: 'NOT_A_DATABASE', title: '这不是数据库文件', spoil: (file) => overwrite(file, 0, Buffer.alloc(100)) },
  'a text file': {
    code: 'NOT_A_DATABASE',
    title: '这不是数据库文件',
    spoil: (file) => writeFileSync(file, '红色能量站花名册\n'.repeat(500))
  },
  'a file of three bytes': { code: 'NOT_A_DATABASE', title: '这不是数据库文件', spoil: (file) => writeFileSync(file, 'abc') },
  "another program's database": {
    code: 'NOT_A_STATION_FILE',
    title: '这不是本程序的数据文件',
    spoil(file) {
      rmSync(file);
      const other = new Sqlite(file);
      other.exec('pragma journal_mode = wal; create table invoice (id integer primary key, text); insert into invoice values (1, 2)');
      other.close();
    }
  },
  'a newer version': {
    code: 'NEWER_VERSION',
    title: '数据文件来自更新的版本',
    spoil(file) {
      const sqlite = new Sqlite(file);
      sqlite.pragma('user_version = 9999');
      sqlite.close();
    }
  },
  'a file cut to nothing': { code: 'MISSING', title: '数据文件不见了', spoil: (file) => truncateSync(file, 0) }
};

for (const [name, { code, title, spoil }] of Object.entries(DAMAGE)) {
  test(`${name}: named, left alone, and opened once mended`, async ({ file, dataFolder, sample }) => {
    spoil(file);
    const before = hash(file);
    const { page, close } = await launch({ dataFolder });
    const recovery = page.locator(`[data-problem=${code}]`);
    await expect(recovery.locator('h1')).toHaveText(title);
    await expect(recovery).toContainText(file);
    await expect(recovery.locator('.remedy')).not.toHaveText(/recovery\.|^$/);
    // Opening again changes nothing while nothing was mended.
    await page.locator('[data-test=retry]').click();
    await expect(recovery).toBeVisible();
    expect(hash(file)).toBe(before);
    copyFileSync(join(sample, 'station.db'), file);
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
    await page.locator('[data-test=retry]').click();
    await signIn(page);
    await expect(page.locator('[data-phase=signed_in]')).toBeVisible();
    await close();
  });
}

test('a file that is gone while there are backups is not replaced by an empty one', async ({ file, dataFolder }) => {
  renameSync(file, `${file}-elsewhere`);
  const { page, close } = await launch({ dataFolder });
  await expect(page.locator('[data-problem=MISSING]')).toBeVisible();
  expect(existsSync(file)).toBe(false);
  renameSync(`${file}-elsewhere`, file);
  await page.locator('[data-test=retry]').click();
  await expect(page.locator('[data-phase=signed_out]')).toBeVisible();
  await close();
});

test('a backup is restored in two clicks, and the damaged file is kept', async ({ file, dataFolder }) => {
  overwrite(file, 4096, Buffer.alloc(statSync(file).size - 4096));
  writeFileSync(`${file}-wal`, '');
  const damaged = hash(file);
  const { page, close } = await launch({ dataFolder });
  const backup = copiesIn(join(dataFolder, 'backups'))[0]!.name;
  await expect(page.locator('.el-radio.is-checked')).toContainText(backup);
  await page.locator('[data-test=restore]').click();
  await page.locator('.el-message-box .el-button--primary').click();
  await signIn(page);
  await expect(page.locator('[data-phase=signed_in]')).toBeVisible();
  await expect(page.locator('header.bar .name')).toHaveText('测试站');
  // The warning about the accounts of the copy stays until the head confirms them.
  const strip = page.locator('[data-test=restored]');
  await expect(strip).toContainText('无法自动取消');
  await strip.getByRole('link').click();
  await expect(page).toHaveURL(/#\/accounts/);
  await page.locator('[data-test=restored-checked]').click();
  await expect(strip).toHaveCount(0);
  // The restoring itself is in the log of what was done.
  await page.locator('nav a[href="#/audit"]').click();
  await expect(page.locator('main')).toContainText(backup);
  const kept = readdirSync(dataFolder).filter((name) => name.startsWith('station.db.damaged-') && !/-(wal|shm)$/.test(name));
  expect(kept.length).toBe(1);
  expect(hash(join(dataFolder, kept[0]!))).toBe(damaged);
  expect(existsSync(join(dataFolder, 'backups', backup))).toBe(true);
  await close();
});

test('a backup that is damaged itself is refused, and the next one is restored', async ({ file, dataFolder }) => {
  const folder = join(dataFolder, 'backups');
  const good = copiesIn(folder)[0]!.name;
  // A newer copy whose pages were lost: it begins like a station file and lists no fault before it is read as a whole.
  copyFileSync(join(folder, good), join(folder, 'station-29990101-0000.db'));
  const bad = join(folder, 'station-29990101-0000.db');
  enterCopy(folder, 'station-29990101-0000.db', Date.now());
  overwrite(bad, statSync(bad).size - 8192, Buffer.alloc(8192, 0xff));
  overwrite(file, 0, Buffer.alloc(100));
  const before = hash(file);
  const { page, close } = await launch({ dataFolder });
  await expect(page.locator('.el-radio.is-checked')).toContainText('station-29990101-0000.db');
  const restore = async () => {
    await page.locator('[data-test=restore]').click();
    await page.locator('.el-message-box .el-button--primary').click();
  };
  await restore();
  await expect(page.locator('[data-problem=COPY_UNUSABLE]')).toBeVisible();
  expect(hash(file)).toBe(before);
  expect(readdirSync(dataFolder).filter((name) => /restoring|damaged/.test(name))).toEqual([]);
  await page.locator('.el-radio', { hasText: good }).click();
  await restore();
  await signIn(page);
  await expect(page.locator('[data-phase=signed_in]')).toBeVisible();
  await close();
});

/** Makes a file or folder unchangeable; undone by the returned function. Null where this system cannot. */
function freeze(path: string): (() => void) | null {
  try {
    execFileSync('chattr', ['+i', path], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return () => execFileSync('chattr', ['-i', path]);
}

for (const what of ['file', 'folder'] as const) {
  test(`a read-only ${what} is said at the start, not after an hour of typing`, async ({ file, dataFolder }) => {
    const thaw = freeze(what === 'file' ? file : dataFolder);
    test.skip(thaw === null, 'chattr +i needs root and a file system that has it');
    const before = hash(file);
    const { page, close } = await launch({ dataFolder });
    try {
      await expect(page.locator('[data-problem=READ_ONLY] h1')).toHaveText('数据文件是只读的');
      expect(hash(file)).toBe(before);
    } finally {
      thaw?.();
    }
    await page.locator('[data-test=retry]').click();
    await signIn(page);
    await expect(page.locator('[data-phase=signed_in]')).toBeVisible();
    await close();
  });
}

test('a file damaged deep inside opens, and what touches the damage says so', async ({ file, dataFolder }) => {
  // The first entry of an index of the audit log stays whole, the places of all others are lost.
  const sqlite = new Sqlite(file);
  const { rootpage } = sqlite.prepare(`select rootpage from sqlite_master where name = 'audit_at'`).get() as { rootpage: number };
  sqlite.close();
  const page = (rootpage - 1) * 4096;
  const entries = readFileSync(file).readUInt16BE(page + 3);
  expect(entries).toBeGreaterThan(3);
  overwrite(file, page + 10, Buffer.alloc(2 * (entries - 1), 0xff));
  const running = await launch({ dataFolder });
  await signIn(running.page);
  await expect(running.page.getByRole('alert')).toContainText('数据文件有一处损坏');
  await expect(running.page.locator('[data-phase=signed_out]')).toBeVisible();
  await running.close();
});
