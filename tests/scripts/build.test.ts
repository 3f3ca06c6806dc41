import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStale } from '../../scripts/build.ts';

let folder: string;

/** Writes a file that was last changed at `seconds`, and gives its folders the same time. */
function file(path: string, seconds: number): void {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, '');
  for (let at = full; at !== folder; at = dirname(at)) utimesSync(at, seconds, seconds);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'station-build-'));
  for (const path of ['electron/main/index.ts', 'renderer/src/main.ts', 'package-lock.json']) file(path, 1000);
  for (const path of ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html']) file(path, 2000);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('isStale', () => {
  it('is content with results newer than every source', () => {
    expect(isStale(folder)).toBe(false);
  });

  it('notices a missing result', () => {
    rmSync(join(folder, 'out/renderer/index.html'));
    expect(isStale(folder)).toBe(true);
  });

  it.each(['electron/main/deep/er.ts', 'renderer/src/main.ts', 'package-lock.json'])('notices a newer %s', (path) => {
    file(path, 3000);
    expect(isStale(folder)).toBe(true);
  });

  it('notices a source that was deleted', () => {
    rmSync(join(folder, 'renderer/src/main.ts'));
    expect(isStale(folder)).toBe(true);
  });
});
