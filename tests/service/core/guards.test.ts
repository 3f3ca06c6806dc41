import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  appendOnly,
  beginsWith,
  boundWith,
  frozen,
  gapFree,
  gapFreeOnce,
  legalSteps,
  neverCleared,
  neverDelete,
  neverUpdate,
  pointsDirectly,
  sharesWith
} from '../../../electron/service/db/guards.ts';
import { countedByState, countedSeats, countedWhile, countedWithout, highestKept } from '../../../electron/service/db/counters.ts';
import { closureGuards, scheduleGuards } from '../../../electron/service/db/guards-schedule.ts';
import { countedOnceSet, countedWhileAny, differentPeople, yearsOfPeople } from '../../../electron/service/db/months.ts';
import { aloneInTime, approvedHours, onlyApproved } from '../../../electron/service/db/hours.ts';
import { id, ids, literal } from '../../../electron/service/db/sql-text.ts';
import { tree } from '../../../electron/service/db/tree.ts';
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
const triggers = () => sqlite.prepare(`select name from sqlite_master where type = 'trigger' order by name`).pluck().all();

describe('a guard', () => {
  it('neverDelete', () => {
    run('create table t (a)', neverDelete('t', 'kept'), 'insert into t values (1)', 'update t set a = 2');
    refused('delete from t', 'kept');
    expect(triggers()).toEqual(['t_no_delete']);
  });

  it('neverUpdate, of the row, of some columns, and once something holds', () => {
    run('create table t (a, b)', neverUpdate('t', 'stays', { of: ['a'] }), 'insert into t values (1, 1)', 'update t set b = 2');
    refused('update t set a = 1', 'stays');
    run('create table u (state)', neverUpdate('u', 'bound', { once: { column: 'state', in: ['done'] } }));
    run(`insert into u values ('new')`, `update u set state = 'done'`);
    refused(`update u set state = 'new'`, 'bound', 'u');
    run('create table v (a)', neverUpdate('v', 'stays'), 'insert into v values (1)');
    refused('update v set a = 2', 'stays', 'v');
    expect(triggers()).toEqual(['t_no_update', 'u_no_update', 'v_no_update']);
  });

  it('appendOnly', () => {
    run('create table t (a)', appendOnly('t', 'append only'), 'insert into t values (1)', 'insert into t values (2)');
    refused('update t set a = 3', 'append only');
    refused('delete from t', 'append only');
    expect(triggers()).toEqual(['t_no_delete', 't_no_update']);
  });

  it('frozen: no value is replaced, not by nothing nor in place of nothing', () => {
    run('create table t (a, b, c)', frozen('t', ['a', 'b'], 'fixed'), 'insert into t values (1, null, 1)');
    run('update t set a = 1, b = null, c = 2');
    refused('update t set a = 2', 'fixed');
    refused('update t set a = null', 'fixed');
    refused('update t set b = 1', 'fixed');
    expect(triggers()).toEqual(['t_fixed']);
  });

  it('frozen once something holds, under a name of its own', () => {
    run('create table t (a, done)', frozen('t', ['a'], 'fixed', { once: { set: 'done' }, as: 'shut' }), 'insert into t values (1, null)');
    run('update t set a = 2', 'update t set a = 3, done = 1');
    refused('update t set a = 4', 'fixed');
    expect(triggers()).toEqual(['t_shut']);
  });

  it('frozen once another table points at it', () => {
    const once = { pointedAtBy: 'm', key: 'of_id', with: { kind: 'x' } };
    run('create table t (id integer primary key, a)', 'create table m (of_id, kind)', frozen('t', ['a'], 'counted', { once }));
    run('insert into t values (1, 1), (2, 1)', `insert into m values (1, 'x'), (2, 'y')`, 'update t set a = 2 where id = 2');
    refused('update t set a = 2 where id = 1', 'counted');
  });

  it('frozen but for one step of another column', () => {
    const unless = { column: 'state', from: 'ended', to: 'running' };
    run('create table t (a, state)', frozen('t', ['a'], 'fixed', { once: { set: 'a' }, unless }), `insert into t values (null, 'running')`);
    run(`update t set a = 1, state = 'ended'`);
    refused('update t set a = 2', 'fixed');
    refused(`update t set a = null, state = 'gone'`, 'fixed');
    run(`update t set a = null, state = 'running'`);
  });

  it('neverCleared', () => {
    run('create table t (a)', neverCleared('t', 'a', 'final'), 'insert into t values (null)', 'update t set a = 1', 'update t set a = 2');
    refused('update t set a = null', 'final');
    expect(triggers()).toEqual(['t_a_kept']);
  });

  it('legalSteps: named states lead where they say, others anywhere', () => {
    run('create table t (state)', legalSteps('t', 'state', { a: ['b'], b: ['c', 'a'], c: [] }, 'no step'), `insert into t values ('free')`);
    run(`update t set state = 'a'`, `update t set state = 'a'`);
    refused(`update t set state = 'c'`, 'no step');
    refused(`update t set state = 'unknown'`, 'no step');
    run(`update t set state = 'b'`, `update t set state = 'a'`, `update t set state = 'b'`, `update t set state = 'c'`);
    refused(`update t set state = 'a'`, 'no step');
    expect(triggers()).toEqual(['t_state_steps']);
    expect(() => legalSteps('t', 'state', { 'a b': ['c'] }, 'no')).toThrow('no name of a state');
    // One state, and that final.
    run('create table u (state)', legalSteps('u', 'state', { end: [] }, 'final'), `insert into u values ('end')`);
    refused(`update u set state = 'a'`, 'final', 'u');
  });

  it('beginsWith', () => {
    run('create table t (state, number)', beginsWith('t', { state: 'new', number: null }, 'begins'), `insert into t values ('new', null)`);
    for (const values of [`'old', null`, `'new', 1`, 'null, null']) refused(`insert into t values (${values})`, 'begins');
    expect(triggers()).toEqual(['t_begins']);
  });

  it('gapFree', () => {
    run('create table t (series, n)', gapFree('t', { number: 'n', per: 'series' }, 'gap'), `insert into t values ('a', 1)`);
    run(`insert into t values ('a', 2)`, `insert into t values ('b', 1)`);
    for (const values of [`'a', 2`, `'a', 4`, `'c', 2`, `'c', 0`, `'c', null`]) refused(`insert into t values (${values})`, 'gap');
    expect(triggers()).toEqual(['t_next']);
  });

  it('gapFreeOnce: the number is given once, in its year, in its step', () => {
    const given = { number: 'number', serial: 'serial', year: 'year', date: 'on_date', state: 'accepted' };
    run('create table t (id integer primary key, number, serial, year, on_date, state)');
    run(gapFreeOnce('t', given, { gap: 'gap', changed: 'changed' }));
    run(`insert into t (id, state, on_date) values (1, 'new', '2026-03-01'), (2, 'new', '2026-04-01'), (3, 'new', '2027-01-01')`);
    const give = (row: number, number: number, year = 2026, state = 'accepted') =>
      `update t set number = 'n${number}', serial = ${number}, year = ${year}, state = '${state}' where id = ${row}`;
    refused(give(1, 2), 'gap');
    refused(give(1, 1, 2025), 'gap');
    refused(give(1, 1, 2026, 'new'), 'gap');
    refused(`update t set number = 'n', serial = null, year = 2026, state = 'accepted' where id = 1`, 'gap');
    run(give(1, 1), give(2, 2), give(3, 1, 2027));
    refused(`update t set number = 'other' where id = 1`, 'changed');
    refused('update t set serial = null, number = null, year = null where id = 2', 'changed');
    run(`update t set state = 'closed', number = 'n1' where id = 1`);
    expect(triggers()).toEqual(['t_next', 't_number']);
  });

  it('boundWith: nothing comes, changes or goes once the owner has the state', () => {
    const owner = { key: 'o_id', table: 'o', state: 'shut' };
    run('create table o (id integer primary key, state)', 'create table t (o_id, a)', 'create table u (o_id, a)');
    run(boundWith('t', owner, 'bound'), boundWith('u', owner, 'bound', ['insert', 'delete']));
    run(`insert into o values (1, 'open')`, 'insert into t values (1, 1)', 'insert into u values (1, 1)', 'update t set a = 2');
    run(`update o set state = 'shut'`);
    refused('insert into t values (1, 3)', 'bound');
    refused('update t set a = 3', 'bound');
    refused('delete from t', 'bound');
    run('update u set a = 2');
    refused('delete from u', 'bound', 'u');
    expect(triggers()).toEqual(['t_bound_delete', 't_bound_insert', 't_bound_update', 'u_bound_delete', 'u_bound_insert']);
  });

  it('sharesWith', () => {
    run('create table part (id integer primary key, whole_id)', 'create table t (part_id, whole_id)');
    run(sharesWith('t', 'part_id', { table: 'part', shared: 'whole_id' }, 'of another'), 'insert into part values (1, 10)');
    run('insert into t values (1, 10)', 'insert into t values (null, 11)');
    refused('insert into t values (1, 11)', 'of another');
    refused('insert into t values (2, 10)', 'of another');
    expect(triggers()).toEqual(['t_part_id_shares']);
  });

  it('pointsDirectly', () => {
    run('create table t (id integer primary key, into_id)', pointsDirectly('t', 'into_id', 'gone'));
    run('insert into t (id) values (1), (2), (3)', 'update t set into_id = 2 where id = 1');
    refused('update t set into_id = 1 where id = 3', 'gone');
    run('update t set into_id = 2 where id = 3');
    expect(triggers()).toEqual(['t_into_id_direct']);
  });

  it('tree', () => {
    run(
      `create table t (id integer primary key, above, path text not null default '')`,
      tree('t', { parent: 'above', path: 'path' }, 'circle')
    );
    run('insert into t (id, above) values (1, null), (2, 1), (3, 2), (4, null)');
    expect(rows('select id, path from t')).toEqual([
      [1, '/1/'],
      [2, '/1/2/'],
      [3, '/1/2/3/'],
      [4, '/4/']
    ]);
    refused('update t set above = 3 where id = 1', 'circle');
    refused('update t set above = 2 where id = 2', 'circle');
    refused('insert into t (id, above) values (5, 5)', 'circle');
    run('update t set above = 4 where id = 2');
    expect(rows('select id, path from t')).toEqual([
      [1, '/1/'],
      [2, '/4/2/'],
      [3, '/4/2/3/'],
      [4, '/4/']
    ]);
  });

  it('scheduleGuards and closureGuards', () => {
    const tables = { allocation: 't', equipment: 'e', closure: 'c', longest: 100 };
    run('create table t (id integer primary key, resource_kind, resource_id, start_at, end_at, quantity)');
    run('create table e (id integer primary key, quantity)', 'create table c (id integer primary key, zone_id, from_at, to_at, cancelled)');
    run(scheduleGuards(tables), closureGuards(tables), 'insert into e values (1, 3)');
    const hold = (kind: string, from: number, to: number, quantity = 1) =>
      `insert into t (resource_kind, resource_id, start_at, end_at, quantity) values ('${kind}', 1, ${from}, ${to}, ${quantity})`;
    run(hold('zone', 10, 20), hold('zone', 20, 30), hold('person', 10, 20));
    refused(hold('zone', 15, 16), 'allocation overlaps another');
    refused('update t set start_at = 19 where id = 2', 'allocation overlaps another');
    refused(hold('person', 19, 25), 'allocation overlaps another');
    run(hold('equipment', 10, 20, 2), hold('equipment', 10, 20, 1), hold('equipment', 20, 30, 3));
    refused(hold('equipment', 5, 11, 1), 'allocation takes more equipment than there is');
    refused('update t set quantity = 2 where id = 5', 'allocation takes more equipment than there is');
    refused('insert into c values (1, 1, 25, 40, 0)', 'closure over an allocation', 'c');
    run('insert into c values (1, 1, 30, 40, 0)', 'insert into c values (2, 1, 10, 20, 1)');
    refused('update c set cancelled = 0 where id = 2', 'closure over an allocation', 'c');
    refused(hold('zone', 35, 50), 'allocation lies in a closure');
  });

  it('aloneInTime and onlyApproved', () => {
    run('create table t (id integer primary key, person_id, state, from_at, to_at, corrects_id)');
    run(aloneInTime('t', ['running', 'pending', 'approved'], 100));
    const add = (row: number, state: string, from: number, to: number | null, corrects: number | null = null) =>
      `insert into t values (${row}, 1, '${state}', ${from}, ${to}, ${corrects})`;
    run(add(1, 'approved', 10, 20), add(2, 'rejected', 15, 16), add(3, 'pending', 12, 18, 1));
    refused(add(4, 'pending', 19, 25), 'service of one person overlaps');
    refused(`update t set state = 'pending' where id = 2`, 'service of one person overlaps');
    run('create table cert (id integer primary key, person_id)', 'create table certified (certificate_id, record_id)');
    run(onlyApproved({ certified: 'certified', record: 't', certificate: 'cert' }), 'insert into cert values (1, 1), (2, 2)');
    run('insert into certified values (1, 1)');
    refused('insert into certified values (1, 3)', 'only approved hours are certified', 'certified');
    refused('insert into certified values (2, 1)', 'only approved hours are certified', 'certified');
  });
});

