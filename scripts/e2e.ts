// npm run test:e2e: the end-to-end tests on real Electron. It passes arguments on to Playwright.
import { rmSync } from 'node:fs';
import { ensureBuild } from './build.ts';
import { fail } from './fail.ts';
import { tool } from './paths.ts';
import { prepareRuntime } from './prepare.ts';
import { run } from './run.ts';
import { reports } from './reports.ts';

async function e2e(): Promise<number> {
  // Remove the report of an earlier run, so that it does not pass for this one's.
  rmSync(reports.e2e, { force: true });
  await ensureBuild();
  const prepared = await prepareRuntime();
  const env: NodeJS.ProcessEnv = {
    ...prepared.env,
    STATION_ELECTRON: prepared.electron,
    // Flags with which the fixtures start Electron.
    STATION_ELECTRON_FLAGS: prepared.flags.join(' '),
    // Node runs the TypeScript itself; Playwright would first compile the tests and the whole service behind the fixtures.
    PW_DISABLE_TS_ESM: '1',
    // The tests drive only Electron, so Playwright's browsers are never downloaded.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1'
  };
  try {
    return await run(process.execPath, [tool('@playwright/test/cli.js'), 'test', ...process.argv.slice(2)], { env });
  } finally {
    prepared.stop();
  }
}

e2e().then((code) => process.exit(code), fail);
