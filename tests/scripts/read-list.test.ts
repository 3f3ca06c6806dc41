import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { root } from '../../scripts/paths.ts';
import { readList } from '../../scripts/read-list.ts';

const source = join(root, 'renderer/src');

test('the window is built with the names of what only reads, and without the contract', async () => {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [readList(source)],
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: join(source, 'app/reads.ts'), preserveEntrySignatures: 'strict' }
    }
  });
  const { output } = (Array.isArray(made) ? made[0] : made) as Rolldown.RolldownOutput;
  expect(output[0].moduleIds.length).toBe(1);
  const { reads } = (await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)) as { reads: Set<string> };
  expect(reads.size).toBeGreaterThan(100);
  expect(reads.has('reservations.today')).toBe(true);
  expect(reads.has('people.reveal')).toBe(false);
  expect(reads.has('station.changeSettings')).toBe(false);
});
