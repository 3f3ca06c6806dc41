import { describe, expect, it } from 'vitest';
import { hasDisplay, lacksGtk, missingLibraries, packagesFor } from '../../scripts/linux.ts';

const LDD = `	linux-vdso.so.1 (0x00007fff)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f1)
	libnss3.so => not found
	libnssutil3.so => not found
	libasound.so.2 => not found
	libnss3.so => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2)
`;
const old = () => false;
const recent = (name: string) => name.endsWith('t64');

describe('system libraries', () => {
  it('reads what ldd did not find, each once', () => {
    expect(missingLibraries(LDD)).toEqual(['libnss3.so', 'libnssutil3.so', 'libasound.so.2']);
    expect(missingLibraries('')).toEqual([]);
  });

  it('names the packages of older and newer releases', () => {
    const missing = { libraries: missingLibraries(LDD), xvfb: false, font: false };
    expect(packagesFor(missing, old)).toEqual({ packages: ['libasound2', 'libnss3'], unknown: [] });
    expect(packagesFor(missing, recent)).toEqual({ packages: ['libasound2t64', 'libnss3'], unknown: [] });
  });

  it('names the screen and the font', () => {
    const missing = { libraries: [], xvfb: true, font: true };
    expect(packagesFor(missing, recent).packages).toEqual(['fonts-noto-cjk', 'xvfb']);
  });

  it('keeps a library that no package is known for', () => {
    expect(packagesFor({ libraries: ['libodd.so.9'], xvfb: false, font: false }, old)).toEqual({
      packages: [],
      unknown: ['libodd.so.9']
    });
  });
});

describe('lacksGtk', () => {
  const without = '\tlibc.so.6 (libc6,x86-64) => /lib/libc.so.6\n';
  const having = `${without}\tlibgtk-3.so.0 (libc6,x86-64) => /lib/libgtk-3.so.0\n`;

  it('notices a GTK that is only opened while running', () => {
    expect(lacksGtk(LDD, without)).toBe(true);
    expect(lacksGtk(LDD, having)).toBe(false);
  });

  it('leaves a linked GTK to ldd, and does not complain without knowing', () => {
    expect(lacksGtk('\tlibgtk-3.so.0 => not found\n', without)).toBe(false);
    expect(lacksGtk(LDD, '')).toBe(false);
  });
});

describe('hasDisplay', () => {
  it('takes an empty variable for none', () => {
    expect(hasDisplay({})).toBe(false);
    expect(hasDisplay({ DISPLAY: '' })).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
  });
});
