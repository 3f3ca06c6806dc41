import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from './build.ts';
import { expectWhole, makeGround } from './ground.ts';
import { randomFrom } from './script.ts';

// R1: the service is killed at random moments, repeatedly, on the same file. Its acknowledgements are kept outside of it.

const ROUNDS = Number(process.env['FAULTS_ROUNDS'] ?? 15);
let program: string;
beforeAll(async () => {
  program = await bundle('child');
});

// The last line may be cut: its answer was not seen as a whole.
const acknowledgedIn = (said: string) =>
  said
    .split('\n')
    .slice(0, -1)
    .filter((line) => line !== 'ready');

/** Runs the child until `ms` after its first acknowledgement (or, below 0, so long after its start). @returns ids it acknowledged */
async function workUntilKilled(args: string[], ms: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let errors = '';
  const kill = (after: number) => setTimeout(() => child.kill('SIGKILL'), after);
  if (ms < 0) kill(-ms);
  child.stderr.on('data', (text) => (errors += text));
  child.stdout.on('data', (text) => {
    const before = acknowledgedIn(said).length;
    said += text;
    if (ms >= 0 && before === 0 && acknowledgedIn(said).length > 0) kill(ms);
  });
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect(signal, said.slice(-300) + errors).toBe('SIGKILL');
  return acknowledgedIn(said);
}

describe('killed at random moments', () => {
  it.concurrent.each([1, 2])('loses nothing it acknowledged and leaves nothing half done (%i)', async (seed) => {
    const { folder, ground } = await makeGround();
    const random = randomFrom(seed);
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      // Every fifth time while it is still opening the file, with the log of the death before.
      const ms = round % 5 === 4 ? -(60 + random() * 240) : random() * 300;
      acknowledged.push(...(await workUntilKilled([folder, String(seed * 1000 + round), JSON.stringify(ground)], ms)));
      await expectWhole(folder, acknowledged);
    }
    // Every round but the fifths acknowledged something, however busy the machine was.
    expect(acknowledged.length).toBeGreaterThanOrEqual(Math.ceil(ROUNDS * 0.8));
    rmSync(folder, { recursive: true, force: true });
  });
});
