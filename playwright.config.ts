import { defineConfig } from '@playwright/test';

// Started by scripts/e2e.ts, which sets STATION_ELECTRON (the executable), STATION_ELECTRON_FLAGS and STATION_NODE.
export default defineConfig({
  testDir: 'tests/e2e',
  // A walk through everything takes minutes: when, says CONTRIBUTING.md.
  ...(process.env.WALK ? {} : { grepInvert: /@walk/ }),
  outputDir: 'out/test/e2e',
  // Each test has a program and a data folder of its own. A program mostly waits, for its window or its disk: two fill two cores.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // Only what hangs is ended: a busy machine may take several times as long as an idle one.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'out/test/e2e.json' }]]
});
