import { join } from 'node:path';
import { build, type Rolldown } from 'vite';
import { describe, expect, test } from 'vitest';
import { areaTexts } from '../../scripts/area-texts.ts';
import { root } from '../../scripts/paths.ts';

const source = join(root, 'renderer/src');

/** What a module of the window with this code adds of the areas' texts, as [area, texts]. */
async function added(file: string, code: string): Promise<[string, Record<'zh-CN' | 'en', Record<string, unknown>>][]> {
  const id = join(source, file);
  const i18n = join(source, 'ui/i18n/index.ts');
  const given: Record<string, string> = {
    [id]: code,
    [i18n]: 'export const added = (globalThis.added = []); export const addTexts = (...call) => added.push(call);'
  };
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'given',
        enforce: 'pre',
        resolveId: (asked: string) => (asked in given ? asked : null),
        load: (asked: string) => given[asked] ?? null
      },
      areaTexts(source)
    ],
    build: { write: false, minify: false, rolldownOptions: { input: id } }
  });
  const { output } = (Array.isArray(made) ? made[0] : made) as Rolldown.RolldownOutput;
  const holder = globalThis as { added?: never };
  delete holder.added;
  await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
  return holder.added ?? [];
}
const named = async (file: string, code: string) => (await added(file, code)).map(([area]) => area).sort();

describe('a module of the window', () => {
  test('brings the texts of the areas it names, whole and in both languages', async () => {
    const [first, ...others] = await added('app/today/any.ts', `export const a = translate => translate('zones.title')`);
    expect(others).toEqual([]);
    expect(first?.[0]).toBe('zones');
    expect(first?.[1]['zh-CN']).toMatchObject({ title: '功能区', short: '功能区' });
    expect(Object.keys(first?.[1].en ?? {})).toEqual(Object.keys(first?.[1]['zh-CN'] ?? {}));
    expect(Object.keys(first?.[1].en ?? {}).length).toBeGreaterThan(10);
  });

  test('names them by a beginning, in a choice, and as what another component is given', async () => {
    expect(
      await named(
        'app/today/any.ts',
        'export const a = (x) => [`people.timeline.${x}`, x ? "classes.new" : "courses.empty", { texts: "training.standing" }]'
      )
    ).toEqual(['classes', 'courses', 'people', 'training']);
  });

  test('does not name one by a permission, a procedure or a path', async () => {
    expect(
      await named(
        'app/today/any.ts',
        `export const a = ['people.import', 'classes.plan', 'people.nobodyWroteThis', '/zones.html', 'common.save', 'errors.CLASH']`
      )
    ).toEqual([]);
  });

  test('brings no more than what it names where it is part of every start', async () => {
    const texts = await added(
      'schedule/zones/routes.ts',
      `export const nav = { label: 'zones.title', short: 'zones.short', permission: 'people.import' }`
    );
    expect(texts).toEqual([['zones', { 'zh-CN': { title: '功能区', short: '功能区' }, en: { title: 'Zones', short: 'Zones' } }]]);
    const [uses] = await added(
      'training/classes/zone-uses.ts',
      `export const a = { word: 'training.zoneUse', states: 'training.zoneUseStates' }`
    );
    expect(Object.keys(uses?.[1].en ?? {}).sort()).toEqual(['zoneUse', 'zoneUseStates']);
  });
});
