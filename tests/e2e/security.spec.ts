import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, launch, servicePid, setUp, signIn, test as base, type RunningApp } from '../fixtures/app.ts';

// What an attacker who got text or markup into a page would try. One program is attacked again and again; each test
// ends by checking that it still stands.

/** A server that must never hear anything. */
interface Trap {
  origin: string;
  heard: string[];
  server: Server;
}

const test = base.extend<object, { target: RunningApp; trap: Trap }>({
  trap: [
    async ({}, use) => {
      const heard: string[] = [];
      const server = createServer((request, response) => {
        heard.push(request.url ?? '');
        response.writeHead(200, { 'access-control-allow-origin': '*' }).end('caught');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, server });
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' }
  ],
  target: [
    async ({}, use) => {
      const dataFolder = mkdtempSync(join(tmpdir(), 'station-attacked-'));
      const running = await launch({ dataFolder });
      await setUp(running.page);
      await use(running);
      await running.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
    { scope: 'worker' }
  ]
});

test.afterEach(async ({ target, trap }) => {
  expect(target.page.url()).toMatch(/^station:\/\/app\//);
  // Not by a locator: Playwright waits for a navigation that was refused.
  expect(await target.page.evaluate(() => document.querySelector('[data-phase=signed_in]') !== null)).toBe(true);
  expect(await target.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(trap.heard).toEqual([]);
});

/** The directive of each violation of the policy that `attack` causes. */
async function violations(page: Page, attack: () => unknown): Promise<string[]> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
  });
  await page.evaluate(attack);
  await expect.poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen.length)).toBeGreaterThan(0);
  return page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}

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
    ['hello', 'onCommand', 'onServiceState', 'openDataFolder', 'pdf', 'print', 'quit', 'retry', 'save', 'setLanguage', 'setTitle'].map(
      (name) => `${name}: function`
    )
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
  expect(channels.heard.filter((name) => name !== 'error')).toEqual(['shell:language']);
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
    return Promise.all(attempts.map(([name, args]) => shell[name]!(...args).then(() => 'answered', () => 'refused')));
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

test('nothing remote is loaded or sent', async ({ target, trap }) => {
  const reached = await target.page.evaluate(async (origin) => {
    const element = (tag: string, fields: Record<string, string>) =>
      new Promise<string>((resolve) => {
        const made = Object.assign(document.createElement(tag), fields);
        made.addEventListener('load', () => resolve('loaded'));
        made.addEventListener('error', () => resolve('refused'));
        document.head.append(made);
      });
    const socket = new Promise<string>((resolve) => {
      try {
        const opened = new WebSocket(origin.replace('http', 'ws'));
        opened.onopen = () => resolve('loaded');
        opened.onerror = () => resolve('refused');
      } catch {
        resolve('refused');
      }
    });
    const asked = fetch(`${origin}/fetch`).then(() => 'loaded', () => 'refused');
    // It is put in a queue, so its answer says nothing; the trap does.
    navigator.sendBeacon(`${origin}/beacon`, 'secret');
    const results = await Promise.all([
      element('script', { src: `${origin}/script.js` }),
      element('link', { rel: 'stylesheet', href: `${origin}/style.css` }),
      element('img', { src: `${origin}/image.png` }),
      asked,
      socket
    ]);
    return results;
  }, trap.origin);
  expect(reached).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
  const rtc = await target.page.evaluate(async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:9' }] });
    peer.createDataChannel('x');
    const candidates: string[] = [];
    peer.onicecandidate = (event) => event.candidate && candidates.push(event.candidate.candidate);
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise<void>((resolve) => {
      const look = () => (peer.iceGatheringState === 'complete' ? resolve() : setTimeout(look, 20));
      look();
    });
    peer.close();
    return candidates.filter((candidate) => / udp /i.test(candidate));
  });
  expect(rtc).toEqual([]);
});

test('below the policy, main lets no request out of any session', async ({ target, trap }) => {
  const outcome = await target.app.evaluate(async ({ net, session }, origin) => {
    const tried = await Promise.all(
      [session.defaultSession, session.fromPartition('print'), session.fromPartition('one nobody thought of')].map((own) =>
        own.fetch(`${origin}/session`).then(() => 'loaded', () => 'refused')
      )
    );
    const named = await net.fetch('http://example.invalid/').then(() => 'loaded', () => 'refused');
    const resolved = await session.defaultSession.resolveHost('localhost').then((found) => found.endpoints.length, () => 0);
    return { tried, named, resolved };
  }, trap.origin);
  expect(outcome).toEqual({ tried: ['refused', 'refused', 'refused'], named: 'refused', resolved: 0 });
});

test('no window opens', async ({ target, trap }) => {
  const opened = await target.page.evaluate(
    (origin) => ['about:blank', '/', 'data:text/html,x', `${origin}/open`].map((url) => window.open(url) !== null),
    trap.origin
  );
  expect(opened).toEqual([false, false, false, false]);
  await target.page.evaluate((origin) => {
    const link = Object.assign(document.createElement('a'), { href: `${origin}/blank`, target: '_blank' });
    document.body.append(link);
    link.click();
    link.remove();
  }, trap.origin);
});

