import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { copyData, removeCopies } from '../data.ts';
import { PAINTED, start, type Kind, type Running } from '../electron.ts';
import { compare, compareUntilValid, median } from '../harness.ts';
import type { Bench, Measured, Row } from '../row.ts';

/** One start, and the end of it. */
async function startOnce(kind: Kind, folder: string, bench: Bench): Promise<number> {
  const running = await start(kind, folder, bench.say);
  await running.quit();
  return running.started;
}

/** S1: our program against the floor's, on the same file. */
async function againstFloor(bench: Bench): Promise<Measured> {
  const folder = copyData(bench.size);
  try {
    return await compareUntilValid(() =>
      compare({ floor: () => startOnce('floor', folder, bench), ours: () => startOnce('ours', folder, bench) })
    );
  } finally {
    removeCopies([folder]);
  }
}

/** S2: our program on a large file against itself on a small one. */
async function largeFile(bench: Bench): Promise<Measured> {
  const small = copyData(10_000);
  const large = copyData(bench.size);
  try {
    return await compareUntilValid(() =>
      compare({ floor: () => startOnce('ours', small, bench), ours: () => startOnce('ours', large, bench) })
    );
  } finally {
    removeCopies([small, large]);
  }
}

/** S3: a start after the service was killed while it wrote, against a start after an orderly end. */
async function afterKill(bench: Bench): Promise<Measured> {
  const folder = copyData(bench.size);
  let block = 0;
  try {
    return await compareUntilValid(() =>
      compare({
        floor: () => startOnce('ours', folder, bench),
        async ours() {
          await killWhileWriting(folder, (block += 1));
          return startOnce('ours', folder, bench);
        }
      })
    );
  } finally {
    removeCopies([folder]);
  }
}

/** Lets a process book and kills it while it writes, so that its writes are left in the log. */
async function killWhileWriting(folder: string, block: number): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../writer-child.ts'), folder, String(block)], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
  let acknowledged = 0;
  child.stdout.on('data', (lines: Buffer) => {
    acknowledged += lines.toString().split('\n').length - 1;
    if (acknowledged >= 60) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  if (acknowledged < 60) throw new Error('the writing process ended by itself');
}

/** In our window: goes to the people from another page, without cached data. @returns time until the list is painted, ms */
const OUR_PAGE = `(async () => {
  ${PAINTED}
  location.hash = '#/';
  await painted(() => document.querySelector('.board'));
  const { $pinia } = document.querySelector('#app').__vue_app__.config.globalProperties;
  const cache = $pinia._s.get('_pc_query');
  for (const entry of cache.getEntries({ key: ['people'] })) cache.remove(entry);
  await new Promise((done) => setTimeout(done, 150));
  const began = performance.timeOrigin + performance.now();
  location.hash = '#/people';
  return (await painted(() => document.querySelectorAll('[data-test=row]').length >= 20)) - began;
})()`;

/** On that page: removes the rows and adds them again. @returns time until they are painted, ms */
const OUR_ROWS = `(async () => {
  ${PAINTED}
  const { $pinia } = document.querySelector('#app').__vue_app__.config.globalProperties;
  const cache = $pinia._s.get('_pc_query');
  const [entry] = cache.getEntries({ key: ['people', 'list'] });
  const page = entry.state.value.data;
  cache.setQueryData(entry.key, { ...page, rows: [], next: null });
  await painted(() => !document.querySelector('[data-test=row]'));
  await new Promise((done) => setTimeout(done, 100));
  const began = performance.timeOrigin + performance.now();
  cache.setQueryData(entry.key, page);
  return (await painted(() => document.querySelectorAll('[data-test=row]').length >= 20)) - began;
})()`;

/** The same in the floor's page. */
const FLOOR_ROWS = `(async () => {
  ${PAINTED}
  hidePeople();
  await painted(() => !document.querySelector('[data-table]'));
  await new Promise((done) => setTimeout(done, 100));
  const began = performance.timeOrigin + performance.now();
  showPeople();
  return (await painted(() => document.querySelector('[data-table] .el-table-v2__row'))) - began;
})()`;

/**
 * P10: the first paint of a list of so many people from loaded rows, in our page, against a bare page with a virtual table of all. A
 * note has the time of the whole page from the click, with its filters and the request.
 */
function list(people: number) {
  return async (bench: Bench): Promise<Measured> => {
    const folders = [copyData(people * 2), copyData(people * 2)] as const;
    const running: Running[] = [];
    try {
      const ours = await start('ours', folders[0], bench.say);
      running.push(ours);
      const floor = await start('floor', folders[1], bench.say);
      running.push(floor);
      await floor.run(`readPeople(${people})`);
      const each = async (app: Running, code: string) => {
        const took: number[] = [];
        for (let i = 0; i < 7; i += 1) took.push(Number(await app.run(code)));
        return median(took);
      };
      const whole = await each(ours, OUR_PAGE);
      const compared = await compareUntilValid(() => compare({ floor: () => each(floor, FLOOR_ROWS), ours: () => each(ours, OUR_ROWS) }));
      return { ...compared, note: `the whole page from the click: ${whole.toFixed(0)} ms` };
    } finally {
      for (const app of running) await app.quit();
      removeCopies(folders);
    }
  };
}

export const windowRows: Row[] = [
  { id: 'P10', name: 'List of 1,000 people first painted', unit: 'ms', budget: 1.5, run: list(1000) },
  { id: 'P10k', name: 'List of 10,000 people first painted', unit: 'ms', budget: 1.5, run: list(10_000) },
  { id: 'S1', name: 'Start to first painted data, against the floor program', unit: 'ms', budget: 1.5, run: againstFloor },
  { id: 'S2', name: 'Start on a large file, against a small one', unit: 'ms', budget: 1.1, scaling: true, run: largeFile },
  { id: 'S3', name: 'Start after kill -9, against an orderly one', unit: 'ms', budget: 1.2, run: afterKill }
];
