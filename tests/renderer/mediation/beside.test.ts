import { PiniaColada } from '@pinia/colada';
import { createPinia } from 'pinia';
import { beforeEach, expect, it, vi } from 'vitest';
import { createApp, ref } from 'vue';
import type { CaseRow } from '@contract/mediation/cases.ts';
import { useSession } from '@/app/access/session.ts';
import { useBeside, useKeepBeside } from '@/mediation/cases/beside.ts';

const mediator = { id: 1, name: 'mediator', displayName: '周丁卯', roles: ['mediator' as const] };
const rows = [3, 5, 8].map((id) => ({ id }) as CaseRow);
const open = ref(5);

beforeEach(() => {
  vi.stubGlobal('stationShell', { leave: vi.fn() });
  createApp({}).use(createPinia()).use(PiniaColada);
  useSession().operator = mediator;
  useKeepBeside()('/cases/list?state=accepted', rows);
});

it.each([
  [3, null, 5],
  [5, 3, 8],
  [8, 5, null]
] as const)('case %i stands between %s and %s', (id, before, after) => {
  open.value = id;
  const beside = useBeside(() => open.value);
  expect([beside.before.value, beside.after.value, beside.path.value]).toEqual([before, after, '/cases/list?state=accepted']);
});

it('a case that is not in it has none', () => {
  const beside = useBeside(() => 4);
  expect([beside.rows.value, beside.before.value, beside.after.value, beside.path.value]).toEqual([[], null, null, '/cases/list']);
});

it.each([
  ['nobody sits here', () => (useSession().operator = null)],
  ['somebody else sat here meanwhile', () => ((useSession().operator = { ...mediator, id: 2 }), (useSession().operator = mediator))]
])('it is gone when %s', (_when, change) => {
  const beside = useBeside(() => 5);
  expect(beside.rows.value).toHaveLength(3);
  change();
  expect(beside.rows.value).toEqual([]);
});

it('it stays when the window is locked and opened again by the same', () => {
  const beside = useBeside(() => 5);
  useSession().locked = true;
  useSession().operator = { ...mediator };
  expect(beside.rows.value).toHaveLength(3);
});
