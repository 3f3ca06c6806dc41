import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { contract } from '../../../electron/contract/index.ts';
import { ACTIONS, ENTITIES } from '../../../renderer/src/app/audit/actions.ts';

interface Procedure {
  '~orpc': { inputSchema?: { shape?: Record<string, unknown> } };
}

function procedures(node: object, path: string[] = []): [string, Procedure][] {
  return Object.entries(node).flatMap(([name, value]) => {
    const here = [...path, name];
    return '~orpc' in (value as object) ? [[here.join('.'), value as Procedure]] : procedures(value as object, here);
  });
}

const writes = procedures(contract)
  .filter(([, procedure]) => 'commandId' in (procedure['~orpc'].inputSchema?.shape ?? {}))
  .map(([name]) => name);

/** Actions that the service names itself: `action: '…'` and what it does without an operator. */
const namedInService = () => inService(/(?:action: |systemCommand\(\w+, |changeStateTx\(.*)'(\w+\.[\w.]+)'/g);

/** What a pattern's first group finds in the service's sources, each once. */
function inService(pattern: RegExp): string[] {
  const folder = resolve(import.meta.dirname, '../../../electron/service');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const found = files.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(pattern)].map((match) => match[1] ?? ''));
  return [...new Set(found)];
}

// Upkeep writes no audit row under its own name.
const silent = ['station.upkeep'];

it('every write and every event of the service has a name in both languages', () => {
  const missing = [...writes, ...namedInService()].filter((name) => !(name in ACTIONS) && !silent.includes(name));
  expect(missing).toEqual([]);
  for (const [action, [zh, en]] of Object.entries(ACTIONS)) expect(zh && en, action).toBeTruthy();
});

it('names nothing that does not exist', () => {
  const all = [...procedures(contract).map(([name]) => name), ...namedInService()];
  expect(Object.keys(ACTIONS).filter((name) => !all.includes(name))).toEqual([]);
});

it('every kind of record has a name in both languages', () => {
  const kinds = inService(/\bentity: '([\w-]+)'/g);
  expect(kinds.length).toBeGreaterThan(20);
  expect(kinds.filter((kind) => !ENTITIES[kind]?.every(Boolean))).toEqual([]);
  expect(Object.keys(ENTITIES).filter((kind) => !kinds.includes(kind))).toEqual([]);
});
