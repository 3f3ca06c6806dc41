import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, failedPlaywright, failedVitest, judge, readReport, sum, summary } from '../../scripts/reports.ts';
import { root } from '../../scripts/paths.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test }))
});

describe('counting', () => {
  it('counts a Vitest report', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [file('passed', 'passed'), file('failed', 'failed', 'passed')]
    };
    expect(countVitest(report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('counts a test file that does not load as one failure', () => {
    const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, testResults: [file('failed')] };
    expect(countVitest(report)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it('counts a Playwright report, unstable tests and errors outside tests as failures', () => {
    const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 7, failed: 3, skipped: 2 });
  });

  it('adds up and prints', () => {
    const total = sum([
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 30, failed: 2, skipped: 0 }
    ]);
    expect(summary(total)).toBe('31 passed, 2 failed');
    expect(summary({ ...total, skipped: 4 })).toBe('31 passed, 2 failed, 4 skipped');
  });
});

describe('naming what failed', () => {
  it('names a failed test of Vitest with the first line of why, and a file that does not load', () => {
    const passed = { status: 'passed', fullName: 'a works' };
    const failed = { status: 'failed', fullName: 'a breaks', failureMessages: ['\u001b[31mError: 1 is not 2\u001b[39m\n  at x'] };
    const report = {
      ...{ numPassedTests: 1, numFailedTests: 1, numPendingTests: 0 },
      testResults: [
        { status: 'failed', name: join(root, 'tests/a.test.ts'), assertionResults: [passed, failed] },
        { status: 'failed', name: join(root, 'tests/b.test.ts'), message: 'no such module\nb', assertionResults: [] },
        { status: 'passed', name: join(root, 'tests/c.test.ts'), assertionResults: [passed] }
      ]
    };
    expect(failedVitest(report)).toEqual([
      'tests/a.test.ts › a breaks: Error: 1 is not 2',
      'tests/b.test.ts › does not load: no such module'
    ]);
  });

  it('names what failed in Playwright, in nested groups, when repeated, and outside any test', () => {
    const spec = (title: string, status: string, message: string) => ({
      title,
      file: 'a.spec.ts',
      tests: [{ status, results: [{ errors: [{ message }] }] }]
    });
    const report = {
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
      errors: [{ message: 'no browser' }],
      suites: [
        {
          specs: [spec('works', 'expected', ''), spec('breaks', 'unexpected', '\nTimeout')],
          suites: [{ specs: [spec('wavers', 'flaky', 'late')] }]
        }
      ]
    };
    expect(failedPlaywright(report)).toEqual([
      'a.spec.ts › breaks: Timeout',
      'a.spec.ts › wavers: late',
      ' › outside any test: no browser'
    ]);
  });
});

describe('judging a runner', () => {
  const good = { passed: 3, failed: 0, skipped: 0 };

  it('believes a report that fits the exit code', () => {
    expect(judge(0, good)).toEqual(good);
    expect(judge(1, { passed: 3, failed: 2, skipped: 0 })).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  it('fails a runner that left no report, ran nothing, or ended badly without a failed test', () => {
    expect(judge(0, null).failed).toBe(1);
    expect(judge(0, { passed: 0, failed: 0, skipped: 0 }).failed).toBe(1);
    expect(judge(0, { passed: 0, failed: 0, skipped: 9 })).toEqual({ passed: 0, failed: 1, skipped: 9 });
    expect(judge(1, good)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('reads no count from a missing or foreign file', () => {
    expect(readReport('/nowhere/report.json', countVitest)).toBeNull();
    expect(readReport(import.meta.filename, countPlaywright)).toBeNull();
  });
});
