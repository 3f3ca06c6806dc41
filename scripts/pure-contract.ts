import { sep } from 'node:path';
import type { Plugin } from 'vite';

/**
 * For the window's build. The window takes constants and rules from the contract; the schemas beside them are the
 * service's to apply. A bundler cannot know that making a schema has no effect and would keep them all, and zod with
 * them, to be compiled and made at every start: here it is told so, and leaves out what nothing in the window uses.
 *
 * @param folder of the contract, absolute; none of its modules does anything but declare
 */
export function pureContract(folder: string): Plugin {
  return {
    name: 'station:pure-contract',
    apply: 'build',
    transform(code, id) {
      if (!id.startsWith(folder + sep) && !id.startsWith(`${folder}/`)) return null;
      let pure = code;
      // From the end, so that the places before stay true.
      for (const [from, to] of madeAtTheTop(code, this.parse(code).body).reverse()) {
        pure = `${pure.slice(0, from)}/* @__PURE__ */ (() => (${pure.slice(from, to)}))()${pure.slice(to)}`;
      }
      return { code: pure, map: null };
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !chunk.moduleIds.some((id) => id.includes('/node_modules/zod/'))) continue;
        // It would also try to build code from text, which the content security policy forbids (z.config({ jitless: true })).
        this.warn(
          `${chunk.fileName} holds zod: something in it uses a schema, or the contract makes one in a way that is not known to be pure.`
        );
      }
    }
  };
}

type Statement = ReturnType<ThisParameterType<Extract<Plugin['transform'], (...args: never[]) => unknown>>['parse']>['body'][number];

/** Where the values of a module's constants stand that something is called for, or spread into. */
function madeAtTheTop(code: string, statements: readonly Statement[]): [number, number][] {
  return statements.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') return [];
    return declared.declarations.flatMap(({ init }): [number, number][] => {
      const made = init && !/Function|Class/.test(init.type) && /\(|\.{3}/.test(code.slice(init.start, init.end));
      return made ? [[init.start, init.end]] : [];
    });
  });
}
