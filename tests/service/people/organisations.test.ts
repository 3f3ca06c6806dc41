import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cid, codeOf, errorOf, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
let head: Client;
beforeEach(async () => {
  t = await openTestStation();
  head = await t.as('head');
});
afterEach(() => t.close());

type Kind = 'zone_park' | 'enterprise' | 'project_site' | 'work_team';
const make = async (kind: Kind, name: string, parentId: number | null = null, more: object = {}) =>
  (await head.organisations.create({ commandId: cid(), kind, name, parentId, ...more })).id;
const sql = () => t.station.sqlite;

describe('the tree', () => {
  it('keeps parents before children and counts people, here and below', async () => {
    const park = await make('zone_park', '示范园区');
    const firm = await make('enterprise', '甲公司', park);
    const team = await make('work_team', '木工班', firm);
    await make('enterprise', '丁公司');
    await head.people.create({ commandId: cid(), name: '赵甲子', organisationId: team });
    const { id } = await head.people.create({ commandId: cid(), name: '钱乙丑', organisationId: firm });
    expect((await head.organisations.tree({})).map((node) => [node.name, node.people, node.peopleBelow])).toEqual([
      ['丁公司', 0, 0],
      ['示范园区', 0, 2],
      ['甲公司', 1, 2],
      ['木工班', 1, 1]
    ]);
    const person = await head.people.get({ id });
    expect(person.organisationPath.map((part) => part.name)).toEqual(['示范园区', '甲公司']);
    await head.people.update({ commandId: cid(), ...blank('钱乙丑'), id, version: 1, organisationId: team });
    expect((await head.organisations.tree({})).find((node) => node.id === team)?.people).toBe(2);
  });

  it('counts as a recount would', async () => {
    const a = await make('enterprise', '甲公司');
    const b = await make('enterprise', '乙公司');
    const ids: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      ids.push((await head.people.create({ commandId: cid(), name: `孙丙寅${i}`, organisationId: [a, b, null][i % 3] ?? null })).id);
    }
    await head.people.merge({
      commandId: cid(),
      survivorId: ids[0] as number,
      survivorVersion: 1,
      mergedId: ids[1] as number,
      mergedVersion: 1
    });
    await head.people.update({ commandId: cid(), ...blank('孙丙寅'), id: ids[3] as number, version: 1, organisationId: b });
    await head.people.update({ commandId: cid(), ...blank('孙丙寅'), id: ids[4] as number, version: 1, organisationId: null });
    const recount = sql()
      .prepare(
        'select o.id, o.people, (select count(*) from person p where p.organisation_id = o.id and p.merged_into is null) as n from organisation o'
      )
      .all() as { people: number; n: number }[];
    for (const row of recount) expect(row.people).toBe(row.n);
  });

  it('refuses a name that a sibling has, by the table too', async () => {
    const park = await make('zone_park', '示范园区');
    const firm = await make('enterprise', '甲公司', park);
    expect(await errorOf(make('enterprise', '甲公司', park))).toEqual({ code: 'NAME_TAKEN', data: { name: '甲公司' } });
    await make('enterprise', '甲公司');
    expect(() => sql().prepare(`update organisation set name = '示范园区' where name = '甲公司' and parent_id is null`).run()).toThrow(
      /UNIQUE/
    );
    await head.organisations.archive({ commandId: cid(), id: firm, version: 1, archived: true });
    await make('enterprise', '甲公司', park);
    expect(await codeOf(head.organisations.archive({ commandId: cid(), id: firm, version: 2, archived: false }))).toBe('NAME_TAKEN');
  });

  it('moves a subtree, and never under itself, by the table neither', async () => {
    const park = await make('zone_park', '示范园区');
    const firm = await make('enterprise', '甲公司', park);
    const site = await make('project_site', '一号工地', firm);
    const team = await make('work_team', '木工班', site);
    const other = await make('enterprise', '乙公司');
    expect(await codeOf(head.organisations.move({ commandId: cid(), id: firm, version: 1, parentId: firm }))).toBe('CYCLE');
    expect(await codeOf(head.organisations.move({ commandId: cid(), id: firm, version: 1, parentId: team }))).toBe('CYCLE');
    expect(() => sql().prepare('update organisation set parent_id = ? where id = ?').run(team, firm)).toThrow(/cycle/);
    expect(() => sql().prepare('update organisation set parent_id = id where id = ?').run(firm)).toThrow(/cycle/);
    expect(() =>
      sql()
        .prepare(
          `insert into organisation (id, parent_id, kind, name, name_key, name_sort, readings, created_at, updated_at) values (99, 99, 'enterprise', 'x', 'x', 'x', 'x', 1, 1)`
        )
        .run()
    ).toThrow(/cycle/);
    await head.organisations.move({ commandId: cid(), id: site, version: 1, parentId: other });
    expect((await head.organisations.get({ id: team })).path.map((part) => part.name)).toEqual(['乙公司', '一号工地', '木工班']);
    await head.people.create({ commandId: cid(), name: '赵甲子', organisationId: team });
    expect((await head.people.list({ organisationId: other })).rows).toHaveLength(1);
    expect((await head.people.list({ organisationId: park })).rows).toHaveLength(0);
    expect(await codeOf(head.organisations.move({ commandId: cid(), id: site, version: 1, parentId: null }))).toBe('STALE');
    await head.organisations.move({ commandId: cid(), id: site, version: 2, parentId: null });
    expect((await head.organisations.get({ id: team })).path.map((part) => part.name)).toEqual(['一号工地', '木工班']);
    const paths = sql().prepare('select id, parent_id, path from organisation').all() as {
      id: number;
      parent_id: number | null;
      path: string;
    }[];
    for (const row of paths) {
      const parent = paths.find((own) => own.id === row.parent_id);
      expect(row.path).toBe(`${parent?.path ?? '/'}${row.id}/`);
    }
  });

  it('keeps the order of kinds and the depth', async () => {
    const team = await make('work_team', '木工班');
    expect(await errorOf(make('enterprise', '甲公司', team))).toMatchObject({
      code: 'INVALID',
      data: { field: 'kind', reason: 'above_parent' }
    });
    const firm = await make('enterprise', '甲公司');
    await make('enterprise', '子公司', firm);
    expect(await codeOf(head.organisations.update({ commandId: cid(), id: firm, version: 1, kind: 'work_team', name: '甲公司' }))).toBe(
      'INVALID'
    );
    let parent: number | null = null;
    for (let depth = 1; depth <= 8; depth += 1) parent = await make('work_team', `第${depth}层`, parent);
    expect(await errorOf(make('work_team', '第9层', parent))).toMatchObject({ data: { reason: 'too_deep' } });
  });

  it('archives from the leaves up, and hides what is archived', async () => {
    const firm = await make('enterprise', '甲公司');
    const team = await make('work_team', '木工班', firm);
    expect(await errorOf(head.organisations.archive({ commandId: cid(), id: firm, version: 1, archived: true }))).toEqual({
      code: 'IN_USE',
      data: { what: 'organisation', count: 1 }
    });
    await head.organisations.archive({ commandId: cid(), id: team, version: 1, archived: true });
    await head.organisations.archive({ commandId: cid(), id: firm, version: 1, archived: true });
    expect(await head.organisations.tree({})).toEqual([]);
    expect(await head.organisations.tree({ archived: true })).toHaveLength(2);
    expect(await codeOf(make('work_team', '钢筋班', firm))).toBe('INVALID');
  });

  it('shows the branch rule with the number it used', async () => {
    const firm = await make('enterprise', '甲公司', null, { partyMembers: 5 });
    expect((await head.organisations.get({ id: firm })).branch).toEqual({ kind: 'own', formula: '3 ≤ 5 < 7', members: 5, onRecord: 0 });
    const site = await make('project_site', '一号工地');
    const team = await make('work_team', '木工班', site);
    await head.people.create({ commandId: cid(), name: '赵甲子', organisationId: team, politicalStatus: 'party_member' });
    await head.people.create({ commandId: cid(), name: '钱乙丑', organisationId: team, politicalStatus: 'probationary_member' });
    expect((await head.organisations.get({ id: site })).branch).toEqual({ kind: 'joint', formula: '1 ≤ 1 < 3', members: 1, onRecord: 1 });
  });

  it('is changed by head and front desk only, with every change in the audit', async () => {
    for (const role of ['trainer', 'mediator', 'counsellor', 'viewer'] as const) {
      const client = await t.as(role);
      expect(await codeOf(client.organisations.create({ commandId: cid(), kind: 'enterprise', name: '甲公司', parentId: null }))).toBe(
        'FORBIDDEN'
      );
      expect(await client.organisations.tree({})).toEqual([]);
    }
    const id = await make('enterprise', '甲公司', null, { contactPhone: '13900001234' });
    await head.organisations.update({
      commandId: cid(),
      id,
      version: 1,
      kind: 'enterprise',
      name: '甲集团',
      contactPhone: '0574-87654321',
      tags: ['示范', '示范']
    });
    expect(await codeOf(head.organisations.update({ commandId: cid(), id, version: 1, kind: 'enterprise', name: '甲' }))).toBe('STALE');
    expect(
      await errorOf(head.organisations.update({ commandId: cid(), id, version: 2, kind: 'enterprise', name: '甲', contactPhone: '问门卫' }))
    ).toMatchObject({ data: { field: 'contactPhone' } });
    const { rows } = await head.audit.list({ entity: 'organisation', entityId: String(id) });
    expect(rows.map((row) => row.action)).toEqual(['organisations.update', 'organisations.create']);
    expect(JSON.stringify(rows)).not.toContain('13900001234');
    expect((await head.organisations.get({ id })).tags).toEqual(['示范']);
  });
});

const blank = (name: string) => ({
  name,
  sex: null,
  birthDate: null,
  documentKind: 'none' as const,
  trade: '',
  politicalStatus: null,
  emergencyName: '',
  notes: ''
});
