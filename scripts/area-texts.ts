import { PERMISSIONS } from '../electron/contract/core/permissions.ts';
import { globSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const ASKED = 'virtual:texts/';
/** Modules that only declare, and are all part of what a window begins with: they bring the very texts they name. */
const DECLARES = /\/(routes|zone-uses|to-do)\.ts$/;

type Tree = { [key: string]: Tree | string };
type Texts = Record<'zh-CN' | 'en', Tree>;

/**
 * For the window: a module that names a text of an area (`'people.title'`, `` `people.states.${…}` ``) imports the texts
 * of that area, in both languages. So they come with the first page or dialog that shows them, a component of another
 * area brings its own, and a window does not begin with the texts of all areas.
 *
 * @param source folder of the window's areas, absolute; an area with texts has a messages.ts
 */
export function areaTexts(source: string): Plugin {
  // As Vite writes the paths of modules.
  const folder = source.replaceAll('\\', '/');
  // Keys are older than the folders: two of them are called otherwise.
  const KEYS: Record<string, string> = { 'set-up': 'setup', 'zone-log': 'figures' };
  const files = globSync('**/messages.ts', { cwd: source }).map((file) => file.replaceAll('\\', '/'));
  const named = new Map(
    files.map((file) => [file.split('/').at(-2) ?? '', `${folder}/${file}`] as const).map(([name, file]) => [KEYS[name] ?? name, file])
  );
  const textsOf = (area: string) => named.get(area) ?? '';
  const areas = new Set([...named.keys()].filter((name) => name !== 'i18n'));

  const begun = new Map<string, number>();
  /** The texts as they are now: while developing they change. */
  async function read(area: string): Promise<Texts> {
    const file = textsOf(area);
    const written = statSync(file).mtimeMs;
    if (!begun.has(file)) begun.set(file, written);
    const version = begun.get(file) === written ? '' : `?${written}`;
    return ((await import(pathToFileURL(file).href + version)) as { messages: Texts }).messages;
  }

  return {
    name: 'station:area-texts',
    resolveId: (id) => (id.startsWith(ASKED) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${ASKED}`)) return null;
      const [area = '', paths] = id.slice(ASKED.length + 1).split(':');
      const add = `import { addTexts } from ${JSON.stringify(`${folder}/ui/i18n/index.ts`)};`;
      if (paths === undefined)
        return `${add} import { messages } from ${JSON.stringify(textsOf(area))}; addTexts(${JSON.stringify(area)}, messages);`;
      const texts = await read(area);
      const some = { 'zh-CN': pick(texts['zh-CN'], paths.split('&')), en: pick(texts.en, paths.split('&')) };
      return `${add} addTexts(${JSON.stringify(area)}, ${JSON.stringify(some)});`;
    },
    async transform(code, id) {
      const [file = '', query = ''] = id.split('?');
      if (!file.startsWith(`${folder}/`) || !/\.(vue|ts)$/.test(file) || /messages(-en)?\.ts$/.test(file) || query.includes('type=style'))
        return null;
      const wanted: string[] = [];
      for (const [area, paths] of keysIn(code)) {
        if (!areas.has(area)) continue;
        const texts = (await read(area))['zh-CN'];
        // Not everything with a dot in it is the key of a text; a permission may even be called like one.
        const known = paths.filter((path) => !(`${area}.${path}` in PERMISSIONS) && find(texts, path) !== undefined);
        if (known.length > 0) wanted.push(DECLARES.test(file) ? `${area}:${known.join('&')}` : area);
      }
      return wanted.length === 0
        ? null
        : { code: `${code}\n${wanted.map((name) => `import ${JSON.stringify(ASKED + name)};`).join('\n')}`, map: null };
    }
  };
}

/** What the strings of a module begin with, as far as it can be a key: the area, and the paths named in it. An open end (`people.states.${…}`) names all below it. */
function keysIn(code: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, area = '', path = ''] of code.matchAll(/["'`]([a-z][a-z-]*)\.([\w.-]*)/g))
    found.set(area, [...(found.get(area) ?? []), path.replace(/\.$/, '')]);
  return found;
}

function find(tree: Tree, path: string): Tree | string | undefined {
  let at: Tree | string | undefined = tree;
  for (const part of path === '' ? [] : path.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return at;
}

/** The texts at some paths, in a tree of their own. */
function pick(tree: Tree, paths: readonly string[]): Tree {
  const some: Tree = {};
  for (const path of paths) {
    const parts = path.split('.');
    const last = parts.pop() ?? '';
    let at = some;
    for (const part of parts) at = (at[part] ??= {}) as Tree;
    at[last] = find(tree, path)!;
  }
  return some;
}
