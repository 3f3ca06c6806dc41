import { id, list, literal, refuse, trigger, type Row } from './sql-text.ts';

/**
 * Counters that triggers keep in the owning row. Nothing is counted by reading all rows, and a CHECK on the counter keeps any code
 * from giving a seat twice.
 */

/** Counter columns of the owning row, each with the states in which a row counts. */
type Counters = Readonly<Record<string, readonly string[]>>;

/** Adds a row to the counters (`+`) or takes it out (`-`). `unless`: a column that must be null for the row to count. */
function count(
  table: string,
  key: string,
  counters: Counters,
  row: Row,
  sign: '+' | '-',
  unless: Readonly<Record<string, string>> = {}
): string {
  const sets = Object.entries(counters).map(([counter, states]) => {
    const only = unless[counter] === undefined ? '' : `${row}.${id(unless[counter])} is null and `;
    return `${id(counter)} = ${id(counter)} ${sign} (${only}${row}.state in ${list(states)})`;
  });
  return `update ${id(table)} set ${sets.join(', ')} where id = ${row}.${id(key)}`;
}

/**
 * Counts rows in their owner by `state`. Rows are never deleted and never change owner.
 * `<table>_counted`, `<table>_counted_again`.
 * @param into.counters each counter with the states that count in it
 */
export const countedByState = (name: string, into: { key: string; table: string; counters: Counters }): string[] => [
  trigger(`${name}_counted`, { at: 'after', event: 'insert', table: name }, [count(into.table, into.key, into.counters, 'new', '+')]),
  trigger(`${name}_counted_again`, { at: 'after', event: 'update', table: name, of: ['state'], when: 'new.state <> old.state' }, [
    count(into.table, into.key, into.counters, 'old', '-'),
    count(into.table, into.key, into.counters, 'new', '+')
  ])
];

/**
 * Counts the seats of a whole, such as a class, and of its parts, such as sessions. A row without a part takes a seat in every part, a
 * row with a part only there. The whole keeps the largest number of seats taken in one part to come (`single_peak`), so that
 * a CHECK on it can compare the sum with `capacity`; a trigger compares when a seat of a part is taken.
 * `<table>_counted`, `<table>_counted_again`, `<part>_full`, `<part>_peak`.
 * @param seats.taken states in which a row takes a seat; `waiting` and `offered` have counters of their own
 * @param seats.toCome states of a part that is still to come
 */
export function countedSeats(
  name: string,
  seats: {
    whole: { table: string; key: string };
    part: { table: string; key: string };
    taken: readonly string[];
    toCome: readonly string[];
  }
): string[] {
  const { whole, part } = seats;
  const wholeTable = id(whole.table);
  const partTable = id(part.table);
  const wholeKey = id(whole.key);
  const counters = { taken: seats.taken, offered: ['offered'], waiting: ['waiting'] };
  const change = (row: Row, sign: '+' | '-') => [
    count(whole.table, whole.key, counters, row, sign, { taken: part.key, offered: part.key }),
    `update ${partTable} set single_taken = single_taken ${sign} 1 where id = ${row}.${id(part.key)} and ${row}.state in ${list(seats.taken)}`
  ];
  return [
    trigger(`${name}_counted`, { at: 'after', event: 'insert', table: name }, change('new', '+')),
    trigger(`${name}_counted_again`, { at: 'after', event: 'update', table: name, of: ['state'], when: 'new.state <> old.state' }, [
      ...change('old', '-'),
      ...change('new', '+')
    ]),
    trigger(
      `${part.table}_full`,
      { at: 'before', event: 'update', table: part.table, of: ['single_taken'], when: 'new.single_taken > old.single_taken' },
      [refuse('no seat is free', `(select capacity - taken from ${wholeTable} where id = new.${wholeKey}) < new.single_taken`)]
    ),
    trigger(
      `${part.table}_peak`,
      {
        at: 'after',
        event: 'update',
        table: part.table,
        of: ['single_taken', 'state'],
        when: 'new.single_taken <> old.single_taken or new.state <> old.state'
      },
      [
        `update ${wholeTable} set single_peak = (
    select coalesce(max(single_taken), 0) from ${partTable} where ${wholeKey} = new.${wholeKey} and state in ${list(seats.toCome)}
  ) where id = new.${wholeKey}`
      ]
    )
  ];
}

