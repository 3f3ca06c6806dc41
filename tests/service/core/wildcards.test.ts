import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf } from '../../../electron/contract/core/time.ts';
import { root } from '../../../scripts/paths.ts';
import { openClassStation, type ClassStation } from '../../fixtures/classes.ts';
import { cid, type Client } from '../../fixtures/station.ts';
import { openVolunteerStation, type VolunteerStation } from '../../fixtures/volunteers.ts';

// A search takes its text literally: `%` and `_` are ordinary characters.

/** Names of which each search below finds exactly one. */
const NAMES = ['满勤100%班', '一_二', '一甲二', 'C:\\资料', '普通'];
const SEARCHES = [
  ['100%', ['满勤100%班']],
  ['%', ['满勤100%班']],
  ['一_二', ['一_二']],
  ['_', ['一_二']],
  ['\\', ['C:\\资料']],
  ['%普', []]
] as const;

describe('in training and the schedule', () => {
  let t: ClassStation;
  let desk: Client;
  beforeAll(async () => {
    t = await openClassStation();
    desk = await t.as('front_desk', 'trainer');
    const people = await t.people(NAMES.length);
    for (const [i, name] of NAMES.entries()) {
      await t.open({ title: name }, { weeks: 1, first: `2026-12-0${i + 1}` });
      await t.head.reservations.create({
        commandId: cid(),
        zoneId: t.hall,
        from: instantOf('2026-11-25', `${String(8 + i).padStart(2, '0')}:00`),
        to: instantOf('2026-11-25', `${String(8 + i).padStart(2, '0')}:30`),
        purposeId: 1,
        title: name,
        contactName: '来访人',
        expectedHeadcount: 1
      } as never);
      await t.head.wishes.record({ commandId: cid(), person: { personId: people[i]! }, courseId: null, text: name } as never);
    }
  });
  afterAll(() => t.close());

  it.each(SEARCHES)('a search for %s finds what contains it', async (text, expected) => {
    const titles = {
      classes: (await desk.classes.list({ text })).rows.map((row) => row.title),
      reservations: (await desk.reservations.list({ text })).rows.map((row) => row.title),
      wishes: (await desk.wishes.list({ text })).rows.map((row) => row.text)
    };
    for (const [list, found] of Object.entries(titles)) expect(found.sort(), list).toEqual([...expected].sort());
  });
});

describe('in volunteering', () => {
  let t: VolunteerStation;
  beforeAll(async () => {
    t = await openVolunteerStation();
    for (const name of NAMES) {
      await t.project({ title: name });
      await t.volunteer({ name });
    }
    await t.shift(await t.project({ title: '满勤100%' }));
  });
  afterAll(() => t.close());

  it.each(SEARCHES)('a search for %s finds what contains it', async (text, expected) => {
    const projects = (await t.head.volunteerProjects.list({ text })).rows.map((row) => row.title).filter((title) => title !== '满勤100%');
    expect(projects.sort()).toEqual([...expected].sort());
    const [volunteerId] = await t.volunteers(1);
    const choices = await t.head.signUps.choices({ volunteerId: volunteerId!, text });
    expect(choices.map(({ shift }) => shift.project.title)).toEqual('满勤100%'.includes(text) ? ['满勤100%'] : []);
  });
});

it('nothing else in the service is searched by LIKE', () => {
  const files = globSync('electron/service/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
  const users = files.filter((file) => /, 'like',|\blike \$\{/.test(readFileSync(join(root, file), 'utf8')));
  expect(users).toEqual(['electron/service/db/contains.ts']);
});
