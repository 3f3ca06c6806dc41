// npm run bench: our costs against their floors (tests/bench). Prints each row when it is measured and a table at the end,
// keeps out/bench.json row by row, exits with 1 when a budget is missed. --size 10000|100000|1000000, --only P1,P3, --scaling, --ci (budgets × 1.3).
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../tests/bench/report.ts';
import type { Row } from '../tests/bench/row.ts';
import { bookingRows } from '../tests/bench/rows/bookings.ts';
import { caseRows } from '../tests/bench/rows/cases.ts';
import { classRows } from '../tests/bench/rows/classes.ts';
import { peopleRows } from '../tests/bench/rows/people.ts';
import { readRows } from '../tests/bench/rows/reads.ts';
import { scalingRows } from '../tests/bench/rows/scaling.ts';
import { transportRows } from '../tests/bench/rows/transport.ts';
import { volunteerRows } from '../tests/bench/rows/volunteers.ts';
import { windowRows } from '../tests/bench/rows/window.ts';
import { runRows } from '../tests/bench/run.ts';
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
/** Factor by which a CI's shared machine may exceed a budget. */
const CI_ALLOWANCE = 1.3;

interface Options {
  sizes: number[];
  rows: Row[];
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
  // Growth is measured on request, and whenever there are several sizes.
  const scaling = values.scaling || sizes.length > 1;
  const asked = (row: Row) => (only ? only.includes(row.id) : !row.scaling || scaling);
  return { sizes, rows: ALL.filter(asked), allowance: values.ci ? CI_ALLOWANCE : 1 };
}

async function bench(): Promise<number> {
  const options = readOptions();
  const results = await runRows({ ...options, file: join(root, 'out/bench.json'), print: console.log, say: console.error });
  console.log(`\n${table(results)}`);
  const missed = results.filter((result) => !result.ok);
  console.log(missed.length === 0 ? 'Every budget is met.' : `Missed: ${missed.map((result) => result.id).join(', ')}.`);
  return missed.length === 0 ? 0 : 1;
}

bench().then((code) => process.exit(code), fail);
