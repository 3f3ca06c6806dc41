import { join } from 'node:path';
import { build, type PluginOption, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { root } from '../../scripts/paths.ts';
import { pureContract } from '../../scripts/pure-contract.ts';

const contract = join(root, 'electron/contract');
const ENTRY = 'virtual:window';

/** Builds a window that takes a few constants and a rule from the contract. */
async function built(plugins: PluginOption[]): Promise<Rolldown.OutputChunk> {
  const text = `export { allows } from '${contract}/core/permissions.ts'; export { MAX_SERIES_DATES } from '${contract}/schedule/series.ts'; export { MAX_PHOTO_BYTES } from '${contract}/schedule/zones.ts';`;
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === ENTRY ? id : null),
    load: (id: string) => (id === ENTRY ? text : null)
  };
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [entry, ...plugins],
    build: { write: false, minify: false, rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'strict' } }
  });
  const { output } = (Array.isArray(made) ? made[0] : made) as Rolldown.RolldownOutput;
  return output[0];
}
const holdsZod = (chunk: Rolldown.OutputChunk) => chunk.moduleIds.some((id) => id.includes('/node_modules/zod/'));

test('schemas that nothing uses are left out of the window, and what it uses is what it was', async () => {
  expect(holdsZod(await built([]))).toBe(true);
  const chunk = await built([pureContract(contract)]);
  expect(holdsZod(chunk)).toBe(false);
  const window = (await import(
    `data:text/javascript,${encodeURIComponent(chunk.code)}`
  )) as typeof import('../../electron/contract/core/permissions.ts') & { MAX_SERIES_DATES: number };
  expect(window.allows(['front_desk'], 'people.read')).toBe(true);
  expect(window.allows(['viewer'], 'accounts.manage')).toBe(false);
  expect(window.MAX_SERIES_DATES).toBe(200);
});
