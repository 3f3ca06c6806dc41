import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, crashReporter, shell } from 'electron';
import { readArguments, windowFolder } from './arguments.ts';
import { chooseHost } from './hosts/choose.ts';
import { openLog } from './log.ts';
import { setMenu } from './menu.ts';
import { servePrintDocuments } from './pdf.ts';
import { registerScheme, serveRenderer } from './protocol.ts';
import { lockDown } from './security.ts';
import { registerShell } from './shell.ts';
import { Supervisor } from './supervisor.ts';
import { createWindow, writePicture } from './window.ts';

const devUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const given = readArguments(process.argv.slice(1));
// Another data folder is another station, so its window state and single-instance lock lie there too.
if (given.dataFolder !== null) app.setPath('userData', windowFolder(given.dataFolder));
const dataFolder = given.dataFolder ?? join(app.getPath('userData'), 'data');
// The service inherits this, so that it need not compile its code at every start.
process.env['NODE_COMPILE_CACHE'] ??= join(app.getPath('userData'), 'service-code');

const log = openLog(join(dataFolder, 'logs', 'main.log'), devUrl === undefined ? 'error' : 'debug');

/** STATION_CLOCK_SHIFT_MS moves the service's clock, never in a packaged program. */
function clockShift(): number {
  const shift = Number(process.env['STATION_CLOCK_SHIFT_MS'] ?? 0);
  return app.isPackaged || !Number.isFinite(shift) ? 0 : shift;
}

function focus(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function run(): void {
  registerScheme();
  lockDown(devUrl);
  crashReporter.start({ uploadToServer: false });

  // The only visible window; printing opens hidden ones.
  let main: BrowserWindow | null = null;
  // A port sent before the page listens would be lost and never closed.
  let listening = false;
  const supervisor = new Supervisor({
    entry: join(__dirname, 'service.cjs'),
    factory: chooseHost(),
    boot: { dataFolder, version: app.getVersion(), demo: given.demo, clockShiftMs: clockShift() },
    log,
    onState: (state) => {
      if (!listening || main === null || main.isDestroyed()) return;
      main.webContents.send('shell:service-state', state);
      if (state.phase === 'ready') supervisor.connect(main.webContents);
    }
  });

  app.on('second-instance', () => {
    if (main !== null && !main.isDestroyed()) focus(main);
  });
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void supervisor.stop().finally(() => {
      stopped = true;
      // A temporary demonstration leaves nothing behind.
      if (given.temporary) {
        app.once('will-quit', () => rmSync(dataFolder, { recursive: true, force: true }));
      }
      app.quit();
    });
  });

  void app.whenReady().then(() => {
    // This comes first, because the window waits for the service.
    supervisor.start();
    serveRenderer(join(__dirname, '../renderer'));
    servePrintDocuments();
    registerShell({
      supervisor,
      dataFolder,
      devUrl,
      onHello: () => (listening = true),
      onLanguage: (language) => setMenu(language, window, openDataFolder)
    });
    const window = createWindow({
      preload: join(__dirname, '../preload/index.cjs'),
      userData: app.getPath('userData'),
      icon: join(app.getAppPath(), 'resources/icon.png'),
      devUrl,
      log
    });
    main = window;
    // Not 'window-all-closed', because a hidden window that prints must not keep the program alive.
    window.once('closed', () => app.quit());
    window.webContents.on('render-process-gone', () => (listening = false));
    const openDataFolder = () => void shell.openPath(dataFolder);
    setMenu(app.getLocale().startsWith('zh') ? 'zh-CN' : 'en', window, openDataFolder);
    const picture = process.env['STATION_SCREENSHOT'];
    if (picture && !app.isPackaged) {
      window.webContents.once('did-finish-load', () => {
        writePicture(window, picture).catch((error: unknown) => log.error('no picture', error));
      });
    }
  });
}

if (app.requestSingleInstanceLock()) run();
else app.quit();