/**
 * Counts rows in their owner while a column has one of these values; rows may be added, changed and deleted.
 * `<table>_counted`, `<table>_uncounted`, `<table>_counted_again`.
 */
export function countedWhile(
  name: string,
  rows: { column: string; in: readonly string[] },
  into: { key: string; table: string; counter: string }
): string[] {
  const counts = (row: Row) => `(${row}.${id(rows.column)} in ${list(rows.in)})`;
  const set = (change: string, row: Row) =>
    `update ${id(into.table)} set ${id(into.counter)} = ${id(into.counter)} ${change} where id = ${row}.${id(into.key)}`;
  return [
    trigger(`${name}_counted`, { at: 'after', event: 'insert', table: name, when: counts('new') }, [set('+ 1', 'new')]),
    trigger(`${name}_uncounted`, { at: 'after', event: 'delete', table: name, when: counts('old') }, [set('- 1', 'old')]),
    trigger(
      `${name}_counted_again`,
      { at: 'after', event: 'update', table: name, of: [rows.column], when: `${counts('new')} <> ${counts('old')}` },
      [set(`+ ${counts('new')} - ${counts('old')}`, 'new')]
    )
  ];
}

/**
 * Counts rows in their owner while a column is null. Rows may change owner and are never deleted.
 * `<table>_counted_in`, `<table>_counted_again`.
 */
export function countedWithout(name: string, gone: string, into: { key: string; table: string; counter: string }): string[] {
  const key = id(into.key);
  const set = (sign: '+' | '-', row: Row) =>
    `update ${id(into.table)} set ${id(into.counter)} = ${id(into.counter)} ${sign} 1 where id = ${row}.${key}`;
  return [
    trigger(
      `${name}_counted_in`,
      { at: 'after', event: 'insert', table: name, when: `new.${key} is not null and new.${id(gone)} is null` },
      [set('+', 'new')]
    ),
    trigger(
      `${name}_counted_again`,
      {
        at: 'after',
        event: 'update',
        table: name,
        of: [key, gone],
        when: `old.${key} is not new.${key} or old.${gone} is not new.${gone}`
      },
      [`${set('-', 'old')} and old.${gone} is null`, `${set('+', 'new')} and new.${gone} is null`]
    )
  ];
}

/**
 * Keeps in the owner the highest value of the rows of one kind that are in force. `<table>_given`, `<table>_changed`.
 * @param rows.taken the column that is not null once a row was revoked
 */
export function highestKept(
  name: string,
  rows: { kind: string; level: string; taken: string; key: string },
  into: { table: string; column: string }
): string[] {
  const level = id(rows.level);
  const taken = id(rows.taken);
  const key = id(rows.key);
  const table = id(into.table);
  const column = id(into.column);
  const kind = `kind = ${literal(rows.kind)}`;
  return [
    trigger(`${name}_given`, { at: 'after', event: 'insert', table: name, when: `new.${kind} and new.${taken} is null` }, [
      `update ${table} set ${column} = max(${column}, new.${level}) where ${key} = new.${key}`
    ]),
    trigger(`${name}_changed`, { at: 'after', event: 'update', table: name, of: [taken, key], when: `new.${kind}` }, [
      `update ${table} set ${column} = (
    select coalesce(max(${level}), 0) from ${id(name)} where ${key} = ${table}.${key} and ${kind} and ${taken} is null
  ) where ${key} in (new.${key}, old.${key})`
    ])
  ];
}
