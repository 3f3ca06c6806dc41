import { expect, servicePid } from '../../fixtures/app.ts';
import { test, violations } from '../../fixtures/attacked.ts';

// What an attacker who got text or markup into a page would try on the program: its scripts, its way to main and to the
// service, what it may ask of the computer. What leads out of it is in security-remote.spec.ts.

test('the window is sandboxed and knows nothing of Node', async ({ target }) => {
  const settings = await target.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return (window!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
  });
  expect(settings).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
  expect(settings['webSecurity']).not.toBe(false);
  expect(settings['allowRunningInsecureContent']).not.toBe(true);
  const found = await target.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in window)
  );
  expect(found).toEqual([]);
});

test('what the window can reach outside itself is this list and no more', async ({ target }) => {
  const surface = await target.page.evaluate(() => {
    const shell = window.stationShell as unknown as Record<string, unknown>;
    return Object.keys(shell)
      .sort()
      .map((name) => `${name}: ${typeof shell[name]}`);
  });
  expect(surface).toEqual(
    [
      'hello',
      'leave',
      'onCommand',
      'onServiceState',
      'openDataFolder',
      'pdf',
      'print',
      'quit',
      'retry',
      'save',
      'setLanguage',
      'setTitle'
    ].map((name) => `${name}: function`)
  );
});

test('main answers these channels and no more', async ({ target }) => {
  const channels = await target.app.evaluate(({ ipcMain }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
    return { handled: [...handlers.keys()].sort(), heard: ipcMain.eventNames().map(String).sort() };
  });
  expect(channels.handled).toEqual(
    ['hello', 'open-data-folder', 'pdf', 'print', 'quit', 'retry', 'save', 'set-title'].map((name) => `shell:${name}`)
  );
  expect(channels.heard.filter((name) => name !== 'error')).toEqual(['shell:language', 'shell:leave']);
});

test('arguments of the wrong kind or size are refused', async ({ target }) => {
  const answers = await target.page.evaluate(async () => {
    const shell = window.stationShell as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    const attempts: [string, unknown[]][] = [
      ['pdf', [{ html: 1 }, false]],
      ['pdf', ['x'.repeat(20 * 1024 * 1024 + 1), false]],
      ['print', [null, false]],
      ['save', [42, new Uint8Array(1)]],
      ['save', ['name', 'not bytes']]
    ];
    return Promise.all(
      attempts.map(([name, args]) =>
        shell[name]!(...args).then(
          () => 'answered',
          () => 'refused'
        )
      )
    );
  });
  expect(answers).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
});

test('an inline script, an inline handler and eval do not run', async ({ target }) => {
  const { page } = target;
  const directives = await violations(page, () => {
    const host = document.createElement('div');
    host.innerHTML = '<img src="data:," onerror="window.owned = 1">';
    const script = document.createElement('script');
    script.textContent = 'window.owned = 2';
    document.body.append(host, script);
    // Later: what the test itself calls is the debugger's, which may evaluate text.
    setTimeout(() => {
      setTimeout('window.owned = 3' as unknown as () => void, 0);
      new Function('window.owned = 4')();
    }, 0);
  });
  expect(directives).toEqual(expect.arrayContaining(['script-src-attr', 'script-src-elem', 'script-src']));
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
});

test('a javascript: address does not run', async ({ target }) => {
  await violations(target.page, () => {
    const link = document.createElement('a');
    link.href = 'javascript:window.owned=5';
    document.body.append(link);
    link.click();
    link.remove();
  });
  expect(await target.page.evaluate(() => 'owned' in window)).toBe(false);
});

for (const [name, ask] of Object.entries({
  notifications: `Notification.requestPermission()`,
  geolocation: `new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), reject))`,
  camera: `navigator.mediaDevices.getUserMedia({ video: true })`,
  microphone: `navigator.mediaDevices.getUserMedia({ audio: true })`,
  screen: `navigator.mediaDevices.getDisplayMedia()`,
  'clipboard-read': `navigator.clipboard.readText()`,
  midi: `navigator.requestMIDIAccess({ sysex: true })`,
  usb: `navigator.usb.requestDevice({ filters: [] })`,
  serial: `navigator.serial.requestPort()`,
  hid: `navigator.hid.requestDevice({ filters: [] })`,
  'pointer lock': `document.body.requestPointerLock()`
})) {
  test(`permission refused: ${name}`, async ({ target }) => {
    const answer = await target.page.evaluate(
      (code) =>
        Promise.race([
          (0, eval)(code).then(
            (got: unknown) => (got === 'denied' || got === undefined || (Array.isArray(got) && got.length === 0) ? 'refused' : 'granted'),
            () => 'refused'
          ),
          new Promise((resolve) => setTimeout(resolve, 3000, 'no answer'))
        ]),
      ask
    );
    expect(answer).toBe('refused');
  });
}

