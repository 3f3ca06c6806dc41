import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/**
 * Bundles programs of this folder, so that each of hundreds of starts takes a tenth of a second.
 * @param name file without `.ts`
 * @returns path of the bundle
 */
export async function bundle(name: string): Promise<string> {
  const outDir = join(root, 'out/test/faults', name);
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: true,
      target: 'node22',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: { main: join(root, 'tests/faults', `${name}.ts`) },
        external: ['better-sqlite3', /^electron-log/],
        output: { format: 'es', entryFileNames: '[name].mjs' }
      }
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] }
  });
  return join(outDir, 'main.mjs');
}
