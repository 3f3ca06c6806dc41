import type { Plugin } from 'vite';
import { readsOf } from '../electron/contract/core/reads.ts';
import { contract } from '../electron/contract/index.ts';

/**
 * A plugin for the window's build. The contract knows which procedures only read, but its schemas would bring zod into the window. So the
 * module that asks the contract is replaced by the list of their names.
 *
 * @param source absolute path of the window's folder; the module is `app/reads.ts` in it
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
