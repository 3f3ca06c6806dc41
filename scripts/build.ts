import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, tool } from './paths.ts';
import { run } from './run.ts';

const RESULTS = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'];
const SOURCES = ['electron', 'renderer', 'electron.vite.config.ts', 'package-lock.json'];

/**
 * Whether the build must run, because a result is missing or older than a source.
 *
 * @param folder the project's folder
 */
export function isStale(folder: string = root): boolean {
  const results = RESULTS.map((file) => join(folder, file));
  if (!results.every(existsSync)) return true;
  const oldest = Math.min(...results.map((file) => statSync(file).mtimeMs));
  return SOURCES.map((name) => join(folder, name)).some((path) => existsSync(path) && newest(path) > oldest);
}

/** The newest modification time at or below a path, in milliseconds. Folders count, so a deleted file is noticed. */
function newest(path: string): number {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Builds main, preload and renderer into out/.
 *
 * @returns the exit code of the build, 0 for success
 */
export async function build(): Promise<number> {
  return run(process.execPath, [tool('electron-vite/bin/electron-vite.js'), 'build']);
}

/**
 * Builds when needed.
 *
 * @param say gets a line when the build runs
 * @throws Error when the build fails
 */
export async function ensureBuild(say: (line: string) => void = (line) => console.error(line)): Promise<void> {
  if (!isStale()) return;
  say('Building …');
  const code = await build();
  if (code !== 0) throw new Error('The build failed; what it printed above says why.');
}
