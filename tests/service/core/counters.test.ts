import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countedByState, countedSeats, countedWhile, countedWithout, highestKept } from '../../../electron/service/db/counters.ts';
import { countedOnceSet, countedWhileAny, differentPeople, yearsOfPeople } from '../../../electron/service/db/months.ts';
import { approvedHours } from '../../../electron/service/db/hours.ts';
import { sharedUses, zoneUses } from '../../../electron/service/db/zone-use.ts';

let sqlite: SqliteDatabase;
beforeEach(() => {
  sqlite = new Sqlite(':memory:');
});
afterEach(() => sqlite.close());

/** Runs statements one after another. */
const run = (...statements: (string | readonly string[])[]) => {
  for (const statement of statements.flat()) sqlite.exec(statement);
};
const rows = (select: string) => sqlite.prepare(select).raw().all();
/** The statement fails with exactly this message, and the table is as it was. */
function refused(statement: string, message: string, table = 't'): void {
  const before = rows(`select * from ${table}`);
  expect(() => run(statement), statement).toThrow(message);
  expect(rows(`select * from ${table}`)).toEqual(before);
}

describe('a counter', () => {
  it('countedByState', () => {
    run('create table o (id integer primary key, taken default 0 check (taken <= 1), waiting default 0)', 'create table t (o_id, state)');
    run(countedByState('t', { key: 'o_id', table: 'o', counters: { taken: ['in'], waiting: ['wait'] } }), 'insert into o (id) values (1)');
    run(`insert into t values (1, 'in'), (1, 'wait')`);
    expect(rows('select taken, waiting from o')).toEqual([[1, 1]]);
    refused(`update t set state = 'in'`, 'CHECK');
    run(`update t set state = 'out' where state = 'in'`, `update t set state = 'in' where state = 'wait'`);
    expect(rows('select taken, waiting from o')).toEqual([[1, 0]]);
  });

  it('countedSeats', () => {
    run(
      `create table w (id integer primary key, capacity, taken default 0, offered default 0, waiting default 0, single_peak default 0, check (taken + single_peak <= capacity))`,
      `create table p (id integer primary key, w_id, state, single_taken default 0)`,
      `create table t (w_id, p_id, state)`,
      countedSeats('t', {
        whole: { table: 'w', key: 'w_id' },
        part: { table: 'p', key: 'p_id' },
        taken: ['booked', 'offered'],
        toCome: ['planned']
      }),
      `insert into w (id, capacity) values (1, 3)`,
      `insert into p (id, w_id, state) values (1, 1, 'planned'), (2, 1, 'planned')`,
      `insert into t values (1, null, 'booked'), (1, null, 'waiting'), (1, 1, 'booked'), (1, 1, 'offered'), (1, 2, 'booked')`
    );
    expect(rows('select taken, offered, waiting, single_peak from w')).toEqual([[1, 0, 1, 2]]);
    refused(`insert into t values (1, 1, 'booked')`, 'no seat is free');
    refused(`insert into t values (1, null, 'booked')`, 'CHECK');
    run(`update p set state = 'held' where id = 1`, `insert into t values (1, null, 'offered')`);
    expect(rows('select taken, offered, single_peak from w')).toEqual([[2, 1, 1]]);
  });

  it('countedWhile and countedWithout', () => {
    run('create table o (id integer primary key, n default 0)', 'create table t (o_id, status)', 'create table u (o_id, gone)');
    run(countedWhile('t', { column: 'status', in: ['here', 'late'] }, { key: 'o_id', table: 'o', counter: 'n' }));
    run(countedWithout('u', 'gone', { key: 'o_id', table: 'o', counter: 'n' }), 'insert into o (id) values (1), (2)');
    const counted = () => sqlite.prepare('select n from o order by id').pluck().all();
    run(`insert into t values (1, 'here'), (1, 'absent')`, `update t set status = 'late'`);
    expect(counted()).toEqual([2, 0]);
    run(`delete from t`);
    run('insert into u values (1, null), (1, 7), (null, null)');
    expect(counted()).toEqual([1, 0]);
    run('update u set o_id = 2 where gone is null');
    expect(counted()).toEqual([0, 2]);
    run('update u set gone = 1');
    expect(counted()).toEqual([0, 0]);
  });

  it('highestKept', () => {
    run('create table o (person_id, star default 0)', 'create table t (person_id, kind, level, revoked_at)');
    run(highestKept('t', { kind: 'star', level: 'level', taken: 'revoked_at', key: 'person_id' }, { table: 'o', column: 'star' }));
    run(
      'insert into o (person_id) values (1), (2)',
      `insert into t values (1, 'star', 1, null), (1, 'star', 3, null), (1, 'honour', 9, null)`
    );
    expect(rows('select star from o')).toEqual([[3], [0]]);
    run(`update t set revoked_at = 1 where level = 3`);
    expect(rows('select star from o')).toEqual([[1], [0]]);
    run('update t set person_id = 2 where level = 1');
    expect(rows('select star from o')).toEqual([[0], [1]]);
  });
});

