import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, shell, type IpcMainInvokeEvent } from 'electron';
import { htmlToPdf } from './pdf.ts';
import { isOwnPage } from './security.ts';
import type { Supervisor } from './supervisor.ts';

const MAX_HTML = 20 * 1024 * 1024;
const MAX_FILE = 600 * 1024 * 1024;

/** The few things a window may ask of main. Each checks who asks and what it is given. */
export function registerShell(options: { supervisor: Supervisor; dataFolder: string; devUrl: string | undefined }): void {
  const { supervisor, dataFolder, devUrl } = options;

  function handle<A extends unknown[], R>(channel: string, act: (event: IpcMainInvokeEvent, ...args: A) => R): void {
    ipcMain.handle(channel, (event, ...args) => {
      const frame = event.senderFrame;
      if (!frame || !isOwnPage(frame.url, devUrl) || frame.parent !== null) throw new Error('refused');
      return act(event, ...(args as A));
    });
  }

  /** The window is ready to listen: it gets the state of the service and, if there is one, a port. */
  handle('shell:hello', (event) => {
    supervisor.connect(event.sender);
    return supervisor.state;
  });
  handle('shell:retry', () => supervisor.retry());
  handle('shell:quit', () => app.quit());
  handle('shell:open-data-folder', async () => {
    await shell.openPath(dataFolder);
  });
  handle('shell:set-title', (event, title: unknown) => {
    if (typeof title === 'string') BrowserWindow.fromWebContents(event.sender)?.setTitle(title.slice(0, 120));
  });
  handle('shell:pdf', async (_event, html: unknown, landscape: unknown) => {
    if (typeof html !== 'string' || html.length > MAX_HTML) throw new Error('refused');
    return htmlToPdf(html, { landscape: landscape === true });
  });
  /** Asks where to and writes the file; null when the person changed their mind. */
  handle('shell:save', async (event, name: unknown, bytes: unknown) => {
    if (typeof name !== 'string' || !(bytes instanceof Uint8Array) || bytes.byteLength > MAX_FILE) throw new Error('refused');
    const window = BrowserWindow.fromWebContents(event.sender);
    const options = { defaultPath: basename(name) };
    const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
    if (answer.canceled || !answer.filePath) return null;
    await writeFile(answer.filePath, bytes);
    return answer.filePath;
  });
  /** Prints what the preview shows: the page itself, by way of the system's own dialog. */
  handle('shell:print', async (_event, html: unknown, landscape: unknown) => {
    if (typeof html !== 'string' || html.length > MAX_HTML) throw new Error('refused');
    const window = new BrowserWindow({
      show: false,
      webPreferences: { javascript: false, sandbox: true, contextIsolation: true, nodeIntegration: false, partition: 'print' }
    });
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html, 'utf8').toString('base64')}`);
    return new Promise<boolean>((resolve) => {
      window.webContents.print({ landscape: landscape === true, pageSize: 'A4', printBackground: true }, (printed) => {
        window.destroy();
        resolve(printed);
      });
    });
  });
}
