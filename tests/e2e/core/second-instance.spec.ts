import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, launch, setUp, signIn, test } from '../../fixtures/app.ts';

// R7: started twice, and two services on one file.

const root = resolve(import.meta.dirname, '../../..');

/** Every file of a folder with what is in it, but for what Chromium keeps for itself. */
function contents(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
    const path = join(folder, name);
    if (name.startsWith('window') || !statSync(path).isFile()) continue;
    found[name] = createHash('sha256').update(readFileSync(path)).digest('hex');
  }
  return found;
}

test('a second start brings the first window to the front and ends without writing anything', async ({ dataFolder }) => {
  // Set up just now: a station that is opened has its backup of the day made, which is also writing.
  const first = await launch({ dataFolder });
  await setUp(first.page);
  // Hidden, not minimised: a virtual screen has nobody who minimises.
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
  const visible = () => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible());
  expect(await visible()).toBe(false);
  const before = contents(dataFolder);

  const flags = (process.env['STATION_ELECTRON_FLAGS'] ?? '').split(' ').filter(Boolean);
  const second = spawn(process.env['STATION_ELECTRON']!, [...flags, root, '--data', dataFolder], { stdio: 'ignore' });
  const code = await new Promise((done) => second.once('exit', done));
  expect(code).toBe(0);
  await expect.poll(visible).toBe(true);
  expect(await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(contents(dataFolder)).toEqual(before);
  await first.page.locator('nav a[href="#/settings"]').click();
  await first.close();
});

test('another program on the same data is refused by its service, says so, and opens once the first has ended', async ({
  station: first,
  dataFolder
}) => {
  test.skip(process.platform !== 'linux', 'gets past the first lock by removing its file, which only Linux has');
  const window = join(dataFolder, 'window');
  for (const name of readdirSync(window)) if (name.startsWith('Singleton')) rmSync(join(window, name), { force: true });
  const second = await launch({ dataFolder });
  await expect(second.page.locator('[data-problem=IN_USE]')).toContainText(join(dataFolder, 'station.db'));
  await second.page.locator('[data-test=retry]').click();
  await expect(second.page.locator('[data-problem=IN_USE]')).toBeVisible();
  // The first has not noticed.
  await first.page.locator('nav a[href="#/accounts"]').click();
  await expect(first.page.locator('.el-table__row')).toHaveCount(1);
  await first.close();
  await second.page.locator('[data-test=retry]').click();
  await signIn(second.page);
  await expect(second.page.locator('[data-phase=signed_in]')).toBeVisible();
  await second.close();
});
