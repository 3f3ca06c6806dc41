import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, signIn } from '../../fixtures/app.ts';
import { test, violations } from '../../fixtures/attacked.ts';

// What an attacker who got text or markup into a page would try to load, to send and to lead to.

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
    const asked = fetch(`${origin}/fetch`).then(
      () => 'loaded',
      () => 'refused'
    );
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
        own.fetch(`${origin}/session`).then(
          () => 'loaded',
          () => 'refused'
        )
      )
    );
    const named = await net.fetch('http://example.invalid/').then(
      () => 'loaded',
      () => 'refused'
    );
    const resolved = await session.defaultSession.resolveHost('localhost').then(
      (found) => found.endpoints.length,
      () => 0
    );
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
    await target.page
      .evaluate((to) => {
        window.location.href = to;
      }, url)
      .catch(() => {});
    // The window still answers, and as itself.
    await expect
      .poll(() => target.page.evaluate(() => window.location.origin + window.location.pathname), { message: url })
      .toBe('station://app/');
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
    const event = {
      prevented: false,
      preventDefault() {
        this.prevented = true;
      }
    };
    window!.webContents.emit('will-redirect', event, `${origin}/redirect`);
    return event.prevented;
  }, trap.origin);
  expect(redirected).toBe(true);
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
  const bytes = await target.page.evaluate(async (origin) => {
    const html = `<!doctype html><meta charset="utf-8"><h1>打印</h1><img src="${origin}/print.png"><img src="file:///etc/hostname">
        <link rel="stylesheet" href="${origin}/print.css"><iframe src="${origin}/print.html"></iframe>
        <script>fetch('${origin}/script')</script><meta http-equiv="refresh" content="0;url=${origin}/refresh">`;
    const made = (await window.stationShell.pdf(html, false)) as Uint8Array;
    return new TextDecoder('latin1').decode(made.slice(0, 5));
  }, trap.origin);
  expect(bytes).toBe('%PDF-');
});
