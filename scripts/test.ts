// npm test: runs everything in order. A failed step does not stop later ones; the last line is the sum.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import { fail } from './fail.ts';
import { root, tool } from './paths.ts';
import {
  type Count,
  countPlaywright,
  countVitest,
  failedPlaywright,
  failedVitest,
  judge,
  readReport,
  reports,
  sum,
  summary
} from './reports.ts';
import { run } from './run.ts';

/** One step: its name, how it runs, how its result is counted. */
interface Step {
  name: string;
  run(): Promise<number>;
  /** Absent: the step is one check. */
  count?(code: number): Count;
  /** The failures, one line each. */
  failed?(): string[] | null;
}

const node = (file: string, ...args: string[]) => run(process.execPath, [file, ...args]);
const check = (code: number): Count => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

/** Groups run one after the other. The steps of a group run together, each on its own core and silent until it ends. */
const groups: Step[][] = [
  [
    { name: 'type check', run: () => node(tool('vue-tsc/bin/vue-tsc.js'), '--noEmit') },
    {
      name: 'layout and lint',
      run: async () => {
        const layout = await node(tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.');
        const lint = await node(tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0');
        return layout || lint;
      }
    }
  ],
  [
    {
      name: 'unit, service and renderer tests',
      run: () => {
        rmSync(reports.unit, { force: true });
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`];
        return node(tool('vitest/vitest.mjs'), 'run', ...reporters);
      },
      count: (code) => judge(code, readReport(reports.unit, countVitest)),
      failed: () => readReport(reports.unit, failedVitest)
    }
  ],
  [{ name: 'build', run: build }],
  [
    {
      name: 'end-to-end tests',
      run: () => {
        rmSync(reports.e2e, { force: true });
        return node(join(root, 'scripts/e2e.ts'));
      },
      count: (code) => judge(code, readReport(reports.e2e, countPlaywright)),
      failed: () => readReport(reports.e2e, failedPlaywright)
    }
  ]
];

async function test(): Promise<number> {
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (stopped = true));
  const results: { name: string; count: Count; seconds: string; failed: string[] }[] = [];
  const done = async (step: Step) => {
    const began = performance.now();
    const code = await step.run().catch((error: Error) => {
      console.error(error.message);
      return 1;
    });
    const count = stopped ? { passed: 0, failed: 1, skipped: 0 } : (step.count ?? check)(code);
    return { name: step.name, count, seconds: ((performance.now() - began) / 1000).toFixed(1), failed: step.failed?.() ?? [] };
  };
  for (const group of groups) {
    const name = group.map((step) => step.name).join(', ');
    console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 100 - name.length))}`);
    results.push(...(await Promise.all(group.map(done))));
    if (stopped) break;
  }
  console.log(`\n── result ${'─'.repeat(94)}`);
  for (const { name, count, seconds, failed } of results) {
    console.log(`${count.failed ? '✗' : '✓'} ${name.padEnd(34)} ${`${seconds} s`.padStart(9)}   ${summary(count)}`);
    for (const line of failed) console.log(`    ${line}`);
  }
  if (stopped) console.log('Stopped before the end.');
  const total = sum(results.map((result) => result.count));
  console.log(summary(total));
  return total.failed ? 1 : 0;
}

test().then((code) => process.exit(code), fail);
