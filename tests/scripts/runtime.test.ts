import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadLimit, failedRecently, forgetFailure, rememberFailure } from '../../scripts/electron-download.ts';
import { findElectron, needsNoSandbox, type RuntimeSources } from '../../scripts/electron-runtime.ts';
import { cacheFolder, executableName } from '../../scripts/paths.ts';

let folder: string;
let lines: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-runtime-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An unpacked distribution of nothing but the files that are looked at. */
function dist(name: string, options: { version?: string; launcher?: boolean; platform?: string } = {}): string {
  const path = join(folder, name);
  const executable = join(path, executableName(options.platform ?? 'linux'));
  mkdirSync(dirname(executable), { recursive: true });
  writeFileSync(executable, '');
  if (options.version) writeFileSync(join(path, 'version'), `${options.version}\n`);
  if (options.launcher) {
    mkdirSync(join(path, 'resources/app'), { recursive: true });
    writeFileSync(join(path, 'resources/app/package.json'), '{"name":"station-launcher"}');
  }
  return path;
}

/** A computer without any Electron, on a network that refuses; a test overrides what it is about. */
function sources(own: Partial<RuntimeSources> = {}): RuntimeSources & { calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    env: {},
    platform: 'linux',
    arch: 'x64',
    cache: join(folder, 'cache'),
    installedDist: () => null,
    download: async () => (calls.push('download'), 'fetch failed'),
    failedRecently: async () => false,
    rememberFailure: async () => void calls.push('remember'),
    forgetFailure: async () => void calls.push('forget'),
    ensureFallback: async () => (calls.push('fallback'), dist('fallback', { version: '25.1.1', launcher: true })),
    ...own
  };
}

const find = (from: RuntimeSources) => findElectron({ onProgress: (line) => lines.push(line) }, from);

describe('findElectron', () => {
  it('takes the folder it is given before anything else', async () => {
    const given = dist('given', { version: 'v40.0.0' });
    const from = sources({ env: { ELECTRON_OVERRIDE_DIST_PATH: given }, installedDist: () => dist('own') });
    const runtime = await find(from);
    expect(runtime).toEqual({ path: join(given, 'electron'), dist: given, version: '40.0.0', fallback: false });
    expect(from.calls).toEqual([]);
  });

  it('knows the fallback when it is given as a folder', async () => {
    const given = dist('given', { version: '25.1.1', launcher: true });
    expect((await find(sources({ env: { ELECTRON_OVERRIDE_DIST_PATH: given } }))).fallback).toBe(true);
  });

  it('says which setting is wrong when the given folder holds no Electron', async () => {
    const from = sources({ env: { ELECTRON_OVERRIDE_DIST_PATH: folder } });
    await expect(find(from)).rejects.toThrow(/ELECTRON_OVERRIDE_DIST_PATH names .* no electron in it/);
  });

  it('looks for the executable of the platform', async () => {
    const given = dist('given', { platform: 'darwin' });
    const from = sources({ platform: 'darwin', env: { ELECTRON_OVERRIDE_DIST_PATH: given } });
    expect((await find(from)).path).toBe(join(given, 'Electron.app/Contents/MacOS/Electron'));
  });

  it('uses the installed binary without a download', async () => {
    const from = sources({ installedDist: () => dist('own', { version: '45.4.1' }) });
    expect(await find(from)).toMatchObject({ version: '45.4.1', fallback: false });
    expect(from.calls).toEqual([]);
  });

  it('downloads when nothing is installed, and forgets an earlier failure', async () => {
    let installed: string | null = null;
    const from = sources({
      installedDist: () => installed,
      download: async () => {
        installed = dist('own', { version: '45.4.1' });
        return null;
      }
    });
    expect(await find(from)).toMatchObject({ version: '45.4.1', fallback: false });
    expect(from.calls).toEqual(['forget']);
  });

  it('falls back on Linux x64 when the download fails, remembers that, and says what the fallback is', async () => {
    const from = sources();
    expect(await find(from)).toMatchObject({ version: '25.1.1', fallback: true });
    expect(from.calls).toEqual(['download', 'remember', 'fallback']);
    expect(lines.at(-1)).toMatch(/end of life.*development and tests only/);
  });

  it('does not wait again for a download that failed within the day', async () => {
    const from = sources({ failedRecently: async () => true });
    expect((await find(from)).fallback).toBe(true);
    expect(from.calls).toEqual(['fallback']);
  });

  it('does not download when the limit is 0', async () => {
    const from = sources({ env: { STATION_ELECTRON_TIMEOUT: '0' } });
    await find(from);
    expect(from.calls).toEqual(['fallback']);
  });

  it.each([
    ['win32', 'x64'],
    ['darwin', 'arm64'],
    ['linux', 'arm64']
  ])('on %s %s tries each time and says what to do when it cannot', async (platform, arch) => {
    const from = sources({ platform, arch, failedRecently: async () => true });
    await expect(find(from)).rejects.toThrow(/download failed: fetch failed.*ELECTRON_OVERRIDE_DIST_PATH/);
    expect(from.calls).toEqual(['download']);
  });

  it('names both causes when the fallback cannot be had either', async () => {
    const from = sources({ ensureFallback: () => Promise.reject(new Error('npm could not get it: E404')) });
    await expect(find(from)).rejects.toThrow(/fetch failed.*E404.*ELECTRON_MIRROR/);
  });
});

