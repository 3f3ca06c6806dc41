import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { copyData, removeCopies } from '../data.ts';
import { PAINTED, start, type Kind, type Running } from '../electron.ts';
import { compare, compareUntilValid } from '../harness.ts';
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

/** Lets a process book and kills it in the middle of it: what it wrote is left in the log. */
async function killWhileWriting(folder: string, block: number): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../writer-child.ts'), folder, String(block)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let acknowledged = 0;
  child.stdout.on('data', (lines: Buffer) => {
    acknowledged += lines.toString().split('\n').length - 1;
    if (acknowledged >= 60) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  if (acknowledged < 60) throw new Error('the writing process ended by itself');
}

/** In our window: leaves the list, forgets what was read of it, comes back, and says how long that took to be painted. */
const OUR_LIST = `(async () => {
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

const floorList = (people: number) => `(async () => {
  ${PAINTED}
  hidePeople();
  await painted(() => !document.querySelector('[data-table]'));
  await new Promise((done) => setTimeout(done, 150));
  const began = performance.timeOrigin + performance.now();
  void showPeople(${people});
  return (await painted(() => document.querySelector('[data-table="${people}"] .el-table-v2__row'))) - began;
})()`;

/** P10: the list of so many people first painted, against a bare page with a virtual table of them all. */
function list(people: number) {
  return async (bench: Bench): Promise<Measured> => {
    const folders = [copyData(people * 2), copyData(people * 2)] as const;
    const running: Running[] = [];
    try {
      const ours = await start('ours', folders[0], bench.say);
      running.push(ours);
      const floor = await start('floor', folders[1], bench.say);
      running.push(floor);
      const each = async (app: Running, code: string) => {
        const took: number[] = [];
        for (let i = 0; i < 5; i += 1) took.push(Number(await app.run(code)));
        return took.sort((a, b) => a - b)[2] as number;
      };
      return await compareUntilValid(() => compare({ floor: () => each(floor, floorList(people)), ours: () => each(ours, OUR_LIST) }));
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
