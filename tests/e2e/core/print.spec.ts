import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/app.ts';

// Printing: the preview shows the page, the saved file is that page, and a missing printer is reported.

/** Opens the day sheet of the first zone as Ctrl+P does. */
async function openDaySheet(page: Page): Promise<void> {
  await page.evaluate(() => (window.location.hash = '#/zones/1'));
  // The key answers once the zone and its reservations have come.
  await expect(async () => {
    await page.keyboard.press('Control+p');
    await expect(page.locator('.preview')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.locator('.preview canvas[data-drawn]').first()).toBeVisible();
}

/** Share of dark or red dots, as ink has them, in what a part of the window looks like. */
async function ink(page: Page, selector: string): Promise<number> {
  const picture = (await page.locator(selector).screenshot()).toString('base64');
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    // The middle of the sheet only: what is around it is grey.
    const { data } = context.getImageData(image.width * 0.2, image.height * 0.1, image.width * 0.6, image.height * 0.8);
    let dots = 0;
    let paper = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 1]! < 90) dots += 1;
      if (data[at]! > 250 && data[at + 1]! > 250 && data[at + 2]! > 250) paper += 1;
    }
    return paper > data.length / 16 ? dots / (data.length / 4) : 0;
  }, picture);
}

test('the preview shows the sheet, and the file saved is that sheet', async ({ demo: { app, page, dataFolder } }) => {
  await openDaySheet(page);
  expect(await ink(page, '.preview canvas')).toBeGreaterThan(0.001);
  const canvas = (await page.locator('.preview canvas').first().boundingBox())!;
  const frame = (await page.locator('.preview').boundingBox())!;
  // The whole width of the sheet is in sight.
  expect(canvas.x).toBeGreaterThanOrEqual(frame.x);
  expect(canvas.x + canvas.width).toBeLessThanOrEqual(frame.x + frame.width);
  const file = join(dataFolder, 'sheet.pdf');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath: path })) as never;
  }, file);
  await page.locator('.el-dialog__footer button').nth(1).click();
  await expect(page.locator('.el-message--success')).toContainText(file);
  const saved = readFileSync(file).toString('latin1');
  expect(saved.startsWith('%PDF-')).toBe(true);
  expect(saved).toMatch(/\/MediaBox \[0 0 59[45]\.\d* 84[12]\.\d*/);
  // A disk that refuses is reported, not ignored.
  await app.evaluate(
    ({ dialog }, path) => {
      dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath: path })) as never;
    },
    join(dataFolder, 'no', 'such', 'folder.pdf')
  );
  await page.locator('.el-dialog__footer button').nth(1).click();
  await expect(page.locator('.el-message--error')).toBeVisible();
});

test('a printer that is not there is said, and no hidden window stays behind', async ({ demo: { app, page } }) => {
  await openDaySheet(page);
  await app.evaluate(({ app: it }) => {
    // As a system without a printer answers.
    it.on('browser-window-created', (_event, window) => {
      window.webContents.print = ((_options: unknown, done: (printed: boolean, reason: string) => void) => done(false, 'failed')) as never;
    });
  });
  await page.locator('.el-dialog__footer button.el-button--primary').click();
  await expect(page.locator('.el-message--error')).toContainText('没有打印');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a document of several megabytes, as photos make one, is laid out', async ({ demo: { page } }) => {
  const bytes = await page.evaluate(async () => {
    const html = `<!doctype html><meta charset="utf-8"><!-- ${'x'.repeat(6 * 1024 * 1024)} --><h1>红色能量站</h1>`;
    return (await window.stationShell.pdf(html, true)) as Uint8Array;
  });
  const text = Buffer.from(Object.values(bytes)).toString('latin1');
  expect(text.match(/\/Type \/Page\b/g)?.length).toBe(1);
  // Landscape, as asked.
  expect(text).toMatch(/\/MediaBox \[0 0 84[12]\.\d* 59[45]\.\d*/);
});
