import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Arguments {
  /** Folder given by `--data`, absolute, or null for the user's own. */
  dataFolder: string | null;
  demo: boolean;
  /** The folder was made for this demonstration and goes with it. */
  temporary: boolean;
}

/** Reads `--data <folder>`, `--data=<folder>` and `--demo`; everything else is Chromium's. A demonstration without a folder gets a new temporary one. */
export function readArguments(argv: readonly string[]): Arguments {
  let dataFolder: string | null = null;
  let demo = false;
  argv.forEach((argument, index) => {
    const next = argv[index + 1];
    if (argument === '--demo') demo = true;
    else if (argument === '--data' && next !== undefined) dataFolder = resolve(next);
    else if (argument.startsWith('--data=')) dataFolder = resolve(argument.slice('--data='.length));
  });
  const temporary = demo && dataFolder === null;
  if (temporary) {
    removeLeftDemonstrations();
    dataFolder = mkdtempSync(join(tmpdir(), DEMO_PREFIX));
  }
  return { dataFolder, demo, temporary };
}

const DEMO_PREFIX = 'station-demo-';
const LEFT_AFTER_MS = 24 * 3600_000;

/** Removes demonstrations whose program was killed a day ago or more and so could not tidy up after itself. */
function removeLeftDemonstrations(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(DEMO_PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      if (Date.now() - statSync(folder).mtimeMs > LEFT_AFTER_MS) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody else's, or just gone.
    }
  }
}

/**
 * Where the window keeps what is its own (size, single-instance lock) for a data folder: inside it, or, where that cannot
 * be written, in a temporary folder that is always the same for it. The window must open even then, to say so.
 */
export function windowFolder(dataFolder: string): string {
  const inside = join(dataFolder, 'window');
  try {
    mkdirSync(inside, { recursive: true });
    accessSync(inside, constants.W_OK);
    return inside;
  } catch {
    return join(tmpdir(), `station-window-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}`);
  }
}
