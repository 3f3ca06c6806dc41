import type { Plugin } from 'vite';
import { readsOf } from '../electron/contract/core/reads.ts';
import { contract } from '../electron/contract/index.ts';

/**
 * For the window's build. Which procedures only read stands in the contract, which the window does not take along, for the
 * schemas in it would bring zod: the module that asks the contract becomes the list of their names.
 *
 * @param source folder of the window, absolute; the module is `app/reads.ts` in it
 */
export function readList(source: string): Plugin {
  const module = `${source.replaceAll('\\', '/')}/app/reads.ts`;
  return {
    name: 'station:read-list',
    apply: 'build',
    enforce: 'pre',
    transform(_code, id) {
      if (id.split('?')[0] !== module) return null;
      return { code: `export const reads = new Set(${JSON.stringify(readsOf(contract))});`, map: null };
    }
  };
}
