import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Arguments {
  /** Folder given by `--data`, absolute, or null for the user's own. */
  dataFolder: string | null;
  demo: boolean;
  /** Whether the folder was made for this demonstration and is removed with it. */
  temporary: boolean;
}

/** Reads `--data <folder>`, `--data=<folder>` and `--demo`; all other arguments are Chromium's. A demonstration without a folder gets a temporary one. */
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

/** Removes folders of demonstrations at least a day old; their programs were killed before they could tidy up. */
function removeLeftDemonstrations(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(DEMO_PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      if (Date.now() - statSync(folder).mtimeMs > LEFT_AFTER_MS) rmSync(folder, { recursive: true, force: true });
    } catch {
      // The folder belongs to somebody else or is gone.
    }
  }
}

/**
 * The folder for the window's own data (size, single-instance lock): inside the data folder, or where that cannot be written, in a
 * temporary folder that is always the same for it, because the window must open even then, to explain the problem.
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