describe('what goes into a statement', () => {
  const BAD = ['', 'Person', 'a b', 'a;drop', `a'`, '1a', 'a-b', 'a"'];

  it('is a plain name, a text or a whole number', () => {
    for (const name of BAD) expect(() => id(name), name).toThrow('no name of a table or column');
    expect(() => ids([])).toThrow('empty');
    expect(literal(`it's`)).toBe(`'it''s'`);
    expect([literal(null), literal(5)]).toEqual(['null', '5']);
    expect(() => literal(1.5)).toThrow('whole number');
    run('create table t (a)', neverDelete('t', `it's; drop table t`), 'insert into t values (1)');
    refused('delete from t', `it's; drop table t`);
  });

  // Each with a bad name of a table, and of each column that it takes.
  const GUARDS: Record<string, (name: string) => unknown> = {
    neverDelete: (n) => neverDelete(n, 'x'),
    neverUpdate: (n) => neverUpdate('t', 'x', { of: [n] }),
    'neverUpdate once': (n) => neverUpdate('t', 'x', { once: { column: n, in: ['a'] } }),
    appendOnly: (n) => appendOnly(n, 'x'),
    frozen: (n) => frozen('t', [n], 'x'),
    'frozen once set': (n) => frozen('t', ['a'], 'x', { once: { set: n } }),
    'frozen once pointed at': (n) => frozen('t', ['a'], 'x', { once: { pointedAtBy: n, key: 'k', with: {} } }),
    'frozen unless': (n) => frozen('t', ['a'], 'x', { unless: { column: n, from: 'a', to: 'b' } }),
    neverCleared: (n) => neverCleared('t', n, 'x'),
    legalSteps: (n) => legalSteps('t', n, { a: ['b'] }, 'x'),
    beginsWith: (n) => beginsWith('t', { [n]: 'a' }, 'x'),
    gapFree: (n) => gapFree('t', { number: n, per: 'p' }, 'x'),
    'gapFree per': (n) => gapFree('t', { number: 'n', per: n }, 'x'),
    gapFreeOnce: (n) => gapFreeOnce('t', { number: 'n', serial: 's', year: 'y', date: n, state: 'a' }, { gap: 'x', changed: 'x' }),
    boundWith: (n) => boundWith('t', { key: n, table: 'o', state: 'a' }, 'x'),
    'boundWith owner': (n) => boundWith('t', { key: 'k', table: n, state: 'a' }, 'x'),
    sharesWith: (n) => sharesWith('t', 'k', { table: 'o', shared: n }, 'x'),
    pointsDirectly: (n) => pointsDirectly('t', n, 'x'),
    tree: (n) => tree('t', { parent: n, path: 'p' }, 'x'),
    scheduleGuards: (n) => scheduleGuards({ allocation: n, equipment: 'e', closure: 'c', longest: 1 }),
    'scheduleGuards equipment': (n) => scheduleGuards({ allocation: 'a', equipment: n, closure: 'c', longest: 1 }),
    closureGuards: (n) => closureGuards({ allocation: 'a', closure: n, longest: 1 }),
    aloneInTime: (n) => aloneInTime(n, ['a'], 1),
    onlyApproved: (n) => onlyApproved({ certified: 'a', record: n, certificate: 'c' }),
    countedByState: (n) => countedByState('t', { key: 'k', table: 'o', counters: { [n]: ['a'] } }),
    countedWhile: (n) => countedWhile('t', { column: n, in: ['a'] }, { key: 'k', table: 'o', counter: 'c' }),
    countedWithout: (n) => countedWithout('t', n, { key: 'k', table: 'o', counter: 'c' }),
    countedSeats: (n) => countedSeats('t', { whole: { table: 'w', key: 'k' }, part: { table: n, key: 'p' }, taken: ['a'], toCome: ['b'] }),
    countedOnceSet: (n) => countedOnceSet('t', n, { table: 'm', figure: 'f', dimensions: { all: null } }),
    'countedOnceSet dimension': (n) => countedOnceSet('t', 'a', { table: 'm', figure: 'f', dimensions: { all: { column: n } } }),
    countedWhileAny: (n) =>
      countedWhileAny('t', { [n]: 'a' }, { table: 'm', figure: 'f', month: { column: 'at' }, dimensions: { all: null } }),
    'countedWhileAny month': (n) =>
      countedWhileAny(
        't',
        { a: 'a' },
        { table: 'm', figure: 'f', month: { column: 'at', of: { table: n, key: 'k' } }, dimensions: { all: null } }
      ),
    approvedHours: (n) => approvedHours({ record: 'r', volunteer: n, months: 'm', people: 'p', certificate: 'c', certified: 'd' }),
    highestKept: (n) => highestKept('t', { kind: 'a', level: n, taken: 'b', key: 'k' }, { table: 'o', column: 'c' }),
    differentPeople: (n) => differentPeople({ months: 'm', people: 'p', returns: 'r', last: n }),
    yearsOfPeople: (n) => yearsOfPeople({ people: 'p', years: n }),
    zoneUses: (n) =>
      zoneUses('t', { months: 'm', purposes: n, purpose: 'a', while: { column: 'h', is: 1 }, attendances: 's', on: ['insert'], of: ['h'] }),
    sharedUses: (n) => sharedUses({ use: 'u', shift: n, signUp: 's' })
  };

  it.each(Object.keys(GUARDS))('%s refuses a bad name', (guard) => {
    expect(() => GUARDS[guard]!('good')).not.toThrow();
    for (const name of BAD) expect(() => GUARDS[guard]!(name), name).toThrow(/no name of a (table|column)/);
  });
});
