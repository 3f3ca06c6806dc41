import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ensureBuild } from './build.ts';
import { root } from './paths.ts';
import { prepareRuntime, type Prepared } from './prepare.ts';
import { dialogsOfHead, dialogsOfMediator, restoredPictures } from './tour-dialogs.ts';
import { go, open, out, settle, shoot, sit } from './tour-window.ts';

/**
 * `npm run tour`: opens the demonstration station, visits every page in both languages and writes PNGs to out/tour/.
 * Sizes are CSS pixels: 1366×768, and 1093×614, which is that screen at 125 %. `--size 1366` or `1093` takes one of them,
 * `--language zh-CN` or `en` one language, `--dialogs` only the dialogs that need some steps.
 */
const SIZES = [
  { name: '1366', width: 1366, height: 768 },
  { name: '1093', width: 1093, height: 614 }
];
const LANGUAGES = ['zh-CN', 'en'] as const;
/** Password of the head in the pictures of the set-up. */
const SET_UP_PASSWORD = 'tour of the station';
type Language = (typeof LANGUAGES)[number];

/** Pages of the navigation, read from the window, so that a new area needs no change here. */
async function navigationPaths(page: Page): Promise<string[]> {
  const links = await page
    .locator('nav a')
    .evaluateAll((list) => list.map((link) => (link as HTMLAnchorElement).getAttribute('href') ?? ''));
  return links.map((link) => link.replace(/^#/, '')).filter((path) => path !== '');
}

const nameOf = (path: string) => (path === '/' ? 'today' : path.slice(1).replaceAll(/[/?=&]/g, '-'));

async function tourOf(
  prepared: Prepared,
  language: Language,
  size: (typeof SIZES)[number],
  dataFolder: string,
  pages: boolean
): Promise<void> {
  const { app, page } = await open(prepared, dataFolder, true);
  try {
    await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size);
    await page.waitForFunction((width) => window.innerWidth === width, size.width);
    if (language === 'en') {
      await go(page, '/settings');
      await page.getByText('English', { exact: true }).click();
      await page.locator('button[type=submit]').click();
      await page.locator('html[lang=en]').waitFor();
    }
    const prefix = `${language}-${size.name}`;
    const seen = new Set<string>();
    const visit = async () => {
      for (const path of (await navigationPaths(page)).filter((one) => !seen.has(one))) {
        seen.add(path);
        await go(page, path);
        await shoot(page, `${prefix}-${nameOf(path)}`);
        await extras(page, path, prefix);
      }
    };
    if (pages) await visit();
    await dialogsOfHead(page, prefix);
    // Pages that are sealed from the head.
    await sit(page, 'mediator');
    if (pages) await visit();
    await dialogsOfMediator(page, prefix);
    await sit(page, 'head');
    await go(page, '/');
    await settle(page);
    await page.keyboard.press('Control+k');
    await page.locator('.palette input').fill('zs');
    await page.locator('.palette [role=option]').first().waitFor();
    await shoot(page, `${prefix}-palette`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+l');
    await page.locator('#unlock-password').waitFor();
    await shoot(page, `${prefix}-locked`);
  } finally {
    await app.close();
  }
}

/**
 * Further views of an area: clicks, pictures and closes elements marked `data-tour="name"`. A view may have one `data-tour-next`, which
 * is clicked next, and a page opened this way shows its own.
 * @param seen names already pictured
 */
async function extras(page: Page, path: string, prefix: string, seen: readonly string[] = []): Promise<void> {
  const names = await page
    .locator('[data-tour]')
    .evaluateAll((list) => [...new Set(list.map((element) => element.getAttribute('data-tour') ?? ''))]);
  for (const name of names.filter((one) => !seen.includes(one))) {
    await go(page, path);
    await settle(page);
    const target = page.locator(`[data-tour="${name}"]`).first();
    if (!(await target.isVisible())) continue;
    await target.click();
    await shoot(page, `${prefix}-${nameOf(path)}-${name}`);
    const next = page.locator('[data-tour-next]').first();
    if (await next.isVisible()) {
      const further = await next.getAttribute('data-tour-next');
      await next.click();
      await shoot(page, `${prefix}-${nameOf(path)}-${name}-${further}`);
    }
    const opened = await page.evaluate(() => window.location.hash.slice(1));
    if (seen.length === 0 && opened.split('?')[0] !== path.split('?')[0]) await extras(page, opened, `${prefix}-${name}`, names);
    await page.keyboard.press('Escape');
    await settle(page);
    // Go home first to leave a page that the click opened, so that the next visit starts fresh.
    await go(page, '/');
  }
}

async function setUpPictures(prepared: Prepared, language: Language, dataFolder: string): Promise<void> {
  const { app, page } = await open(prepared, dataFolder, false);
  try {
    const next = () => page.locator('[data-test=set-up] button[type=submit]').click();
    if (language === 'en') await page.getByText('English', { exact: true }).click();
    for (const step of [1, 2, 3, 4]) {
      if (step === 3) {
        await page.locator('#set-up-display').fill(language === 'en' ? 'Station head' : '演示站长');
        await page.locator('#set-up-account').fill('head');
        await page.locator('#set-up-password').fill(SET_UP_PASSWORD);
        await page.locator('#set-up-again').fill(SET_UP_PASSWORD);
      }
      await shoot(page, `${language}-1366-set-up-${step}`);
      await next();
    }
    await page.locator('[data-phase=signed_in]').waitFor();
    await go(page, '/settings');
    await page.locator('[data-test=back-up]').click();
    await page.locator('.el-message--success').waitFor();
  } finally {
    await app.close();
  }
  await restoredPictures(prepared, dataFolder, SET_UP_PASSWORD, `${language}-1366`);
}

/** The value after a name on the command line. */
const option = (name: string) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);

async function main(): Promise<void> {
  const sizes = SIZES.filter(({ name }) => (option('--size') ?? name) === name);
  const languages = LANGUAGES.filter((name) => (option('--language') ?? name) === name);
  const pages = !process.argv.includes('--dialogs');
  await ensureBuild();
  const prepared = await prepareRuntime();
  mkdirSync(out, { recursive: true });
  if (pages)
    for (const file of readdirSync(out))
      if (sizes.some(({ name }) => languages.some((language) => file.startsWith(`${language}-${name}-`)))) rmSync(join(out, file));
  const work = mkdtempSync(join(tmpdir(), 'station-tour-'));
  try {
    for (const language of languages) {
      if (sizes.includes(SIZES[0]!)) await setUpPictures(prepared, language, join(work, `set-up-${language}`));
      for (const size of sizes) await tourOf(prepared, language, size, join(work, `${language}-${size.name}`), pages);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
    prepared.stop();
  }
  if (process.argv.includes('--readme')) keepForReadme();
}

/** `--readme`: copies the pictures of the two READMEs to resources/pictures. */
function keepForReadme(): void {
  const pictures = join(root, 'resources', 'pictures');
  mkdirSync(pictures, { recursive: true });
  for (const language of ['zh-CN', 'en']) {
    for (const page of ['today', 'reservations', 'people', 'figures', 'classes', 'volunteers', 'cases']) {
      copyFileSync(join(out, `${language}-1366-${page}.png`), join(pictures, `${language}-${page}.png`));
    }
  }
}

await main();
