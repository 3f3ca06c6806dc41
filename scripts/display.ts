import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { hasDisplay } from './linux.ts';

/** A screen to open windows on. */
export interface Display {
  /** Whether it is a virtual screen, which nobody sees. */
  virtual: boolean;
  /** Environment that a program needs to use it. */
  env: Record<string, string>;
  /** Ends a virtual display; does nothing to a real one. It also ends with this process. */
  stop(): void;
}

/**
 * The screen of this computer, or on Linux without one a virtual screen of 1366×768 (the smallest the program is made
 * for) on a free display number.
 *
 * @throws Error when the virtual screen does not start
 */
export async function withDisplay(): Promise<Display> {
  if (process.platform !== 'linux' || hasDisplay()) return { virtual: false, env: {}, stop() {} };

  const args = ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp'];
  // In its own process group, because Ctrl+C must end the program before its screen.
  const child = spawn('Xvfb', args, { detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr!.on('data', (text) => (errors += text));
  const stop = () => {
    process.off('exit', stop);
    child.kill('SIGTERM');
  };
  process.on('exit', stop);
  try {
    const number = await new Promise<string>((resolve, reject) => {
      let text = '';
      // Xvfb writes the display number and a line end once it accepts windows.
      (child.stdio[3] as Readable).on('data', (chunk) => {
        text += chunk;
        if (text.includes('\n')) resolve(text.trim());
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(errors.trim() || `it ended with code ${code}`)));
    });
    // The screen must not keep this process alive.
    child.unref();
    for (const stream of [child.stderr, child.stdio[3]]) (stream as unknown as { unref?(): void }).unref?.();
    return { virtual: true, env: { DISPLAY: `:${number}` }, stop };
  } catch (error) {
    stop();
    throw new Error(`The virtual screen (Xvfb) did not start: ${(error as Error).message}`, { cause: error });
  }
}