test('a webview is not attached and a download does not start', async ({ target }) => {
  const downloads = target.app.evaluate(({ session }) => {
    const seen: boolean[] = [];
    session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented));
    (globalThis as unknown as { seen: boolean[] }).seen = seen;
  });
  await downloads;
  await target.page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('webview'), { src: 'data:text/html,x' }));
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(new Blob(['x'.repeat(1000)])),
      download: 'everything.txt'
    });
    document.body.append(link);
    link.click();
    link.remove();
  });
  await expect.poll(() => target.app.evaluate(() => (globalThis as unknown as { seen: boolean[] }).seen)).toEqual([true]);
  expect(
    await target.app.evaluate(
      ({ webContents }) => webContents.getAllWebContents().filter((contents) => contents.getType() === 'webview').length
    )
  ).toBe(0);
});

test('the station scheme serves the built window and nothing beside it', async ({ target }) => {
  const statuses = await target.app.evaluate(async ({ session }) => {
    const paths = [
      'station://app/../main/index.cjs',
      'station://app/%2e%2e/main/index.cjs',
      'station://app/%2e%2e%2fmain%2findex.cjs',
      'station://app/..%2f..%2fpackage.json',
      'station://app/..%5c..%5cpackage.json',
      'station://app//etc/passwd',
      'station://app/%2fetc%2fpasswd',
      'station://app/assets/..%2f..%2f..%2fpackage.json',
      'station://app/index.html%00.js',
      'station://app/%',
      'station://app/%ff.js',
      'station://app/assets',
      'station://elsewhere/index.html',
      'station://app@elsewhere/index.html'
    ];
    const answers: Record<string, number | string> = {};
    for (const path of paths)
      answers[path] = await session.defaultSession.fetch(path).then(
        (r) => r.status,
        () => 404
      );
    const index = await session.defaultSession.fetch('station://app/');
    return { answers, index: index.status, policy: index.headers.get('content-security-policy') };
  });
  expect(statuses.index).toBe(200);
  expect(new Set(Object.values(statuses.answers)), JSON.stringify(statuses.answers)).toEqual(new Set([404]));
  expect(statuses.policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|http|\*/);
});

test('main refuses to answer a page that is not its own, even with the same preload', async ({ target }) => {
  const answers = await target.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`;
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    try {
      await stranger.loadURL('data:text/html,<title>stranger</title>');
      return await stranger.webContents.executeJavaScript(
        `Promise.all(['hello', 'retry', 'quit', 'openDataFolder', 'setTitle', 'pdf', 'print', 'save'].map((name) =>
          window.stationShell[name]('x', false).then(() => name + ' answered', (error) => name + (/refused/.test(error.message) ? ' refused' : error.message))))`
      );
    } finally {
      stranger.destroy();
    }
  });
  expect(answers).toEqual(
    ['hello', 'retry', 'quit', 'openDataFolder', 'setTitle', 'pdf', 'print', 'save'].map((name) => `${name} refused`)
  );
});

// On a program of its own: with one whose navigations were refused, Playwright may wait for them at each click.
test('rubbish sent over the port neither stops the service nor the window', async ({ station }) => {
  const before = await servicePid(station.app);
  expect(before).toBeGreaterThan(0);
  const survived = await station.page.evaluate(async () => {
    const port = await new Promise<MessagePort>((resolve) => {
      const listen = (event: MessageEvent) => {
        if (event.data?.type !== 'station-port') return;
        window.removeEventListener('message', listen);
        resolve(event.ports[0]!);
      };
      window.addEventListener('message', listen);
      void window.stationShell.hello();
    });
    port.start();
    for (const rubbish of [
      null,
      1,
      'x',
      '{',
      '{}',
      '[]',
      '["a"]',
      '{"i":1}',
      {},
      { i: 'x', p: 5 },
      [],
      new Uint8Array(10),
      new ArrayBuffer(3)
    ]) {
      port.postMessage(rubbish);
    }
    return true;
  });
  expect(survived).toBe(true);
  await station.page.locator('nav a[href="#/accounts"]').click();
  await expect(station.page.locator('.el-table__row')).toHaveCount(1);
  await station.page.locator('nav a[href="#/"]').click();
  expect(await servicePid(station.app)).toBe(before);
});
