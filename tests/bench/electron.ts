import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { build } from 'vite';
import { dateOf } from '../../electron/contract/core/time.ts';
import { DATABASE_FILE } from '../../electron/service/core/station/open.ts';
import { ensureBuild } from '../../scripts/build.ts';
import { root } from '../../scripts/paths.ts';
import { prepareRuntime, type Prepared } from '../../scripts/prepare.ts';
import { TOKEN } from './generate.ts';
import { NOW, WEEK_FROM, WEEK_TO } from './plan.ts';

/** Programs in real Electron: ours from its build, and the floor's, which is built on the fly. */

const out = join(root, 'out/bench');
const apps = join(import.meta.dirname, 'apps');

export type Kind = 'ours' | 'floor';

let prepared: Promise<Prepared> | undefined;

/** Builds both programs and finds their runtime, once. */
function prepare(say: (line: string) => void): Promise<Prepared> {
  return (prepared ??= (async () => {
    await ensureBuild(say);
    await buildNode('ours', { main: 'ours.ts' });
    await buildNode('floor', { main: 'floor.ts', preload: 'preload.ts', service: 'service.ts' });
    await build({
      configFile: false,
      logLevel: 'error',
      root: join(apps, 'page'),
      base: './',
      plugins: [vue()],
      define: { WEEK: JSON.stringify([WEEK_FROM, WEEK_TO]) },
      build: { target: 'chrome114', outDir: join(out, 'floor/page'), emptyOutDir: true, chunkSizeWarningLimit: 4000 }
    });
    return prepareRuntime(say);
  })());
}

async function buildNode(kind: Kind, input: Record<string, string>): Promise<void> {
  const folder = join(out, kind);
  mkdirSync(folder, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: true,
      target: 'node18',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, join(apps, file)])),
        external: ['electron', 'better-sqlite3'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: `bench-${kind}`, version: '0.0.0', main: 'main.cjs' }));
}

/** Ends the virtual screen, if one was opened. */
export async function stopElectron(): Promise<void> {
  (await prepared)?.stop();
}

/** In a page: resolves with the time (ms since 1970) at which what a test waits for was first painted. */
export const PAINTED = `const painted = (there) => new Promise((done) => {
  const look = () => {
    if (!there()) return false;
    watcher.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.timeOrigin + performance.now());
      channel.port2.postMessage(null);
    });
    return true;
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { subtree: true, childList: true, attributes: true });
  look();
});`;

/** What a start waits for: today's board with its rows, or the week's blocks. */
const FIRST: Record<Kind, string> = {
  ours: `() => document.querySelector('.board') && !document.querySelector('.loading')`,
  floor: `() => document.querySelector('[data-painted]')`
};

export interface Running {
  /** From the start of the process to the first painted data, ms. */
  started: number;
  /** Runs code in the page. @returns the value to which it resolves */
  run(code: string): Promise<unknown>;
  /** Ends the program as closing its window does. */
  quit(): Promise<void>;
}

/**
 * Starts a program on a data folder and waits until it shows data.
 * @param token token of the session to resume; default: the session in every measured file
 * @throws Error when it ends before, or shows nothing within a minute
 */
export async function start(kind: Kind, dataFolder: string, say: (line: string) => void, token = TOKEN): Promise<Running> {
  const { electron, flags, env } = await prepare(say);
  if (kind === 'ours') pretendCopied(dataFolder);
  const began = performance.timeOrigin + performance.now();
  const child = spawn(electron, [...flags, join(out, kind), '--data', dataFolder], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...env,
      STATION_BENCH_MAIN: join(root, 'out/main/index.cjs'),
      STATION_BENCH_TOKEN: token,
      STATION_BENCH_FILE: join(dataFolder, DATABASE_FILE),
      STATION_BENCH_FOLDER: dataFolder,
      STATION_BENCH_FIRST: `(() => { ${PAINTED} return painted(${FIRST[kind]}); })()`,
      STATION_CLOCK_SHIFT_MS: String(NOW - Date.now())
    }
  });
  const answers = answersOf(child);
  try {
    const at = Number(await answers.next());
    return {
      started: at - began,
      run(code) {
        child.stdin?.write(`${JSON.stringify(code)}\n`);
        return answers.next();
      },
      quit: () =>
        new Promise((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) return resolve();
          child.once('exit', () => resolve());
          child.stdin?.write('quit\n');
          setTimeout(() => child.kill('SIGKILL'), 15_000).unref();
        })
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Makes the daily copy, which the first start of a day makes in the background; other starts are measured. */
function pretendCopied(dataFolder: string): void {
  const folder = join(dataFolder, 'backups');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `station-${dateOf(NOW).replaceAll('-', '')}-0000.db`), '');
}

/** The driver's answers, one after the other. */
function answersOf(child: ChildProcess): { next(): Promise<unknown> } {
  const lines: string[] = [];
  let wake = () => {};
  let ended = false;
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const parts = text.split('\n');
    text = parts.pop() ?? '';
    lines.push(...parts.filter((line) => line.startsWith('STATION_BENCH ')));
    wake();
  });
  const end = () => {
    ended = true;
    wake();
  };
  child.once('exit', end).once('error', end);
  return {
    async next() {
      const limit = Date.now() + 60_000;
      while (lines.length === 0) {
        if (ended) throw new Error('the program ended without an answer');
        if (Date.now() > limit) throw new Error('the program showed nothing within a minute');
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 1000);
        });
      }
      const { answer, error } = JSON.parse((lines.shift() ?? '').slice('STATION_BENCH '.length)) as { answer?: unknown; error?: string };
      if (error !== undefined) throw new Error(`the page failed: ${error}`);
      return answer;
    }
  };
}
