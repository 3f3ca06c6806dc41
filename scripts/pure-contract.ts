import { sep } from 'node:path';
import type { Plugin } from 'vite';

/**
 * A plugin for the window's build. The window uses constants and rules of the contract, and only the service uses its schemas. A bundler
 * cannot know that making a schema has no effect, and would keep them all, with zod, to be made at every start. This plugin
 * marks them as pure, so that the bundler drops what the window does not use.
 *
 * @param folder absolute path of the contract, whose modules only declare
 */
export function pureContract(folder: string): Plugin {
  return {
    name: 'station:pure-contract',
    apply: 'build',
    transform(code, id) {
      if (!id.startsWith(folder + sep) && !id.startsWith(`${folder}/`)) return null;
      let pure = code;
      // From the end, so that earlier positions stay valid.
      for (const [from, to] of topLevelCalls(code, this.parse(code).body).reverse()) {
        pure = `${pure.slice(0, from)}/* @__PURE__ */ (() => (${pure.slice(from, to)}))()${pure.slice(to)}`;
      }
      return { code: pure, map: null };
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.moduleIds.some((id) => id.includes('/node_modules/zod/'))) continue;
        // zod would also build code from text, which the content security policy forbids (z.config({ jitless: true })).
        this.warn(
          `${chunk.fileName} holds zod: something in it uses a schema, or the contract makes one in a way that is not known to be pure.`
        );
      }
    }
  };
}

type Statement = ReturnType<ThisParameterType<Extract<Plugin['transform'], (...args: never[]) => unknown>>['parse']>['body'][number];

/** Positions of the values of a module's constants that contain a call or a spread. */
function topLevelCalls(code: string, statements: readonly Statement[]): [number, number][] {
  return statements.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') return [];
    return declared.declarations.flatMap(({ init }): [number, number][] => {
      const made = init && !/Function|Class/.test(init.type) && /\(|\.{3}/.test(code.slice(init.start, init.end));
      return made ? [[init.start, init.end]] : [];
    });
  });
}
