import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { APP_ORIGIN } from './protocol.ts';
import { isOwnPage } from './security.ts';
import { readWindowState, rememberWindowState } from './window-state.ts';

export interface WindowOptions {
  preload: string;
  userData: string;
  icon: string;
  devUrl: string | undefined;
  log: { error(message: string, ...facts: unknown[]): void };
}

/** Page shown when the window's process has died; it needs only main. */
const CRASH_PAGE = `<!doctype html><meta charset="utf-8"><title>Station</title>
<style>body{font:16px/1.7 "Microsoft YaHei UI","PingFang SC","Noto Sans CJK SC",sans-serif;background:#F5F6F8;color:#1F2329;margin:0;display:grid;place-items:center;height:100vh}
main{max-width:560px;background:#fff;border-top:4px solid #B3191F;padding:32px}h1{font-size:20px;margin:0 0 8px}p{margin:8px 0}a{display:inline-block;margin-top:16px;padding:6px 16px;background:#B3191F;color:#fff;text-decoration:none}</style>
<main><h1>窗口意外关闭 · The window stopped</h1><p>已保存的数据没有丢失。点击下面的按钮重新打开。</p><p>What was saved is safe. Open the window again with the button below.</p><a href="${APP_ORIGIN}/">重新打开 · Open again</a></main>`;

const CRASH_URL = `data:text/html;charset=utf-8;base64,${Buffer.from(CRASH_PAGE).toString('base64')}`;

/** Makes the window, hidden until it has something to show. */
export function createWindow(options: WindowOptions): BrowserWindow {
  const stateFile = join(options.userData, 'window.json');
  const state = readWindowState(stateFile);
  const home = options.devUrl ?? `${APP_ORIGIN}/`;
  const window = new BrowserWindow({
    ...state,
    minWidth: 800,
    minHeight: 560,
    show: false,
    backgroundColor: '#F5F6F8',
    title: 'Station',
    icon: options.icon,
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false
    }
  });
  if (state.maximized) window.maximize();
  rememberWindowState(window, stateFile);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    options.log.error('window process gone', details.reason);
    void window.loadURL(CRASH_URL);
  });
  // Chromium goes to about:blank without asking, and a white window helps nobody.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url !== CRASH_URL && !isOwnPage(url, options.devUrl)) void window.loadURL(home);
  });
  void window.loadURL(home);
  return window;
}

/** Writes a picture of the window to a file once its first page shows its data, for machines without a screen. */
export async function writePicture(window: BrowserWindow, file: string): Promise<void> {
  const painted = `new Promise((done) => {
    const still = () => Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished));
    // Before sign-in there is no data, but the code of the page may still be loading.
    const stands = () => document.querySelector('html[data-drawn]') || document.querySelector('[data-ready]:not([data-phase=signed_in])')?.innerText.trim();
    const look = () => stands() ? still().then(() => requestAnimationFrame(() => requestAnimationFrame(() => done()))) : setTimeout(look, 50);
    look();
  })`;
  await window.webContents.executeJavaScript(painted);
  const image = await window.webContents.capturePage();
  await writeFile(file, image.toPNG());
}
