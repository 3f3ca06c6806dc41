// What Electron needs from a Linux system and npm cannot install: shared libraries, a virtual screen, a Chinese font.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian's package for each library. `t64`: renamed for the 64-bit time_t of Debian 13 and Ubuntu 24.04. */
const LIBRARIES: Record<string, { name: string; t64?: true }> = {
  'libgtk-3.so.0': { name: 'libgtk-3-0', t64: true },
  'libgdk-3.so.0': { name: 'libgtk-3-0', t64: true },
  'libnss3.so': { name: 'libnss3' },
  'libnssutil3.so': { name: 'libnss3' },
  'libsmime3.so': { name: 'libnss3' },
  'libssl3.so': { name: 'libnss3' },
  'libnspr4.so': { name: 'libnspr4' },
  'libasound.so.2': { name: 'libasound2', t64: true },
  'libgbm.so.1': { name: 'libgbm1' },
  'libdrm.so.2': { name: 'libdrm2' },
  'libatk-1.0.so.0': { name: 'libatk1.0-0', t64: true },
  'libatk-bridge-2.0.so.0': { name: 'libatk-bridge2.0-0', t64: true },
  'libatspi.so.0': { name: 'libatspi2.0-0', t64: true },
  'libcups.so.2': { name: 'libcups2', t64: true },
  'libglib-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libgobject-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libgio-2.0.so.0': { name: 'libglib2.0-0', t64: true },
  'libpango-1.0.so.0': { name: 'libpango-1.0-0' },
  'libcairo.so.2': { name: 'libcairo2' },
  'libdbus-1.so.3': { name: 'libdbus-1-3' },
  'libexpat.so.1': { name: 'libexpat1' },
  'libudev.so.1': { name: 'libudev1' },
  'libgcc_s.so.1': { name: 'libgcc-s1' },
  'libxkbcommon.so.0': { name: 'libxkbcommon0' },
  'libX11.so.6': { name: 'libx11-6' },
  'libxcb.so.1': { name: 'libxcb1' },
  'libXcomposite.so.1': { name: 'libxcomposite1' },
  'libXdamage.so.1': { name: 'libxdamage1' },
  'libXext.so.6': { name: 'libxext6' },
  'libXfixes.so.3': { name: 'libxfixes3' },
  'libXrandr.so.2': { name: 'libxrandr2' }
};

/** What this system lacks. */
export interface Missing {
  /** Libraries, by file name. */
  libraries: string[];
  /** Whether a virtual screen is needed but Xvfb is missing. */
  xvfb: boolean;
  /** Whether no installed font has Chinese characters. */
  font: boolean;
}

/** The libraries that `ldd` printed as not found, without repetition. */
export function missingLibraries(ldd: string): string[] {
  return [...new Set([...ldd.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]!))];
}

/**
 * Debian's packages for what a system lacks.
 *
 * @param missing what the system lacks
 * @param exists whether the system's package lists have a name; decides between `libasound2` and `libasound2t64`
 * @returns sorted package names, and the libraries without a known package
 */
export function packagesFor(missing: Missing, exists: (name: string) => boolean): { packages: string[]; unknown: string[] } {
  const packages = new Set<string>();
  const unknown: string[] = [];
  for (const file of missing.libraries) {
    const known = LIBRARIES[file];
    if (!known) unknown.push(file);
    else packages.add(known.t64 && exists(`${known.name}t64`) ? `${known.name}t64` : known.name);
  }
  if (missing.xvfb) packages.add('xvfb');
  if (missing.font) packages.add('fonts-noto-cjk');
  return { packages: [...packages].sort(), unknown };
}

/**
 * Whether GTK is missing though `ldd` does not say so, because newer Electrons load it while running. GTK 3 or 4 suffices.
 *
 * @param ldd output of `ldd` for Electron
 * @param known output of `ldconfig -p`; empty when it did not run, and then nothing counts as missing
 */
export function lacksGtk(ldd: string, known: string): boolean {
  return known !== '' && !ldd.includes('libgtk-') && !/libgtk-(3|4)\.so/.test(known);
}

/** Whether the environment names a display. An empty variable counts as none. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Finds what the system lacks.
 *
 * @param electron the executable whose libraries are needed
 */
export function findMissing(electron: string): Missing {
  const ldd = spawnSync('ldd', [electron], { encoding: 'utf8' }).stdout ?? '';
  const libraries = missingLibraries(ldd);
  const known = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? '';
  if (lacksGtk(ldd, known)) libraries.push('libgtk-3.so.0');
  return {
    libraries,
    xvfb: !hasDisplay() && !onPath('Xvfb'),
    font: !hasChineseFont()
  };
}

/**
 * Makes sure that a Linux system has what Electron needs; other systems need nothing. As root with apt it installs missing packages;
 * otherwise it only says how.
 *
 * @param electron the executable to run
 * @param say gets lines for the person who waits
 * @throws Error with the exact command to run, when something is missing and cannot be installed from here
 */
export function ensureSystem(electron: string, say: (line: string) => void): void {
  if (process.platform !== 'linux') return;
  const missing = findMissing(electron);
  if (!missing.libraries.length && !missing.xvfb && !missing.font) return;

  const apt = onPath('apt-get');
  if (!apt) throw new Error(`This system lacks ${list(missing)}. Install the packages that hold them and start again.`);
  if (process.getuid?.() === 0) install(missing, say);
  else {
    const { packages, unknown } = packagesFor(missing, inLists);
    const steps = packages.length ? [`Run\n\n  sudo apt-get install -y ${packages.join(' ')}\n\n`] : [];
    if (unknown.length) steps.push(`Install the packages that hold ${unknown.join(', ')}.\n\n`);
    throw new Error(`This system lacks ${list(missing)}. ${steps.join('')}Then start again.`);
  }

  const still = findMissing(electron);
  if (still.libraries.length || still.xvfb || still.font) {
    throw new Error(`This system still lacks ${list(still)}. Install the packages that hold them and start again.`);
  }
}

function install(missing: Missing, say: (line: string) => void): void {
  say(`This system lacks ${list(missing)}.`);
  say('  apt-get update');
  apt(['update', '-qq']);
  const { packages } = packagesFor(missing, inLists);
  say(`  apt-get install -y --no-install-recommends ${packages.join(' ')}`);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status === 0) return;
  throw new Error(`apt-get ${args.join(' ')} failed:\n${(done.stderr || done.stdout || '').trim()}`);
}

/** Whether apt's lists have an installable package of the name. */
function inLists(name: string): boolean {
  const shown = spawnSync('apt-cache', ['show', name], { encoding: 'utf8' });
  return shown.status === 0 && shown.stdout.includes(`Package: ${name}`);
}

function hasChineseFont(): boolean {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  if (!listed.error) return listed.stdout.trim() !== '';
  // Without fontconfig's tool, as on a system that has drawn no text yet, the folder names decide.
  const folder = '/usr/share/fonts';
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /cjk|wqy|han/i.test(String(name)));
}

function onPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, command)));
}

function list(missing: Missing): string {
  const parts = [...missing.libraries];
  if (missing.xvfb) parts.push('Xvfb (a virtual screen)');
  if (missing.font) parts.push('a Chinese font');
  return parts.join(', ');
}
