import { globSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { AREAS, LAYERS, mayImport } from '../../scripts/house.ts';
import { root } from '../../scripts/paths.ts';

type Layer = keyof typeof LAYERS;
const LAYER_NAMES = Object.keys(LAYERS) as Layer[];

const unix = (path: string) => path.replaceAll('\\', '/');
const foldersIn = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

/** Every source file of the program with the files it imports, types and lazy ones included. */
function importsOf(files: readonly string[], read: (file: string) => string): Map<string, string[]> {
  const known = new Set(files);
  const resolve = (from: string, name: string): string[] => {
    const path = name.startsWith('@contract/')
      ? `electron/contract/${name.slice(10)}`
      : name.startsWith('@/')
        ? `renderer/src/${name.slice(2)}`
        : name.startsWith('.')
          ? unix(join(dirname(from), name))
          : '';
    return known.has(path) ? [path] : [];
  };
  return new Map(
    files.map((file) => {
      const text = read(file);
      const code = file.endsWith('.vue')
        ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
        : text;
      return [file, ts.preProcessFile(code, true, true).importedFiles.flatMap(({ fileName }) => resolve(file, fileName))];
    })
  );
}

/** The circles of a graph (Tarjan's strongly connected components of more than one). */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const seen = new Map<string, { index: number; low: number; open: boolean }>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string) => {
    const at = { index: seen.size, low: seen.size, open: true };
    seen.set(file, at);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      const there = seen.get(next) ?? visit(next);
      if (there.open) at.low = Math.min(at.low, there.low);
    }
    if (at.low === at.index) {
      const circle = stack.splice(stack.indexOf(file));
      for (const one of circle) seen.get(one)!.open = false;
      if (circle.length > 1) circles.push(circle.sort());
    }
    return at;
  };
  for (const file of graph.keys()) if (!seen.has(file)) visit(file);
  return circles;
}

const sources = globSync(['electron/**/*.ts', 'renderer/src/**/*.{ts,vue}'], { cwd: root }).map(unix).sort();
const imports = importsOf(sources, (file) => readFileSync(join(root, file), 'utf8'));

describe('the house', () => {
  it('has no circle of files, type imports included', () => {
    expect(sources.length).toBeGreaterThan(900);
    expect([...imports.values()].flat().length).toBeGreaterThan(3000);
    expect(circlesIn(imports)).toEqual([]);
  });

  it('would find one', () => {
    const files: Record<string, string> = {
      'electron/a.ts': "import type { B } from './b.ts';",
      'electron/b.ts': "export { c } from './c.ts';",
      'electron/c.ts': "export const c = () => import('./a.ts');",
      'electron/d.ts': "import './a.ts';"
    };
    expect(circlesIn(importsOf(Object.keys(files), (file) => files[file]!))).toEqual([['electron/a.ts', 'electron/b.ts', 'electron/c.ts']]);
  });

  it('has the same areas in every layer, lowest first, and nothing beside them', () => {
    const areas = Object.keys(AREAS);
    areas.forEach((area, index) => expect(areas.slice(0, index), area).toEqual(expect.arrayContaining([...AREAS[area]!.below])));
    for (const layer of LAYER_NAMES) {
      const expected = [...Object.keys(LAYERS[layer].frame), ...areas].filter((name) => !(layer === 'renderer' && name === 'core'));
      expect(foldersIn(LAYERS[layer].folder).sort(), layer).toEqual(expected.sort());
      expect(Object.keys(mayImport(layer))).toEqual(expect.arrayContaining(areas));
    }
  });

  it('has each leaf in one area, the same in every layer', () => {
    const all = Object.values(AREAS).flatMap(({ leaves }) => leaves);
    expect(new Set(all).size).toBe(all.length);
    const areaOf = new Map(Object.entries(AREAS).flatMap(([area, { leaves }]) => leaves.map((leaf) => [leaf, area] as const)));
    const misplaced: string[] = [];
    const table: Record<string, Record<string, string>> = {};
    for (const layer of LAYER_NAMES) {
      for (const file of globSync('*/**/*.{ts,vue}', { cwd: join(root, LAYERS[layer].folder) }).map(unix)) {
        const [area = '', second = '', third] = file.split('/');
        // Of the contract a leaf is a file, elsewhere a folder.
        const leaf = third === undefined ? second.replace(/\.ts$/, '') : second;
        const home = areaOf.get(leaf);
        if (home === undefined) continue;
        const here = layer === 'renderer' && area === 'app' ? 'core' : area;
        if (here !== home) misplaced.push(`${layer}: ${file} belongs to ${home}`);
        (table[`${home} / ${leaf}`] ??= {})[layer] ??= '✓';
      }
      // A folder of an area is a leaf of it, or its share of the demonstration.
      for (const [area, { leaves }] of Object.entries(AREAS)) {
        if (layer === 'renderer' && area === 'core') continue;
        for (const folder of foldersIn(`${LAYERS[layer].folder}/${area}`)) {
          if (folder !== 'demo' && !leaves.includes(folder)) misplaced.push(`${layer}: ${area}/${folder} is no leaf of ${area}`);
        }
      }
    }
    console.table(table);
    expect(misplaced).toEqual([]);
    expect(Object.keys(table).length).toBe(all.length);
  });
});