describe('figures by month', () => {
  const MONTHS = `create table m (dimension, dimension_id, month, people default 0, f default 0, services default 0, minutes default 0, primary key (dimension, dimension_id, month))`;

  it('differentPeople and yearsOfPeople', () => {
    run(MONTHS, 'create table p (dimension, dimension_id, month, person_id, services, minutes)');
    run('create table r (dimension, dimension_id, month, since, people, primary key (dimension, dimension_id, month, since))');
    run('create table y (year, person_id, services, minutes, primary key (year, person_id))');
    run(differentPeople({ months: 'm', people: 'p', returns: 'r', last: 'since' }), yearsOfPeople({ people: 'p', years: 'y' }));
    run(`insert into m (dimension, dimension_id, month) values ('all', 0, '2026-01'), ('all', 0, '2026-02'), ('all', 0, '2026-03')`);
    run(`insert into p values ('all', 0, '2026-01', 1, 1, 10), ('all', 0, '2026-03', 1, 1, 20), ('all', 0, '2026-02', 1, 1, 30)`);
    const returns = () => rows('select month, since, people from r where people <> 0 order by 1, 2');
    expect(returns()).toEqual([
      ['2026-01', '', 1],
      ['2026-02', '2026-01', 1],
      ['2026-03', '2026-02', 1]
    ]);
    expect(rows('select * from y')).toEqual([['2026', 1, 3, 60]]);
    run(`delete from p where month = '2026-02'`);
    expect(returns()).toEqual([
      ['2026-01', '', 1],
      ['2026-03', '2026-01', 1]
    ]);
    expect(rows('select people from m')).toEqual([[1], [0], [1]]);
    run(`update p set minutes = 15 where month = '2026-01'`);
    expect(rows('select * from y')).toEqual([['2026', 1, 2, 35]]);
    run('delete from p');
    expect(rows('select * from y')).toEqual([]);
  });

  it('countedOnceSet and countedWhileAny', () => {
    run(MONTHS, 'create table t (at, o_id, a, b)');
    run(
      countedOnceSet('t', 'at', {
        table: 'm',
        figure: 'f',
        dimensions: { all: null, of: { column: 'o_id' } }
      })
    );
    // The last moment of January in Shanghai, and the first of February.
    run('insert into t (o_id) values (5)', `update t set at = ${Date.parse('2026-01-31T15:59:59Z')}`);
    expect(rows('select dimension, dimension_id, month, f from m')).toEqual([
      ['all', 0, '2026-01', 1],
      ['of', 5, '2026-01', 1]
    ]);
    run('delete from t');
    expect(rows('select f from m')).toEqual([[0], [0]]);
    run('create table u (at, a, b)');
    run(countedWhileAny('u', { a: 'x', b: 'y' }, { table: 'm', figure: 'f', month: { column: 'at' }, dimensions: { all: null } }));
    const counted = () => sqlite.prepare(`select f from m where dimension = 'all'`).pluck().get();
    run(`insert into u values (${Date.parse('2026-01-15')}, null, null)`, `update u set a = 'x'`, `update u set b = 'y'`);
    expect(counted()).toBe(1);
    run('update u set a = null');
    expect(counted()).toBe(1);
    run('update u set b = null');
    expect(counted()).toBe(0);
  });

  it('approvedHours', () => {
    run(
      MONTHS,
      'create table p (dimension, dimension_id, month, person_id, services, minutes, primary key (dimension, dimension_id, month, person_id))'
    );
    run('create table v (person_id, minutes default 0, services default 0, last_served_at)', 'insert into v (person_id) values (1), (2)');
    run('create table c (id, outdated default 0)', 'create table cr (certificate_id, record_id)');
    run('create table t (id integer primary key, person_id, project_id, category_id, organisation_id, month, from_at, minutes, state)');
    run(approvedHours({ record: 't', volunteer: 'v', months: 'm', people: 'p', certificate: 'c', certified: 'cr' }));
    run(`insert into t values (1, 1, 7, 8, null, '2026-01', 100, 30, 'pending'), (2, 1, 7, 8, 9, '2026-01', 200, 15, 'approved')`);
    run(`update t set state = 'approved' where id = 1`);
    expect(rows('select * from v')).toEqual([
      [1, 45, 2, 200],
      [2, 0, 0, null]
    ]);
    expect(rows(`select dimension_id, minutes from m where dimension = 'organisation' order by 1`)).toEqual([
      [0, 30],
      [9, 15]
    ]);
    run('update t set person_id = 2 where id = 2');
    expect(rows('select * from v')).toEqual([
      [1, 30, 1, 100],
      [2, 15, 1, 200]
    ]);
    run('insert into c (id) values (1)', 'insert into cr values (1, 2)', `update t set state = 'replaced' where id = 2`);
    expect(rows('select * from v')).toEqual([
      [1, 30, 1, 100],
      [2, 0, 0, null]
    ]);
    expect(rows('select outdated from c')).toEqual([[1]]);
    expect(rows(`select person_id, minutes from p where dimension = 'all'`)).toEqual([[1, 30]]);
  });

  it('zoneUses and sharedUses', () => {
    run('create table z (zone_id, purpose_id, month, uses, attendances, minutes, primary key (zone_id, purpose_id, month))');
    run('create table purpose (id, key)', `insert into purpose values (3, 'work')`);
    run('create table use (id integer primary key, project_id, zone_id, from_at, to_at, held default 0, served default 0)');
    run(
      'create table shift (id integer primary key, project_id, zone_id, from_at, to_at, state)',
      'create table up (shift_id, person_id, outcome)'
    );
    run(sharedUses({ use: 'use', shift: 'shift', signUp: 'up' }));
    run(
      zoneUses('use', {
        months: 'z',
        purposes: 'purpose',
        purpose: 'work',
        while: { column: 'held', is: 1 },
        attendances: 'served',
        on: ['insert', 'update', 'delete'],
        of: ['held', 'served']
      })
    );
    run('insert into use (id, project_id, zone_id, from_at, to_at) values (1, 1, 1, 0, 7200000)');
    run(`insert into shift values (1, 1, 1, 0, 3600000, 'planned'), (2, 1, 1, 3600000, 7200000, 'planned')`);
    run(
      `insert into up values (1, 5, null), (2, 5, null)`,
      `update up set outcome = 'served'`,
      `update shift set state = 'held' where id = 1`
    );
    expect(rows('select held from use')).toEqual([[0]]);
    run(`update shift set state = 'held' where id = 2`);
    expect(rows('select * from z')).toEqual([[1, 3, '1970-01', 1, 1, 120]]);
    run('delete from use');
    expect(rows('select uses, attendances, minutes from z')).toEqual([[0, 0, 0]]);
  });
});
