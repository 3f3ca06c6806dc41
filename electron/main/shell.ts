import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, shell, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { htmlToPdf, printHtml } from './pdf.ts';
import { isOwnFrame } from './security.ts';
import type { Supervisor } from './supervisor.ts';

const MAX_HTML = 20 * 1024 * 1024;
/** Largest printed document, bytes; the pages of a volume are pictures. */
const MAX_PRINTED = 400 * 1024 * 1024;
const MAX_FILE = 600 * 1024 * 1024;

/** Running work of the operator at each window. */
const underWay = new WeakMap<WebContents, Set<AbortController>>();

/** Runs work that `signal` aborts when the window is locked or the operator leaves. */
async function whileSeated<R>(window: WebContents, act: (signal: AbortSignal) => Promise<R>): Promise<R> {
  const all = underWay.get(window) ?? new Set();
  underWay.set(window, all);
  const mine = new AbortController();
  all.add(mine);
  try {
    return await act(mine.signal);
  } finally {
    all.delete(mine);
  }
}

/** Registers the few requests that a window may send to main. Each checks the sender and its input. */
export function registerShell(options: {
  supervisor: Supervisor;
  dataFolder: string;
  devUrl: string | undefined;
  onHello(): void;
  onLanguage(language: 'zh-CN' | 'en'): void;
}): void {
  const { supervisor, dataFolder, devUrl } = options;

  function handle<A extends unknown[], R>(channel: string, act: (event: IpcMainInvokeEvent, ...args: A) => R): void {
    ipcMain.handle(channel, (event, ...args) => {
      if (!isOwnFrame(event, devUrl)) throw new Error('refused');
      return act(event, ...(args as A));
    });
  }

  /** The window listens: answers the state of the service, and sends a port if there is one. */
  handle('shell:hello', (event) => {
    options.onHello();
    supervisor.connect(event.sender);
    return supervisor.state;
  });
  /** Starts the service again, after restoring the named copy if there is one. */
  handle('shell:retry', (_event, restore: unknown) => {
    if (restore !== undefined && typeof restore !== 'string') throw new Error('refused');
    supervisor.retry(restore);
  });
  handle('shell:quit', () => app.quit());
  handle('shell:open-data-folder', async () => {
    await shell.openPath(dataFolder);
  });
  handle('shell:set-title', (event, title: unknown) => {
    if (typeof title === 'string') BrowserWindow.fromWebContents(event.sender)?.setTitle(title.slice(0, 120));
  });
  ipcMain.on('shell:language', (event, language: unknown) => {
    if (isOwnFrame(event, devUrl)) options.onLanguage(language === 'en' ? 'en' : 'zh-CN');
  });
  handle('shell:pdf', async (_event, html: unknown, landscape: unknown) => {
    if (typeof html !== 'string' || html.length > MAX_HTML) throw new Error('refused');
    return htmlToPdf(html, { landscape: landscape === true });
  });
  ipcMain.on('shell:leave', (event) => {
    if (isOwnFrame(event, devUrl)) for (const one of underWay.get(event.sender) ?? []) one.abort();
  });
  /** Asks for a place and writes the file; null when the person cancels or has left. */
  handle('shell:save', (event, name: unknown, bytes: unknown) => {
    if (typeof name !== 'string' || !(bytes instanceof Uint8Array) || bytes.byteLength > MAX_FILE) throw new Error('refused');
    const window = BrowserWindow.fromWebContents(event.sender);
    const options = { defaultPath: basename(name) };
    return whileSeated(event.sender, async (signal) => {
      // The program cannot close the system's dialog, so an answer given at a locked window has no effect.
      const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
      if (signal.aborted || answer.canceled || !answer.filePath) return null;
      await writeFile(answer.filePath, bytes);
      return answer.filePath;
    });
  });
  handle('shell:print', (event, html: unknown, landscape: unknown) => {
    if (typeof html !== 'string' || html.length > MAX_PRINTED) throw new Error('refused');
    return whileSeated(event.sender, (signal) => printHtml(html, { landscape: landscape === true }, signal));
  });
}
