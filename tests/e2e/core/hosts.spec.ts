import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, expect, test as base, type ElectronApplication } from '@playwright/test';
import { build } from 'vite';
import type { Bench as BenchClass, HostKind } from '../../fixtures/hosts-main.ts';

// Both hosts of the service behave the same: one suite runs against both in real Electron.

const root = resolve(import.meta.dirname, '../../..');
/** What the fixture's main process has in its globals. */
type Global = typeof globalThis & { Bench: typeof BenchClass; bench: BenchClass };

const test = base.extend<object, { app: ElectronApplication; scratch: string }>({
  scratch: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'station-hosts-'));
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' }
  ],
  app: [
    async ({ scratch }, use) => {
      const program = join(root, 'out/test/hosts');
      mkdirSync(program, { recursive: true });
      await build({
        configFile: false,
        logLevel: 'error',
        root,
        build: {
          ssr: true,
          target: 'node18',
          outDir: program,
          emptyOutDir: true,
          rolldownOptions: {
            input: { main: join(root, 'tests/fixtures/hosts-main.ts'), service: join(root, 'tests/fixtures/hosts-service.ts') },
            external: ['electron'],
            output: { format: 'cjs', entryFileNames: '[name].cjs' }
          }
        }
      });
      writeFileSync(join(program, 'package.json'), JSON.stringify({ name: 'hosts', version: '0.0.0', main: 'main.cjs' }));
      const flags = (process.env['STATION_ELECTRON_FLAGS'] ?? '').split(' ').filter(Boolean);
      const app = await _electron.launch({
        executablePath: process.env['STATION_ELECTRON']!,
        args: [...flags, program, `--user-data-dir=${scratch}/profile`],
        env: process.env as Record<string, string>
      });
      await use(app);
      await app.close();
    },
    { scope: 'worker' }
  ]
});

// In one worker, because each worker would build the fixture's program again.
test.describe.configure({ mode: 'default' });

