import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FUSES } from '../../scripts/fuses.ts';
import { packagedProgram, parsePackageArguments } from '../../scripts/package-plan.ts';
import { root } from '../../scripts/paths.ts';

describe('npm run package', () => {
  it('packs installers for this platform, or for the one that is named', () => {
    expect(parsePackageArguments([], 'linux')).toEqual({ dir: false, platform: 'linux' });
    expect(parsePackageArguments(['--win'], 'linux')).toEqual({ dir: false, platform: 'win32' });
    expect(parsePackageArguments(['--dir'], 'darwin')).toEqual({ dir: true, platform: 'darwin' });
  });

  it('refuses what it does not understand', () => {
    expect(() => parsePackageArguments(['--mac'], 'linux')).toThrow(/--mac/);
    expect(() => parsePackageArguments(['--win', '--linux'], 'linux')).toThrow(/--linux/);
    expect(() => parsePackageArguments(['--dir', '--win'], 'linux')).toThrow(/this computer/);
    expect(() => parsePackageArguments([], 'freebsd')).toThrow(/freebsd/);
  });

  it('knows where the unpacked program lies', () => {
    expect(packagedProgram('linux', 'x64')).toBe('linux-unpacked/station');
    expect(packagedProgram('linux', 'arm64')).toBe('linux-arm64-unpacked/station');
    expect(packagedProgram('win32', 'x64')).toBe('win-unpacked/Station.exe');
    expect(packagedProgram('darwin', 'arm64')).toBe('mac-arm64/Station.app/Contents/MacOS/Station');
  });
});

describe('the fuses', () => {
  it('are the same for electron-builder and for the check after it', () => {
    const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
    const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(text)![1]!;
    const written = Object.fromEntries([...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map((m) => [m[1], m[2] === 'true']));
    expect(written).toEqual(FUSES);
  });

  it('leave no way to run foreign code with the program', () => {
    expect(FUSES).toMatchObject({ runAsNode: false, enableNodeCliInspectArguments: false, onlyLoadAppFromAsar: true });
  });
});
