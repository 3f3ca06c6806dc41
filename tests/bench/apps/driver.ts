import { app, type WebContents } from 'electron';

/**
 * Lets the bench drive a program in Electron. It runs the code in STATION_BENCH_FIRST in the page as soon as there is one, and then every
 * line of the standard input; each answer is a line of the standard output.
 */
export function drive(): void {
  let page: WebContents | undefined;
  const run = async (code: string) => {
    try {
      const answer: unknown = await page?.executeJavaScript(code);
      process.stdout.write(`STATION_BENCH ${JSON.stringify({ answer })}\n`);
    } catch (error) {
      process.stdout.write(`STATION_BENCH ${JSON.stringify({ error: String(error) })}\n`);
    }
  };
  app.on('browser-window-created', (_event, window) => {
    page = window.webContents;
    const first = process.env['STATION_BENCH_FIRST'];
    if (first) page.once('dom-ready', () => void run(first));
  });
  let text = '';
  process.stdin.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      if (line === 'quit') app.quit();
      else void run(JSON.parse(line) as string);
    }
  });
}