for (const kind of ['utility', 'child'] satisfies HostKind[]) {
  test.describe(`${kind} host`, () => {
    test.describe.configure({ timeout: 60_000 });

    test.afterEach(async ({ app }) => {
      await app.evaluate(() => (globalThis as Global).bench.supervisor.stop());
    });

    test('says hello, hands over a port, and calls go both ways', async ({ app }) => {
      const got = await app.evaluate(async (_electron, kind) => {
        const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, 'a token'));
        const early = bench.connect();
        bench.supervisor.start();
        const ready = await bench.reached('ready');
        const port = bench.connect();
        const value = { text: '红色能量站', list: [1, null, true], bytes: new Uint8Array([1, 2, 255]), map: new Map([[1, 'x']]) };
        const back = (await bench.ask(port, { ask: 'echo', value })) as typeof value;
        const other = bench.connect();
        return {
          early,
          ready,
          greeting: bench.received[port]!.greeting,
          back: [back.text, back.list, [...back.bytes], back.map.get(1)],
          pids: [await bench.ask(port, { ask: 'pid' }), await bench.ask(other, { ask: 'pid' })],
          ports: await bench.ask(other, { ask: 'ports' })
        };
      }, kind);
      expect(got.early).toBe(-1);
      expect(got.ready).toEqual({ phase: 'ready', demoToken: 'a token' });
      expect(got.greeting).toEqual({ type: 'station-port', generation: 1, demoToken: 'a token' });
      expect(got.back).toEqual(['红色能量站', [1, null, true], [1, 2, 255], 'x']);
      expect(got.pids[0]).toBe(got.pids[1]);
      expect(got.pids[0]).not.toBe(app.process().pid);
      expect(got.ports).toBe(2);
    });

    test('keeps a thousand messages in order', async ({ app }) => {
      const answers = await app.evaluate(async (_electron, kind) => {
        const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, ''));
        bench.supervisor.start();
        await bench.reached('ready');
        const port = bench.connect();
        for (let n = 0; n < 1000; n += 1) bench.tell(port, { ask: 'echo', value: n });
        const { answers } = bench.received[port]!;
        while (answers.length < 1000) await new Promise((resolve) => setTimeout(resolve, 5));
        return answers;
      }, kind);
      expect(answers).toEqual(Array.from({ length: 1000 }, (_, n) => n));
    });

    test('a window that closes its port is forgotten, the others are not', async ({ app }) => {
      const left = await app.evaluate(async (_electron, kind) => {
        const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, ''));
        bench.supervisor.start();
        await bench.reached('ready');
        const [gone, stays] = [bench.connect(), bench.connect()];
        await bench.ask(gone, { ask: 'pid' });
        bench.received[gone]!.port.close();
        while ((await bench.ask(stays, { ask: 'ports' })) !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
        return bench.ask(stays, { ask: 'ports' });
      }, kind);
      expect(left).toBe(1);
    });

    test('killed, it is started again: the old port closes, the next has a generation of its own', async ({ app }) => {
      const got = await app.evaluate(async (_electron, kind) => {
        const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, ''));
        bench.supervisor.start();
        await bench.reached('ready');
        const before = bench.connect();
        const pid = (await bench.ask(before, { ask: 'pid' })) as number;
        const began = performance.now();
        process.kill(pid, 'SIGKILL');
        await bench.closed(before);
        await bench.reached('ready', 2);
        const took = performance.now() - began;
        const after = bench.connect();
        const next = (await bench.ask(after, { ask: 'pid' })) as number;
        return {
          took,
          other: next !== pid,
          generation: bench.received[after]!.greeting.generation,
          phases: bench.states.map((s) => s.phase)
        };
      }, kind);
      expect(got.other).toBe(true);
      expect(got.generation).toBe(2);
      expect(got.phases).toEqual(['starting', 'ready', 'starting', 'ready']);
      expect(got.took).toBeLessThan(2_000);
    });

    test('ending by itself counts as a failure, and the third within a minute is the last', async ({ app }) => {
      const got = await app.evaluate(async (_electron, kind) => {
        const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, ''));
        bench.supervisor.start();
        for (let n = 1; n <= 3; n += 1) {
          await bench.reached('ready', n);
          bench.tell(bench.connect(), { ask: 'exit', code: 0 });
        }
        const failed = await bench.reached('failed');
        const refused = bench.connect();
        bench.supervisor.retry();
        await bench.reached('ready', 4);
        return { failed, refused, again: await bench.ask(bench.connect(), { ask: 'echo', value: 'here' }) };
      }, kind);
      expect(got.failed).toMatchObject({ phase: 'failed', problem: { code: 'KEEPS_FAILING' } });
      expect(got.refused).toBe(-1);
      expect(got.again).toBe('here');
    });

    test('failures further apart than the limit are forgiven', async ({ app }) => {
      const phases = await app.evaluate(async (_electron, kind) => {
        const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, '', { limits: { failureWindow: 1 } }));
        bench.supervisor.start();
        for (let n = 1; n <= 4; n += 1) {
          await bench.reached('ready', n);
          bench.tell(bench.connect(), { ask: 'exit', code: 1 });
        }
        await bench.reached('ready', 5);
        return bench.states.map((state) => state.phase);
      }, kind);
      expect(phases).not.toContain('failed');
    });

    test('a file it cannot open is said at once, and not tried three times', async ({ app }) => {
      const got = await app.evaluate(async (_electron, kind) => {
        const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, 'refuses'));
        bench.supervisor.start();
        await bench.reached('failed');
        // With a copy that was chosen it starts (the fixture takes its behaviour from the copy's name).
        bench.supervisor.retry('a copy');
        const ready = await bench.reached('ready');
        // For that one start only.
        process.kill((await bench.ask(bench.connect(), { ask: 'pid' })) as number, 'SIGKILL');
        await bench.reached('failed', 2);
        return { states: bench.states, ready };
      }, kind);
      expect(got.states.map((state) => state.phase)).toEqual(['starting', 'failed', 'starting', 'ready', 'starting', 'failed']);
      expect(got.states[1]).toEqual({ phase: 'failed', problem: { code: 'CORRUPT', file: 'a file', detail: 'a detail' } });
      expect(got.ready).toMatchObject({ demoToken: 'a copy' });
    });

    test('one that dies while it starts is tried three times', async ({ app }) => {
      const phases = await app.evaluate(async (_electron, kind) => {
        const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, 'dies'));
        bench.supervisor.start();
        await bench.reached('failed');
        return bench.states.map((state) => state.phase);
      }, kind);
      expect(phases).toEqual(['starting', 'starting', 'starting', 'failed']);
    });

    test('one that never says it is ready is ended; one that asks for patience gets it', async ({ app }) => {
      const got = await app.evaluate(async (_electron, kind) => {
        const limits = { ready: 600, patience: 5_000 };
        const silent = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, 'says nothing', { limits }));
        silent.supervisor.start();
        const failed = await silent.reached('failed');
        const slow = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, 'takes long', { limits }));
        slow.supervisor.start();
        await slow.reached('ready');
        return { failed, slow: slow.states.map((state) => state.phase) };
      }, kind);
      expect(got.failed).toMatchObject({ problem: { code: 'KEEPS_FAILING' } });
      expect(got.slow).toEqual(['starting', 'ready']);
    });

    test('no process at all is a failure like any other', async ({ app, scratch }) => {
      const failed = await app.evaluate(
        async (_electron, { kind, nowhere }) => {
          const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, '', { entry: nowhere, node: nowhere }));
          bench.supervisor.start();
          return bench.reached('failed');
        },
        { kind, nowhere: join(scratch, 'no-such-file') }
      );
      expect(failed).toMatchObject({ problem: { code: 'KEEPS_FAILING' } });
    });

    test('stopping lets running work finish, and starts nothing again', async ({ app, scratch }) => {
      const file = join(scratch, `done-${kind}`);
      const got = await app.evaluate(
        async (_electron, { kind, file }) => {
          const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, ''));
          bench.supervisor.start();
          await bench.reached('ready');
          const port = bench.connect();
          const pid = (await bench.ask(port, { ask: 'pid' })) as number;
          bench.tell(port, { ask: 'work', ms: 400, file });
          await bench.ask(port, { ask: 'pid' });
          await bench.supervisor.stop();
          const phases = bench.states.map((state) => state.phase);
          for (;;) {
            // Throws once the process is gone.
            try {
              process.kill(pid, 0);
            } catch {
              return phases;
            }
            await new Promise((resolve) => setTimeout(resolve, 10));
          }
        },
        { kind, file }
      );
      expect(readFileSync(file, 'utf8')).toBe('done');
      expect(got).toEqual(['starting', 'ready', 'stopped']);
    });

    test('one that does not stop is ended', async ({ app }) => {
      const got = await app.evaluate(async (_electron, kind) => {
        const bench = ((globalThis as Global).bench = new (globalThis as Global).Bench(kind, 'does not stop', {
          limits: { shutdown: 200 }
        }));
        bench.supervisor.start();
        await bench.reached('ready');
        const began = performance.now();
        await bench.supervisor.stop();
        return { took: performance.now() - began, phases: bench.states.map((state) => state.phase) };
      }, kind);
      expect(got.took).toBeGreaterThanOrEqual(190);
      expect(got.phases.at(-1)).toBe('stopped');
    });
  });
}
