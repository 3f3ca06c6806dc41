import { fork } from 'node:child_process';
import { join } from 'node:path';
import { app, BrowserWindow, MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron';
import { APP_ORIGIN, registerScheme, serveRenderer } from '../../../electron/main/protocol.ts';
import { drive } from './driver.ts';

/**
 * The minimal program of this kind: a window, a service process that opens the same file, a port between them, and a page of Vue and
 * all of Element Plus. The service runs in the same host as ours (electron/main/hosts/choose.ts), and the page comes over the
 * same scheme. A page from file: has no origin to secure, and in old runtimes only file: has a code cache, which would measure
 * the runtime.
 */
const file = process.env['STATION_BENCH_FILE'] ?? '';
const entry = join(__dirname, 'service.cjs');

function startService(port: MessagePortMain): () => void {
  const node = process.env['STATION_NODE'];
  if (Number(process.versions['napi'] ?? 0) >= 10 || !node) {
    const child = utilityProcess.fork(entry, [file], { stdio: 'ignore' });
    child.postMessage('port', [port]);
    return () => void child.kill();
  }
  const child = fork(entry, [file], {
    execPath: node,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  });
  child.on('message', (data) => port.postMessage(data));
  port.on('message', ({ data }) => void child.send(data as object));
  port.start();
  return () => void child.kill();
}

app.setPath('userData', join(process.env['STATION_BENCH_FOLDER'] ?? '', 'floor'));
registerScheme();
drive();
void app.whenReady().then(() => {
  serveRenderer(join(__dirname, 'page'));
  const { port1, port2 } = new MessageChannelMain();
  const stop = startService(port1);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { preload: join(__dirname, 'preload.cjs'), contextIsolation: true, sandbox: true }
  });
  window.webContents.once('dom-ready', () => window.webContents.postMessage('port', null, [port2]));
  void window.loadURL(`${APP_ORIGIN}/`);
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', stop);
});