describe('the memory of a failed download', () => {
  it('lasts a day and can be dropped', async () => {
    const now = 1_800_000_000_000;
    expect(await failedRecently(folder, now)).toBe(false);
    await rememberFailure(folder, now);
    expect(await failedRecently(folder, now + 23 * 3_600_000)).toBe(true);
    expect(await failedRecently(folder, now + 25 * 3_600_000)).toBe(false);
    expect(await failedRecently(folder, now - 1)).toBe(false);
    await forgetFailure(folder);
    expect(await failedRecently(folder, now)).toBe(false);
  });

  it('survives a damaged note', async () => {
    writeFileSync(join(folder, 'electron-download-failed.json'), '{');
    expect(await failedRecently(folder)).toBe(false);
  });
});

describe('the limits', () => {
  it('waits longer where nothing else can serve', () => {
    expect(downloadLimit({}, true)).toBe(90_000);
    expect(downloadLimit({}, false)).toBe(900_000);
    expect(downloadLimit({ STATION_ELECTRON_TIMEOUT: '7.5' }, true)).toBe(7500);
    expect(() => downloadLimit({ STATION_ELECTRON_TIMEOUT: 'soon' }, true)).toThrow(/STATION_ELECTRON_TIMEOUT/);
    expect(() => downloadLimit({ STATION_ELECTRON_TIMEOUT: '-1' }, true)).toThrow(/STATION_ELECTRON_TIMEOUT/);
  });

  it('gives up the sandbox only where it cannot work', () => {
    const user = { platform: 'linux', uid: 1000, userNamespaces: true };
    expect(needsNoSandbox(false, user)).toBe(false);
    expect(needsNoSandbox(true, user)).toBe(true);
    expect(needsNoSandbox(false, { ...user, uid: 0 })).toBe(true);
    expect(needsNoSandbox(false, { ...user, userNamespaces: false })).toBe(true);
    expect(needsNoSandbox(false, { platform: 'win32', uid: undefined, userNamespaces: false })).toBe(false);
  });

  it('keeps the cache where each system keeps such things', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe(join('/c', 'station'));
    expect(cacheFolder({}, 'linux')).toMatch(/\.cache[\\/]station$/);
    expect(cacheFolder({ LOCALAPPDATA: '/l' }, 'win32')).toBe(join('/l', 'station', 'cache'));
    expect(cacheFolder({}, 'darwin')).toMatch(/Library[\\/]Caches[\\/]station$/);
  });
});
