import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { dataFile, removeCopies } from './data.ts';
import { stopElectron } from './electron.ts';
import { headLine, judgement, resultLine } from './report.ts';
import type { Result, Row } from './row.ts';

export interface Run {
  sizes: readonly number[];
  rows: readonly Row[];
  /** Factor on every budget. */
  allowance: number;
  /** Where the results are kept as JSON. */
  file: string;
  /** A line of the results. */
  print(line: string): void;
  /** Progress, for the person who waits. */
  say(line: string): void;
}

/** Code of a process that Ctrl+C ended. */
const INTERRUPTED = 130;

/**
 * Measures rows one after the other. Each is printed and saved once it is measured, so that a run ended early (Ctrl+C ends the process
 * with code 130) leaves its results.
 */
export async function runRows({ sizes, rows, allowance, file, print, say }: Run): Promise<Result[]> {
  const results: Result[] = [];
  keep(file, results, false);
  const stop = () => {
    say(`Interrupted: ${results.length} results are kept.`);
    removeCopies();
    void stopElectron().finally(() => process.exit(INTERRUPTED));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    print(headLine());
    for (const [row, size] of planOf(rows, sizes)) {
      say(`${row.id} ${row.name} …`);
      if (!row.own) dataFile(size, say, row.content);
      const began = performance.now();
      const measured = await measure(row, size, say);
      const result = judgement(row, size, measured, { allowance, seconds: (performance.now() - began) / 1000 });
      results.push(result);
      keep(file, results, false);
      print(resultLine(result));
    }
    keep(file, results, true);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    removeCopies();
    await stopElectron();
  }
  return results;
}

/** Every row with the size it is measured at, size by size. */
function planOf(rows: readonly Row[], sizes: readonly number[]): [Row, number][] {
  const largest = Math.max(...sizes);
  return sizes.flatMap((size) =>
    rows
      .filter((row) => (row.own ? size === sizes[0] : !row.scaling || size === largest))
      // The larger file of a comparison has the largest size asked for, or a million if none is larger than the small file.
      .map((row): [Row, number] => [row, row.scaling ? Math.max(largest, 1_000_000) : size])
  );
}

/** Replaces the file as a whole, so that it is valid JSON at any moment. */
function keep(file: string, rows: readonly Result[], finished: boolean): void {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  writeFileSync(partial, `${JSON.stringify({ finished, rows }, null, 2)}\n`);
  renameSync(partial, file);
}

/** Measures a row. A failure counts as a missed budget, and later rows are still measured. */
async function measure(row: Row, size: number, say: (line: string) => void) {
  try {
    return await row.run({ size, say });
  } catch (error) {
    say(String(error instanceof Error ? error.stack : error));
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
