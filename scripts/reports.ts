import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './paths.ts';

/** Absolute paths of the runners' reports. */
export const reports = {
  unit: join(root, 'out/test/unit.json'),
  e2e: join(root, 'out/test/e2e.json')
};

/** Number of tests or checks by result. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** The sum of counts. */
export function sum(counts: Count[]): Count {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const count of counts) {
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  return total;
}

/** The last line of a test run: `12 passed, 0 failed`, with `, 1 skipped` if any are. */
export function summary(count: Count): string {
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  return `${count.passed} passed, ${count.failed} failed${skipped}`;
}

/** The used part of Vitest's JSON report. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests?: number;
  testResults: {
    status: string;
    /** The file. */
    name?: string;
    /** Why the file did not load. */
    message?: string;
    assertionResults: { status: string; fullName?: string; failureMessages?: string[] }[];
  }[];
}

/**
 * Counts a Vitest report. A test file that did not load has no failed test, so it counts as one failure.
 *
 * @param report the parsed report
 */
export function countVitest(report: VitestReport): Count {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.testResults.filter(didNotLoad).length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0)
  };
}

const didNotLoad = (file: VitestReport['testResults'][number]) =>
  file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');

/** The failures of a Vitest report, one line each: file, name, and first line of the message. */
export function failedVitest(report: VitestReport): string[] {
  return report.testResults.flatMap((file) => {
    const name = relative(root, file.name ?? '');
    if (didNotLoad(file)) return [line(name, 'does not load', file.message)];
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    return failed.map((test) => line(name, test.fullName ?? '', test.failureMessages?.[0]));
  });
}

/** The used part of Playwright's JSON report. */
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
  suites?: PlaywrightSuite[];
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[];
  specs: { title: string; file: string; tests: { status: string; results: { errors: { message?: string }[] }[] }[] }[];
}

/** The failures of a Playwright report, and tests that passed only when repeated, one line each, as `failedVitest`. */
export function failedPlaywright(report: PlaywrightReport): string[] {
  const inSuite = (suite: PlaywrightSuite): string[] => [
    ...suite.specs.flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) => line(file, title, results.flatMap(({ errors }) => errors)[0]?.message))
    ),
    ...(suite.suites ?? []).flatMap(inSuite)
  ];
  return [...(report.suites ?? []).flatMap(inSuite), ...report.errors.map(({ message }) => line('', 'outside any test', message))];
}

/** A line without terminal colours. */
const line = (file: string, test: string, why = '') =>
  `${file} › ${test}: ${
    stripVTControlCharacters(why)
      .split('\n')
      .find((part) => part.trim() !== '')
      ?.trim() ?? 'no reason given'
  }`;

/**
 * Counts a Playwright report. Errors outside any test (a file that does not load) count as failures; so does a test
 * that passed only when repeated.
 *
 * @param report the parsed report
 */
export function countPlaywright(report: PlaywrightReport): Count {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/**
 * The count of a runner from its report and its exit code. A missing report, a report without tests, and an exit code other than 0
 * without a reported failure each count as a failure.
 *
 * @param code the runner's exit code
 * @param counted the count of its report, or null when there is none
 */
export function judge(code: number, counted: Count | null): Count {
  if (!counted) return { passed: 0, failed: 1, skipped: 0 };
  const ran = counted.passed + counted.failed;
  const unexplained = counted.failed === 0 && (code !== 0 || ran === 0);
  return unexplained ? { ...counted, failed: 1 } : counted;
}

/**
 * Reads a report.
 *
 * @param file absolute path
 * @param take countVitest, failedVitest, countPlaywright or failedPlaywright
 * @returns its result, or null when the file is missing or not a report
 */
export function readReport<T, R>(file: string, take: (report: T) => R): R | null {
  try {
    return take(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
