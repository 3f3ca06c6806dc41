import { defineConfig } from '@playwright/test';

// Started by scripts/e2e.ts, which sets STATION_ELECTRON (the executable), STATION_ELECTRON_FLAGS and STATION_NODE.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'out/test/e2e',
  // Each test opens programs of its own; more than one at a time makes them slow rather than fast on two cores.
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'out/test/e2e.json' }]]
});
