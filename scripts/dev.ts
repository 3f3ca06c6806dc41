// npm run dev: the program with hot reload. It passes arguments on to the program.
import { fail } from './fail.ts';
import { tool } from './paths.ts';
import { prepareRuntime } from './prepare.ts';
import { run } from './run.ts';

async function dev(): Promise<number> {
  const prepared = await prepareRuntime();
  if (prepared.virtual) console.error('There is no display here, so Station runs on a virtual one.');
  const env: NodeJS.ProcessEnv = { ...prepared.env, ELECTRON_EXEC_PATH: prepared.electron };
  const own = [...prepared.flags, ...process.argv.slice(2)];
  const args = [tool('electron-vite/bin/electron-vite.js'), 'dev', '--watch', ...(own.length ? ['--', ...own] : [])];
  try {
    return await run(process.execPath, args, { env });
  } finally {
    prepared.stop();
  }
}

dev().then((code) => process.exit(code), fail);
