import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedPeople } from '../../../electron/service/people/demo/people.ts';
import { demoRoster } from '../../../electron/service/people/demo/roster.ts';
import { cid, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

const roster = () => new Blob([readFileSync(resolve(import.meta.dirname, '../../../resources/demo/roster.xlsx'))]);
const policy = { known: 'update' as const, createOrganisations: false, onlyGoodRows: false };
let t: TestStation;
let desk: Client;
beforeAll(async () => {
  t = await openTestStation();
  desk = await t.as('front_desk');
  await seedPeople(t.station);
});
afterAll(() => t.close());

async function preview(station: Client, createOrganisations: boolean) {
  const opened = await station.people.import.open({ file: roster(), name: 'roster.xlsx' });
  const mapping = Object.fromEntries(opened.columns.flatMap((column, i) => (column.field ? [[column.field, i]] : [])));
  const order = { importId: opened.importId, mapping, policy: { ...policy, createOrganisations } };
  return { order, seen: await station.people.import.preview(order) };
}

it('fills the demonstration with four sites, twelve teams and six hundred plainly invented people', async () => {
  const tree = await desk.organisations.tree({});
  expect(tree.filter((node) => node.kind === 'project_site')).toHaveLength(4);
  expect(tree.filter((node) => node.kind === 'work_team').map((node) => node.people)).toEqual(new Array(12).fill(50));
  expect((await desk.people.list({})).total).toEqual({ count: 600, capped: false });
  for (const query of ['zs', 'zhangsan', '张', '三', '5678']) {
    expect(
      (await desk.people.search({ query })).map((hit) => hit.name),
      query
    ).toContain('张三');
  }
  for (const row of demoRoster()) {
    expect(row.name === '张三' || /^.[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]$/.test(row.name)).toBe(true);
    expect(row.documentNumber).toMatch(/^(330000\d{11}[\dX]|[EH]\d{8}|)$/);
  }
  await seedPeople(t.station);
  expect((await desk.people.list({})).total?.count).toBe(600);
});

it('is what the example roster holds: brought in, it changes nothing', async () => {
  const { seen } = await preview(desk, false);
  expect(seen.counts).toEqual({ new: 0, update: 0, unchanged: 600, skipped: 0, bad: 0 });
});

it('comes whole into an empty station', async () => {
  const empty = await openTestStation();
  try {
    const client = await empty.as('front_desk');
    const { order, seen } = await preview(client, true);
    expect([seen.counts.new, seen.counts.bad, seen.newOrganisations.length]).toEqual([600, 0, 16]);
    await client.people.import.apply({ ...order, commandId: cid() });
    expect((await client.people.list({ politicalStatus: 'party_member' })).total?.count).toBe(
      demoRoster().filter((row) => row.politicalStatus === '中共党员').length
    );
  } finally {
    await empty.close();
  }
});
