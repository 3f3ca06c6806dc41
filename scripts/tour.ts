import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { addDays, dateOf, instantOf, weekdayOf } from '../electron/contract/time.ts';
import { DEMO_PASSWORD } from '../electron/service/demo/operator.ts';
import { ensureBuild } from './build.ts';
import { root } from './paths.ts';
import { prepareRuntime, type Prepared } from './prepare.ts';

/**
 * `npm run tour`: opens the demonstration station, visits every page in both languages and writes PNGs to out/tour/.
 * Sizes are CSS pixels: 1366×768 as it is, and 1093×614, which is that screen at 125 %. `--size 1366` or `1093` takes
 * one of them.
 */
const SIZES = [
  { name: '1366', width: 1366, height: 768 },
  { name: '1093', width: 1093, height: 614 }
];
const out = join(root, 'out', 'tour');

async function open(prepared: Prepared, dataFolder: string, demo: boolean): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    executablePath: prepared.electron,
    args: [...prepared.args, '--data', dataFolder, ...(demo ? ['--demo'] : [])],
    // Ten on a Tuesday morning, so that the board shows a working day whenever the pictures are made.
    env: { ...prepared.env, STATION_CLOCK_SHIFT_MS: String(nextTuesday() - Date.now()) }
  });
  const page = await app.firstWindow();
  await page.locator('[data-ready]').waitFor();
  return { app, page };
}

/** Next Tuesday, 10:10 in the station's time zone, UTC ms. */
function nextTuesday(): number {
  let date = dateOf(Date.now());
  do date = addDays(date, 1);
  while (weekdayOf(date) !== 2);
  return instantOf(date, '10:10');
}

/** Lets queries answer and pictures settle: nothing loading, the first page of a print drawn, no movement, two frames drawn. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('.loading, .el-loading-mask, .el-skeleton, .el-message, [data-page="1"]:not([data-drawn]), [class*=enter-active], [class*=leave-active]'));
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ours = document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Infinity);
    await Promise.all(ours.map((animation) => animation.finished.catch(() => undefined)));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

async function shoot(page: Page, name: string): Promise<void> {
  await settle(page);
  await page.screenshot({ path: join(out, `${name}.png`) });
  console.log(`out/tour/${name}.png`);
}

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await page.locator('main .page').first().waitFor();
}

/** Another of the demonstration's people sits down. */
async function sit(page: Page, name: string): Promise<void> {
  await page.locator('[data-test=operator]').click();
  await page.locator('.el-dropdown-menu__item:visible').last().click();
  await page.locator('#sign-in-name').fill(name);
  await page.locator('#sign-in-password').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('[data-phase=signed_in]').waitFor();
}

/** Pages reached by the navigation, read from the window so that a new area is visited by itself. */
async function navigationPaths(page: Page): Promise<string[]> {
  const links = await page.locator('nav a').evaluateAll((list) => list.map((link) => (link as HTMLAnchorElement).getAttribute('href') ?? ''));
  return links.map((link) => link.replace(/^#/, '')).filter((path) => path !== '');
}

const nameOf = (path: string) => (path === '/' ? 'today' : path.slice(1).replaceAll(/[/?=&]/g, '-'));

async function tourOf(prepared: Prepared, language: 'zh-CN' | 'en', size: (typeof SIZES)[number], dataFolder: string): Promise<void> {
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
    await visit();
    // What is sealed from the head.
    await sit(page, 'mediator');
    await visit();
    await sit(page, 'head');
    await page.keyboard.press('Control+k');
    await page.locator('.palette').waitFor();
    await page.keyboard.type('zs');
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
 * What an area shows beyond its first page: elements marked `data-tour="name"` are clicked, pictured and closed. What
 * they open may have one `data-tour-next`, clicked in its turn, and a page opened that way shows its own.
 * @param seen names pictured on the way here
 */
async function extras(page: Page, path: string, prefix: string, seen: readonly string[] = []): Promise<void> {
  const names = await page.locator('[data-tour]').evaluateAll((list) => [...new Set(list.map((element) => element.getAttribute('data-tour') ?? ''))]);
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
    // A page opened by the click is left by going home first, so that the next visit starts afresh.
    await go(page, '/');
  }
}

async function setUpPictures(prepared: Prepared, language: 'zh-CN' | 'en', dataFolder: string): Promise<void> {
  const { app, page } = await open(prepared, dataFolder, false);
  try {
    const next = () => page.locator('[data-test=set-up] button[type=submit]').click();
    if (language === 'en') await page.getByText('English', { exact: true }).click();
    for (const step of [1, 2, 3, 4]) {
      if (step === 3) {
        await page.locator('#set-up-display').fill(language === 'en' ? 'Station head' : '演示站长');
        await page.locator('#set-up-account').fill('head');
        await page.locator('#set-up-password').fill('tour of the station');
        await page.locator('#set-up-again').fill('tour of the station');
      }
      await shoot(page, `${language}-1366-set-up-${step}`);
      if (step < 4) await next();
    }
  } finally {
    await app.close();
  }
}

async function main(): Promise<void> {
  const only = process.argv.includes('--size') ? process.argv[process.argv.indexOf('--size') + 1] : undefined;
  await ensureBuild();
  const prepared = await prepareRuntime();
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'station-tour-'));
  try {
    for (const language of ['zh-CN', 'en'] as const) {
      await setUpPictures(prepared, language, join(work, `set-up-${language}`));
      for (const size of SIZES.filter((candidate) => only === undefined || candidate.name === only)) {
        await tourOf(prepared, language, size, join(work, `${language}-${size.name}`));
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
    prepared.stop();
  }
  if (process.argv.includes('--readme')) keepForReadme();
}

/** `--readme`: the pictures that the two READMEs show are kept in resources/pictures. */
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
