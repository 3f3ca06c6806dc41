// The electron package's own binary. If it is missing, the package's installer fetches it, within a time that a person would wait, and
// not again soon on a network that refuses.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { executableName, root } from './paths.ts';

const REMEMBER_MS = 24 * 60 * 60 * 1000;

/** The version of the electron package this project is installed with. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version;
}

/**
 * The distribution already installed inside the electron package.
 *
 * @returns its folder, or null when it is missing or has another version
 */
export function installedDist(): string | null {
  const dist = join(root, 'node_modules/electron/dist');
  try {
    const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    return version === packageVersion() && existsSync(join(dist, executableName())) ? dist : null;
  } catch {
    return null;
  }
}

/**
 * How long the installer may take.
 *
 * @param env STATION_ELECTRON_TIMEOUT: seconds, 0 means never try
 * @param hasFallback whether there is a fallback; without one it waits longer
 * @returns milliseconds
 * @throws Error when the setting is not a number
 */
export function downloadLimit(env: NodeJS.ProcessEnv, hasFallback: boolean): number {
  const setting = env.STATION_ELECTRON_TIMEOUT;
  if (setting === undefined || setting === '') return (hasFallback ? 90 : 900) * 1000;
  const seconds = Number(setting);
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new Error(`STATION_ELECTRON_TIMEOUT is "${setting}"; it must be a number of seconds (0: do not download).`);
  }
  return seconds * 1000;
}

/**
 * Runs the electron package's installer.
 *
 * @param limit milliseconds after which it is killed
 * @param onProgress gets a line at the start and every five seconds
 * @returns null when the binary is there, otherwise why it is not
 */
export async function download(limit: number, onProgress: (line: string) => void): Promise<string | null> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  onProgress(`Downloading Electron ${packageVersion()} (about 120 MB, at most ${Math.round(limit / 1000)} s) …`);
  const child = spawn(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Makes the installer use a proxy if one is set.
    env: { ELECTRON_GET_USE_PROXY: 'true', ...process.env, ELECTRON_GET_NO_PROGRESS: '1' }
  });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  const heartbeat = setInterval(() => onProgress(`  … still downloading, ${seconds()} s`), 5000);
  let late = false;
  const guard = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, limit);
  try {
    const code = await new Promise<number>((resolve) => {
      child.once('error', (error) => {
        errors = error.message;
        resolve(1);
      });
      child.once('close', (exit) => resolve(exit ?? 1));
    });
    if (late) return `it took longer than ${Math.round(limit / 1000)} s`;
    return code === 0 && installedDist() ? null : firstLine(errors) || `the installer ended with code ${code}`;
  } finally {
    clearInterval(heartbeat);
    clearTimeout(guard);
  }
}

/** A failed download, stored so that the next start does not wait for the same answer. */
interface Failure {
  version: string;
  mirror: string;
  at: number;
}

const mirror = () => process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? '';
const noteFile = (cache: string) => join(cache, 'electron-download-failed.json');

/**
 * Whether downloading this version from this ELECTRON_MIRROR failed within the last day.
 *
 * @param cache the cache folder
 * @param now milliseconds since 1970
 */
export async function failedRecently(cache: string, now = Date.now()): Promise<boolean> {
  try {
    const note: Failure = JSON.parse(await readFile(noteFile(cache), 'utf8'));
    const age = now - note.at;
    return note.version === packageVersion() && note.mirror === mirror() && age >= 0 && age < REMEMBER_MS;
  } catch {
    return false;
  }
}

/**
 * Stores that downloading failed now. If that cannot be written, the next start tries again.
 *
 * @param cache the cache folder, made when missing
 * @param now milliseconds since 1970
 */
export async function rememberFailure(cache: string, now = Date.now()): Promise<void> {
  const note: Failure = { version: packageVersion(), mirror: mirror(), at: now };
  try {
    await mkdir(cache, { recursive: true });
    await writeFile(noteFile(cache), JSON.stringify(note));
  } catch {
    // The next start tries again.
  }
}

/** Forgets an earlier failure. */
export async function forgetFailure(cache: string): Promise<void> {
  await rm(noteFile(cache), { force: true });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.trim() ?? '';
}
