import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readArguments } from '../../../electron/main/arguments.ts';

it('reads the data folder in both spellings, relative to where the program was started', () => {
  expect(readArguments(['.', '--data', 'here'])).toEqual({ dataFolder: resolve('here'), demo: false, temporary: false });
  expect(readArguments(['--data=/srv/station'])).toEqual({ dataFolder: resolve('/srv/station'), demo: false, temporary: false });
  expect(readArguments(['--no-sandbox', '.'])).toEqual({ dataFolder: null, demo: false, temporary: false });
});

it('gives a demonstration a folder of its own, and removes those left behind a day ago', () => {
  const old = mkdtempSync(join(tmpdir(), 'station-demo-'));
  const recent = mkdtempSync(join(tmpdir(), 'station-demo-'));
  const before = Date.now() / 1000 - 25 * 3600;
  utimesSync(old, before, before);
  const { dataFolder, temporary } = readArguments(['.', '--demo']);
  try {
    expect(temporary).toBe(true);
    expect(existsSync(dataFolder!)).toBe(true);
    expect(existsSync(old)).toBe(false);
    expect(existsSync(recent)).toBe(true);
  } finally {
    for (const folder of [dataFolder!, recent]) rmSync(folder, { recursive: true, force: true });
  }
  expect(readArguments(['.', '--demo', '--data', '/kept'])).toMatchObject({ dataFolder: resolve('/kept'), demo: true, temporary: false });
});