test('the page cannot be led elsewhere', async ({ target, trap, dataFolder }) => {
  const file = join(dataFolder, 'page.html');
  writeFileSync(file, '<title>elsewhere</title>');
  for (const url of [
    `file://${file}`,
    'file:///etc/passwd',
    `${trap.origin}/navigate`,
    'https://example.invalid/',
    'data:text/html,<title>elsewhere</title>',
    'station://elsewhere/',
    'station://app.example/',
    'chrome://version/'
  ]) {
    await target.page.evaluate((to) => {
      window.location.href = to;
    }, url).catch(() => {});
    // The window still answers, and as itself.
    await expect.poll(() => target.page.evaluate(() => window.location.origin + window.location.pathname), { message: url }).toBe('station://app/');
  }
});

test('led to an empty page, it comes back', async ({ target }) => {
  // Chromium asks nobody about about:blank.
  await target.page.evaluate(() => setTimeout(() => (window.location.href = 'about:blank'), 0));
  await expect(target.page.locator('[data-phase=signed_out]')).toBeVisible();
  await signIn(target.page);
  await expect(target.page.locator('[data-phase=signed_in]')).toBeVisible();
});

test('a redirect cannot lead it elsewhere either', async ({ target, trap }) => {
  // A frame is the only thing the policy lets a page navigate; it is refused as well.
  const directives = await violations(
    target.page,
    new Function(`
      const frame = document.createElement('iframe');
      frame.src = '${trap.origin}/frame';
      document.body.append(frame);
    `) as () => unknown
  ).catch(() => ['no violation']);
  expect(directives).toContain('frame-src');
  const redirected = await target.app.evaluate(async ({ BrowserWindow }, origin) => {
    const [window] = BrowserWindow.getAllWindows();
    const event = { prevented: false, preventDefault() { this.prevented = true; } };
    window!.webContents.emit('will-redirect', event, `${origin}/redirect`);
    return event.prevented;
  }, trap.origin);
  expect(redirected).toBe(true);
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
          (0, eval)(code).then((got: unknown) => (got === 'denied' || got === undefined || (Array.isArray(got) && got.length === 0) ? 'refused' : 'granted'), () => 'refused'),
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
  expect(await target.app.evaluate(({ webContents }) => webContents.getAllWebContents().filter((contents) => contents.getType() === 'webview').length)).toBe(0);
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
    for (const path of paths) answers[path] = await session.defaultSession.fetch(path).then((r) => r.status, () => 404);
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
  expect(answers).toEqual(['hello', 'retry', 'quit', 'openDataFolder', 'setTitle', 'pdf', 'print', 'save'].map((name) => `${name} refused`));
});

test('no frame is loaded, and an empty one has no way to main', async ({ target }) => {
  for (const make of ["URL.createObjectURL(new Blob(['<p>x</p>'], { type: 'text/html' }))", "'/index.html'", "'data:text/html,x'"]) {
    const attack = new Function(`
      const frame = document.createElement('iframe');
      frame.src = ${make};
      document.body.append(frame);
    `) as () => unknown;
    expect(await violations(target.page, attack), make).toContain('frame-src');
  }
  const found = await target.page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const has = 'stationShell' in frame.contentWindow!;
    for (const made of document.querySelectorAll('iframe')) made.remove();
    return has;
  });
  expect(found).toBe(false);
});

test('a document being printed runs no script and fetches nothing', async ({ target, trap }) => {
  const bytes = await target.page.evaluate(
    async (origin) => {
      const html = `<!doctype html><meta charset="utf-8"><h1>打印</h1><img src="${origin}/print.png"><img src="file:///etc/hostname">
        <link rel="stylesheet" href="${origin}/print.css"><iframe src="${origin}/print.html"></iframe>
        <script>fetch('${origin}/script')</script><meta http-equiv="refresh" content="0;url=${origin}/refresh">`;
      const made = (await window.stationShell.pdf(html, false)) as Uint8Array;
      return new TextDecoder('latin1').decode(made.slice(0, 5));
    },
    trap.origin
  );
  expect(bytes).toBe('%PDF-');
});

test('rubbish sent over the port neither stops the service nor the window', async ({ target }) => {
  const before = await servicePid(target.app);
  expect(before).toBeGreaterThan(0);
  const survived = await target.page.evaluate(async () => {
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
    for (const rubbish of [null, 1, 'x', '{', '{}', '[]', '["a"]', '{"i":1}', {}, { i: 'x', p: 5 }, [], new Uint8Array(10), new ArrayBuffer(3)]) {
      port.postMessage(rubbish);
    }
    return true;
  });
  expect(survived).toBe(true);
  await target.page.locator('nav a[href="#/accounts"]').click();
  await expect(target.page.locator('.el-table__row')).toHaveCount(1);
  await target.page.locator('nav a[href="#/"]').click();
  expect(await servicePid(target.app)).toBe(before);
});
