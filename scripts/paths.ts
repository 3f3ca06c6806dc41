import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The project's top folder, absolute. */
export const root = dirname(import.meta.dirname);

/**
 * The folder for what is too large to fetch for every clone.
 *
 * @param env the environment to read (XDG_CACHE_HOME, LOCALAPPDATA)
 * @param platform as process.platform
 * @returns an absolute path; the folder may not exist yet
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'station');
  if (platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'station', 'cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'station');
  return join(homedir(), '.cache', 'station');
}

/**
 * The file to run inside an unpacked Electron distribution.
 *
 * @param platform as process.platform
 * @returns a path relative to the distribution's folder
 */
export function executableName(platform: string = process.platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * The script of a tool in node_modules, to run with process.execPath. This needs neither a shell nor a `.cmd` file on Windows, and runs
 * the tool on the same Node as this script.
 *
 * @param file path below node_modules, for example `vitest/vitest.mjs`
 * @returns the absolute path
 * @throws Error when it is not installed
 */
export function tool(file: string): string {
  const path = join(root, 'node_modules', file);
  if (!existsSync(path)) throw new Error(`node_modules/${file} is missing. Run "npm ci" first.`);
  return path;
}
