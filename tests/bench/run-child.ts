// A run of test rows into the given file: the first is measured at once, the second never ends.
import { runRows } from './run.ts';
import type { Row } from './row.ts';

const row = (id: string, run: Row['run']): Row => ({ id, name: `row ${id}`, unit: 'ms', budget: 2, own: true, run });
const timer = setInterval(() => {}, 1000);

await runRows({
  sizes: [10],
  allowance: 1,
  file: process.argv[2] as string,
  rows: [row('A', () => Promise.resolve({ ours: 3, floor: 2, ratio: 1.5, self: 1, isVoid: false })), row('B', () => new Promise(() => {}))],
  print: console.log,
  say: console.log
});
clearInterval(timer);
