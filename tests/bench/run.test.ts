import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { headLine, resultLine } from './report.ts';
import type { Result, Row } from './row.ts';
import { runRows } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'station-bench-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Kept {
  finished: boolean;
  rows: Result[];
}
const kept = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Kept;
const row = (id: string, run: Row['run'], more: Partial<Row> = {}): Row => ({
  id,
  name: `row ${id}`,
  unit: 'ms',
  budget: 2,
  own: true,
  run,
  ...more
});
const measured = (ratio: number) => ({ ours: 3, floor: 3 / ratio, ratio, self: 1, isVoid: false });

describe('a run', () => {
  it('prints and keeps each row when it is measured, and goes on after one that fails', async () => {
    const file = join(folder, 'new', 'bench.json');
    const printed: string[] = [];
    const before: [number, boolean, string[]][] = [];
    // What the rows before have left by the time the next one begins.
    const look = () => {
      const { rows, finished } = kept(file);
      before.push([printed.length, finished, rows.map(({ id }) => id)]);
    };
    const said: string[] = [];
    const results = await runRows({
      sizes: [10, 20],
      allowance: 1,
      file,
      rows: [
        row('A', async () => (look(), measured(1.5))),
        row('B', async () => {
          look();
          throw new Error('broken');
        }),
        row('C', async () => (look(), measured(2.5)))
      ],
      print: (line) => printed.push(line),
      say: (line) => said.push(line)
    });
    expect(before).toEqual([
      [1, false, []],
      [2, false, ['A']],
      [3, false, ['A', 'B']]
    ]);
    expect(printed[0]).toBe(headLine());
    expect(printed.slice(1)).toEqual(results.map(resultLine));
    expect(results.map(({ id, size, ok, note }) => [id, size, ok, note])).toEqual([
      ['A', 10, true, undefined],
      ['B', 10, false, 'failed: broken'],
      ['C', 10, false, undefined]
    ]);
    expect(said.join('\n')).toContain('Error: broken');
    expect(kept(file)).toEqual({ finished: true, rows: results });
    expect(readdirSync(join(folder, 'new'))).toEqual(['bench.json']);
  });

  it('aligns lines of different figures under their heads', () => {
    const result = {
      id: 'P1',
      name: 'Create',
      size: 1_000_000,
      unit: 'ms',
      ours: 0.4017,
      floor: 12.34,
      ratio: 0.0326,
      budget: 0.05,
      ok: true,
      self: 1,
      seconds: 83.2
    };
    const first = resultLine(result);
    const second = resultLine({ ...result, id: 'P10k', size: 10_000, ours: 4631.6, ratio: 12.34, ok: false, note: 'a word' });
    for (const [head, cell] of [
      ['bookings', '1,000,000'],
      ['ours', '0.4017 ms'],
      ['floor', '12.34 ms'],
      ['ratio', '0.0326'],
      ['budget', '≤ 0.05'],
      ['took', '83 s']
    ] as const)
      expect(first.indexOf(cell) + cell.length, head).toBe(headLine().indexOf(head) + head.length);
    expect(second.indexOf('Create')).toBe(first.indexOf('Create'));
    expect(first).toMatch(/^✓ {2}P1 .*83 s {2}Create$/);
    expect(second).toMatch(/^✗ {2}P10k .*Create \(a word\)$/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('keeps what it has when it is ended by %s', async (signal) => {
    const file = join(folder, `${signal}.json`);
    const child = spawn(process.execPath, [join(import.meta.dirname, 'run-child.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8');
    for await (const text of child.stdout) {
      said += String(text);
      // The second row has begun, which never ends.
      if (said.includes('row B …') && !child.killed) child.kill(signal);
    }
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(130);
    expect(said).toContain('1 results are kept');
    const { rows, finished } = kept(file);
    expect(finished).toBe(false);
    expect(rows).toEqual([expect.objectContaining({ id: 'A', ours: 3, ratio: 1.5, ok: true })]);
    expect(existsSync(`${file}.partial`)).toBe(false);
  });
});
