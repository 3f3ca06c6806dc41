// npm run bench: our costs against their floors (tests/bench). Prints a table, writes out/bench.json, exits with 1 when a
// budget is missed. --size 10000|100000|1000000, --only P1,P3, --scaling, --ci (budgets × 1.3).
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFile, removeCopies } from '../tests/bench/data.ts';
import { stopElectron } from '../tests/bench/electron.ts';
import { judgement, table } from '../tests/bench/report.ts';
import type { Result, Row } from '../tests/bench/row.ts';
import { bookingRows } from '../tests/bench/rows/bookings.ts';
import { caseRows } from '../tests/bench/rows/cases.ts';
import { classRows } from '../tests/bench/rows/classes.ts';
import { peopleRows } from '../tests/bench/rows/people.ts';
import { readRows } from '../tests/bench/rows/reads.ts';
import { scalingRows } from '../tests/bench/rows/scaling.ts';
import { transportRows } from '../tests/bench/rows/transport.ts';
import { volunteerRows } from '../tests/bench/rows/volunteers.ts';
import { windowRows } from '../tests/bench/rows/window.ts';
import { fail } from './fail.ts';
import { root } from './paths.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const ALL = [
  ...bookingRows,
  ...readRows,
  ...peopleRows,
  ...classRows,
  ...transportRows,
  ...windowRows,
  ...volunteerRows,
  ...caseRows,
  ...scalingRows
];
/** On a shared machine of a CI a budget is missed when it is missed by so much. */
const CI_ALLOWANCE = 1.3;

interface Options {
  sizes: number[];
  rows: Row[];
  scaling: boolean;
  allowance: number;
}

/** @throws Error that says what is wrong with the arguments */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '100000' },
      only: { type: 'string' },
      scaling: { type: 'boolean', default: false },
      ci: { type: 'boolean', default: false }
    }
  });
  const sizes = values.size.split(',').map(Number);
  if (sizes.some((size) => !SIZES.includes(size))) throw new Error(`--size takes ${SIZES.join(', ')}, or several of them.`);
  const only = values.only?.split(',');
  const unknown = only?.filter((id) => !ALL.some((row) => row.id === id)) ?? [];
  if (unknown.length > 0) throw new Error(`There is no row ${unknown.join(', ')}. Rows: ${ALL.map((row) => row.id).join(', ')}.`);
  // Growth is measured where there is something to grow to: on request, and whenever several sizes are asked for.
  const scaling = values.scaling || sizes.length > 1;
  const asked = (row: Row) => (only ? only.includes(row.id) : !row.scaling || scaling);
  return { sizes, rows: ALL.filter(asked), scaling, allowance: values.ci ? CI_ALLOWANCE : 1 };
}

async function bench(): Promise<number> {
  const { sizes, rows, allowance } = readOptions();
  const largest = Math.max(...sizes);
  const results: Result[] = [];
  const say = (line: string) => console.error(line);
  const stop = () => {
    removeCopies();
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    for (const size of sizes) {
      for (const content of new Set(rows.filter((row) => !row.own).map((row) => row.content))) dataFile(size, say, content);
      for (const row of rows) {
        if (row.own && size !== sizes[0]) continue;
        // The larger file of a comparison of files is the largest asked for, a million where none is larger than the small one.
        if (row.scaling && size !== largest) continue;
        const at = row.scaling ? Math.max(largest, 1_000_000) : size;
        if (at !== size) dataFile(at, say);
        console.error(`${row.id} ${row.name} …`);
        results.push(judgement(row, at, await measured(row, at, say), allowance));
      }
    }
  } finally {
    removeCopies();
    await stopElectron();
  }
  console.log(table(results));
  const file = join(root, 'out/bench.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ rows: results }, null, 2)}\n`);
  const missed = results.filter((result) => !result.ok);
  console.log(missed.length === 0 ? 'Every budget is met.' : `Missed: ${missed.map((result) => result.id).join(', ')}.`);
  return missed.length === 0 ? 0 : 1;
}

/** A row that fails says so and is a missed budget; the rows after it are measured all the same. */
async function measured(row: Row, size: number, say: (line: string) => void) {
  try {
    return await row.run({ size, say });
  } catch (error) {
    console.error(error);
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

bench().then((code) => process.exit(code), fail);
