import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';
import { PERMISSIONS } from '@contract/core/permissions.ts';
import { i18n } from '@/ui/i18n/index.ts';

// Texts are loaded with the area that shows them. However a module is loaded into the window, the texts that it names must be loaded
// with it or before it.

const source = resolve(import.meta.dirname, '../../../renderer/src');
const files = globSync('**/*.{ts,vue}', { cwd: source }).map((file) => file.replaceAll('\\', '/'));
const known = new Set(files);
type Tree = { [key: string]: Tree | string };
const tree = i18n.global.messages.value['zh-CN'] as unknown as Tree;

interface Module {
  /** What it imports at once. */
  imports: string[];
  /** What it loads on demand, with the texts that are asked for at the same time. */
  loads: { file: string; texts: string[] }[];
  /** Keys of texts that it names, as far as they are written out. */
  names: string[];
  /** Texts that it registers, by their whole keys. */
  registers: string[];
}

function pathOf(from: string, name: string): string | null {
  const path = name.startsWith('@/') ? name.slice(2) : name.startsWith('.') ? join(dirname(from), name).replaceAll('\\', '/') : '';
  return known.has(path) ? path : null;
}

function textAt(path: string): Tree | string | undefined {
  let at: Tree | string | undefined = tree;
  for (const part of path.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return at;
}

/** Permissions and actions of the audit log are written like keys. */
const isText = (path: string, file: string): boolean =>
  textAt(path) !== undefined && !(path in PERMISSIONS) && file !== 'app/audit/actions.ts';

/** All texts in a tree, by their paths. */
const leavesOf = (at: Tree | string | undefined, path: string): string[] =>
  typeof at === 'object' ? Object.entries(at).flatMap(([part, below]) => leavesOf(below, `${path}.${part}`)) : [path];

/** What each module of texts registers, asked of the module itself. */
const registered = new Map<string, string[]>();
let registering: string[] = [];
vi.doMock('@/ui/i18n/index.ts', () => ({
  texts(key: string, messages: Record<'zh-CN' | 'en', Tree>) {
    registering.push(...leavesOf(messages['zh-CN'], key));
    return messages;
  }
}));
const sourcesOfTexts = import.meta.glob(['../../../renderer/src/**/*messages.ts', '../../../renderer/src/*/titles.ts', '!**/i18n/**']);
for (const [path, load] of Object.entries(sourcesOfTexts)) {
  // Areas bring the texts of those below: each module is asked anew.
  vi.resetModules();
  registering = [];
  await load();
  registered.set(path.slice('../../../renderer/src/'.length), registering);
}

function read(file: string): Module {
  const text = readFileSync(join(source, file), 'utf8');
  const script = file.endsWith('.vue')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
    : text;
  const module: Module = { imports: [], loads: [], names: [], registers: registered.get(file) ?? [] };
  const parsed = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true);
  const companions: string[] = [];
  const visit = (node: ts.Node) => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const path = pathOf(file, node.moduleSpecifier.text);
      const types = ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      if (path && !types) module.imports.push(path);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && ts.isStringLiteral(node.arguments[0]!)) {
      const path = pathOf(file, node.arguments[0].text);
      if (path?.endsWith('messages.ts')) companions.push(path);
      else if (path) module.loads.push({ file: path, texts: [] });
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'import.meta.glob') {
      const pattern = node.arguments[0]!;
      const patterns = (ts.isArrayLiteralExpression(pattern) ? [...pattern.elements] : [pattern])
        .filter(ts.isStringLiteral)
        .map((one) => one.text);
      const matched = patterns.filter((one) => one.startsWith('@/')).flatMap((one) => globSync(one.slice(2), { cwd: source }));
      module.imports.push(...matched.map((one) => one.replaceAll('\\', '/')));
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  for (const load of module.loads) load.texts = companions;
  if (!/messages(-en)?\.ts$|titles\.ts$/.test(file)) {
    for (const [, key = ''] of text.matchAll(/["'`]([a-z][a-z-]*\.[\w.-]*\w)/g)) if (isText(key, file)) module.names.push(key);
  }
  return module;
}
const modules = new Map(files.map((file) => [file, read(file)]));
/** First parts of keys that come with an area; the texts under any other are always there. */
const firsts = new Set([...modules.values()].flatMap((module) => module.registers.map((key) => key.split('.')[0]!)));

/** Everything that comes along with some modules. */
function closureOf(entries: readonly string[]): Set<string> {
  const all = new Set<string>();
  const take = (file: string) => {
    if (all.has(file)) return;
    all.add(file);
    modules.get(file)!.imports.forEach(take);
  };
  entries.forEach(take);
  return all;
}

/** Texts that a module names and that nothing has brought, on any way by which it is loaded. */
function missingFrom(entry: string): string[] {
  const missing = new Set<string>();
  const seen = new Set<string>();
  const follow = (entries: string[], before: ReadonlySet<string>, way: string) => {
    const loaded = closureOf(entries);
    const there = new Set([...before, ...[...loaded].flatMap((file) => modules.get(file)!.registers)]);
    const has = (key: string) => leavesOf(textAt(key), key).every((leaf) => there.has(leaf));
    const state = `${entries[0]} ${[...there].sort().join()}`;
    if (seen.has(state)) return;
    seen.add(state);
    for (const file of loaded)
      for (const key of modules.get(file)!.names)
        if (firsts.has(key.split('.')[0]!) && !has(key)) missing.add(`${key} in ${file}, loaded by ${way}`);
    for (const file of loaded) for (const load of modules.get(file)!.loads) follow([load.file, ...load.texts], there, load.file);
  };
  follow([entry], new Set(), entry);
  return [...missing].sort();
}

describe('whatever is loaded', () => {
  it('finds the texts that it names', () => {
    expect(firsts.size).toBeGreaterThan(30);
    expect([...modules.values()].flatMap((module) => module.names).length).toBeGreaterThan(2000);
    expect(missingFrom('main.ts')).toEqual([]);
  });
});
