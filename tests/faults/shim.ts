import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

const runs = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** A C compiler of this system; as root on a Debian one is installed. Null with the reason where there is none. */
function compiler(): { command: string } | { reason: string } {
  for (const command of ['cc', 'gcc', 'clang']) if (runs(command, '--version')) return { command };
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return { reason: 'there is no C compiler (Debian: apt-get install gcc libc6-dev)' };
  console.error('No C compiler here: apt-get install gcc libc6-dev');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'gcc', 'libc6-dev'], { env, encoding: 'utf8' });
  return done.status === 0
    ? { command: 'gcc' }
    : { reason: `no C compiler, and apt-get could not install one: ${done.stderr.trim().split('\n').at(-1) ?? ''}` };
}

/** The compiled shim.c, or why it cannot be had here. */
export function buildShim(): { library: string } | { reason: string } {
  if (process.platform !== 'linux') return { reason: `LD_PRELOAD is Linux’s, this is ${process.platform}` };
  const found = compiler();
  if ('reason' in found) return found;
  const folder = join(root, 'out/test/faults');
  const library = join(folder, 'shim.so');
  mkdirSync(folder, { recursive: true });
  const made = spawnSync(
    found.command,
    ['-O1', '-fPIC', '-shared', '-o', library, join(import.meta.dirname, 'shim.c'), '-ldl', '-lpthread'],
    { encoding: 'utf8' }
  );
  return made.status === 0 ? { library } : { reason: `the shim does not compile here: ${made.stderr.trim().split('\n')[0] ?? ''}` };
}
