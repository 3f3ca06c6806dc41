import { afterEach, beforeEach, expect, it } from 'vitest';
import { rowsOf } from '../../fixtures/rows.ts';
import { cid, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

// Actions that the window offers to undo for ten seconds (offerUndo), by the procedures and inputs it uses.

let t: TestStation;
let head: Client;
let firm: number;
let site: number;
beforeEach(async () => {
  t = await openTestStation();
  head = await t.as('head');
  const make = async (kind: 'enterprise' | 'project_site' | 'work_team', name: string, parentId: number | null = null) =>
    (await head.organisations.create({ commandId: cid(), kind, name, parentId })).id;
  firm = await make('enterprise', '甲公司');
  site = await make('project_site', '一号工地', firm);
  const team = await make('work_team', '木工班', site);
  await head.people.create({ commandId: cid(), name: '赵甲子', organisationId: team });
});
afterEach(() => t.close());

const standing = () => rowsOf(t, ['organisation', 'person'], ['updated_at']);
const version = async (id: number) => (await head.organisations.get({ id })).version;

it('a move undone at once puts an organisation back with all that is below it', async () => {
  const other = (await head.organisations.create({ commandId: cid(), kind: 'enterprise', name: '乙公司', parentId: null })).id;
  for (const parentId of [other, null]) {
    const [before, tree] = [standing(), await head.organisations.tree({})];
    await head.organisations.move({ commandId: cid(), id: site, version: await version(site), parentId });
    expect(standing()).not.toEqual(before);
    await head.organisations.move({ commandId: cid(), id: site, version: await version(site), parentId: firm });
    expect(standing()).toEqual(before);
    expect((await head.organisations.tree({})).map((node) => [node.id, node.peopleBelow])).toEqual(
      tree.map((node) => [node.id, node.peopleBelow])
    );
  }
});

it('archiving and restoring undo each other', async () => {
  const alone = (await head.organisations.create({ commandId: cid(), kind: 'enterprise', name: '丙公司', parentId: null })).id;
  const set = async (archived: boolean) =>
    head.organisations.archive({ commandId: cid(), id: alone, version: await version(alone), archived });
  const before = standing();
  await set(true);
  expect(standing()).not.toEqual(before);
  await set(false);
  expect(standing()).toEqual(before);
  await set(true);
  const archived = standing();
  await set(false);
  await set(true);
  expect(standing()).toEqual(archived);
});
