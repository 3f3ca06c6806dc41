import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { areas, registerArea, type Area } from '../../../electron/service/areas.ts';
import { dueWorks } from '../../../electron/service/core/due.ts';
import { Extension } from '../../../electron/service/core/extension.ts';
import { jobs } from '../../../electron/service/core/jobs/job.ts';
import { timelineSources } from '../../../electron/service/people/people/timeline.ts';
import { personReferences } from '../../../electron/service/people/people/references.ts';
import { holderKinds } from '../../../electron/service/schedule/allocation/holders.ts';
import { zoneHolders } from '../../../electron/service/schedule/closures/holders.ts';
import { AREAS } from '../../../scripts/house.ts';
import { root } from '../../../scripts/paths.ts';

describe('an extension point', () => {
  it('refuses a name that is taken and keeps what it has', () => {
    const extension = new Extension<number>('number');
    extension.register('one', 1);
    expect(() => extension.register('one', 2)).toThrow('number "one" is registered twice');
    expect(extension.entries()).toEqual([['one', 1]]);
  });

  it('says what it lacks', () => {
    const extension = new Extension<number>('number');
    expect(() => extension.get('two')).toThrow('no number "two" is registered');
    expect(extension.find('two')).toBeUndefined();
  });
});

describe('the areas', () => {
  it('are those of the plan, lowest first', () => expect(Object.keys(areas)).toEqual(Object.keys(AREAS)));

  it('register what they have, once', () => {
    const names = (part: 'due' | 'personReferences' | 'timeline' | 'holderKinds' | 'zoneHolders' | 'jobs') =>
      Object.values<Area>(areas).flatMap((area) => Object.keys(area[part] ?? {}));
    expect(dueWorks.entries().map(([name]) => name)).toEqual(names('due'));
    expect(personReferences.entries().map(([name]) => name)).toEqual(names('personReferences'));
    expect(timelineSources.entries().map(([name]) => name)).toEqual(names('timeline'));
    expect(holderKinds.entries().map(([name]) => name)).toEqual(names('holderKinds'));
    expect(zoneHolders.entries().map(([name]) => name)).toEqual(names('zoneHolders'));
    expect(jobs.entries().map(([name]) => name)).toEqual(names('jobs'));
    for (const part of ['due', 'personReferences', 'timeline', 'holderKinds', 'zoneHolders', 'jobs'] as const)
      expect(names(part).length, part).toBeGreaterThan(2);
  });

  it('cannot be registered twice', () => expect(() => registerArea(areas.training)).toThrow('is registered twice'));
});

const unix = (path: string) => path.replaceAll('\\', '/');
const sources = globSync('electron/service/*/**/*.ts', { cwd: root }).map(unix);
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** The tables of each area, from its tables.ts. */
function tablesByArea(): Map<string, string> {
  const tables = new Map<string, string>();
  for (const file of sources.filter((one) => one.endsWith('/tables.ts'))) {
    for (const [, body = ''] of textOf(file).matchAll(/export interface \w+Tables \{([\s\S]*?)\n\}/g)) {
      for (const [, table = ''] of body.matchAll(/^ {2}(\w+):/gm)) tables.set(table, file.split('/')[2]!);
    }
  }
  return tables;
}

/** Tables that a text names in a query, in whatever way somebody might write it. */
const namedIn = (text: string): string[] => [
  ...[...text.matchAll(/(?:selectFrom|[a-z]+Join|insertInto|updateTable|deleteFrom|insertRow)\(\s*(?:\w+,\s*)?\[?\s*'([a-z_]+)/g)].map(
    (match) => match[1]!
  ),
  ...[...text.matchAll(/\b(?:from|join|into|update)\s+([a-z_]+)\b(?=[^'"\n]*`|\s*\n)/g)].map((match) => match[1]!)
];

describe('a lower area', () => {
  const tables = tablesByArea();

  it('names no table of a higher one', () => {
    expect(tables.size).toBeGreaterThan(80);
    const strangers: string[] = [];
    for (const file of sources) {
      const area = file.split('/')[2]!;
      const plan = AREAS[area];
      if (!plan) continue;
      for (const table of namedIn(textOf(file).replace(/\/\*[\s\S]*?\*\//g, ''))) {
        const home = tables.get(table);
        if (home !== undefined && home !== area && !plan.below.includes(home)) strangers.push(`${file}: ${table} of ${home}`);
      }
    }
    expect(strangers).toEqual([]);
  });

  it.each([
    ["db.selectFrom('booking').select('id')", 'booking'],
    [".leftJoin('class', 'class.id', 'call.class_id')", 'class'],
    ["insertRow(tx, 'sign_up', {})", 'sign_up'],
    ["db.selectFrom(['case_hearing', 'x'])", 'case_hearing'],
    ['sql`select 1 from project where x = 1`', 'project']
  ])('would be found out: %s', (text, table) => expect(namedIn(text)).toContain(table));
});
