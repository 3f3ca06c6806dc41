// npm start: builds if needed, finds the runtime, opens the program. It passes arguments on to the program.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureBuild } from './build.ts';
import { fail } from './fail.ts';
import { root } from './paths.ts';
import { prepareRuntime } from './prepare.ts';
import { run } from './run.ts';

const picture = join(root, 'out/window.png');

async function start(): Promise<number> {
  await ensureBuild();
  const prepared = await prepareRuntime();
  const env = { ...prepared.env };
  let watch: NodeJS.Timeout | undefined;
  if (prepared.virtual) {
    console.error('There is no display here, so Station runs on a virtual one (1366×768). Ctrl+C ends it.');
    mkdirSync(dirname(picture), { recursive: true });
    rmSync(picture, { force: true });
    // The program writes a picture of its window to this file when the first page is painted.
    env.STATION_SCREENSHOT = picture;
    watch = setInterval(() => {
      if (!existsSync(picture)) return;
      clearInterval(watch);
      console.error(`A picture of the window: ${picture}`);
    }, 200);
  }
  try {
    return await run(prepared.electron, [...prepared.args, ...process.argv.slice(2)], { env });
  } finally {
    clearInterval(watch);
    prepared.stop();
  }
}

start().then((code) => process.exit(code), fail);
