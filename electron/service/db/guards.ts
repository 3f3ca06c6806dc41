import { id, list, literal, refuse, trigger, type Event, type Row } from './sql-text.ts';

/**
 * Guards: triggers that refuse what no code may do. Areas name tables and columns; the SQL is here. Each function answers statements
 * for a schema.ts. A guard has the name of its table and an ending for its kind, so a table has one guard of a kind unless `as`
 * gives another ending. A refused statement fails with the message and changes nothing.
 *
 * Guards of one subject have files of their own: the schedule (guards-schedule.ts), a tree (tree.ts), service hours (hours.ts). Other
 * triggers count: counters.ts, months.ts, zone-use.ts.
 */

/** A condition on a row before its change. */
export type Condition =
  /** The column has one of these values. */
  | { column: string; in: readonly string[] }
  /** The column is not null. */
  | { set: string }
  /** A row of another table with these values points at the `id` of this one. */
  | { pointedAtBy: string; key: string; with: Readonly<Record<string, string>> };

function holds(row: Row, condition: Condition): string {
  if ('set' in condition) return `${row}.${id(condition.set)} is not null`;
  if ('in' in condition) return `${row}.${id(condition.column)} in ${list(condition.in)}`;
  const { pointedAtBy, key } = condition;
  const also = Object.entries(condition.with).map(([column, value]) => ` and ${id(column)} = ${literal(value)}`);
  return `exists (select 1 from ${id(pointedAtBy)} where ${id(key)} = ${row}.id${also.join('')})`;
}

const both = (one: string | undefined, other: string): string => (one === undefined ? other : `${one} and ${other}`);

/** Rows are never deleted. `<table>_no_delete`. */
export const neverDelete = (table: string, message: string): string =>
  trigger(`${table}_no_delete`, { at: 'before', event: 'delete', table }, [refuse(message)]);

/**
 * Rows are never changed. `<table>_no_update`.
 * @param options.of only these columns
 * @param options.once only rows for which this condition holds
 */
export const neverUpdate = (table: string, message: string, options: { of?: readonly string[]; once?: Condition } = {}): string =>
  trigger(
    `${table}_no_update`,
    {
      at: 'before',
      event: 'update',
      table,
      ...(options.of ? { of: options.of } : {}),
      ...(options.once ? { when: holds('old', options.once) } : {})
    },
    [refuse(message)]
  );

/** Rows are added, but neither changed nor deleted. `<table>_no_update`, `<table>_no_delete`. */
export const appendOnly = (table: string, message: string): string[] => [neverUpdate(table, message), neverDelete(table, message)];

/**
 * Columns keep their values; writing the same value again is allowed. `<table>_fixed`.
 * @param options.once only rows for which this condition holds
 * @param options.unless except with this step of another column in the same statement
 */
export function frozen(
  table: string,
  columns: readonly string[],
  message: string,
  options: { once?: Condition; unless?: { column: string; from: string; to: string }; as?: string } = {}
): string {
  const changed = columns.map((column) => `new.${id(column)} is not old.${id(column)}`).join(' or ');
  let when = options.once ? both(holds('old', options.once), `(${changed})`) : changed;
  if (options.unless) {
    const { column, from, to } = options.unless;
    when = `(${when}) and not (old.${id(column)} = ${literal(from)} and new.${id(column)} = ${literal(to)})`;
  }
  return trigger(`${table}_${options.as ?? 'fixed'}`, { at: 'before', event: 'update', table, of: columns, when }, [refuse(message)]);
}

/** A column with a value never becomes null again, though the value may change. `<table>_<column>_kept`. */
export const neverCleared = (table: string, column: string, message: string): string =>
  trigger(
    `${table}_${column}_kept`,
    { at: 'before', event: 'update', table, of: [column], when: `old.${id(column)} is not null and new.${id(column)} is null` },
    [refuse(message)]
  );

/**
 * A state changes only to the states named for it. A state that is not named may change to any; one with an empty list is final.
 * `<table>_<column>_steps`.
 */
export function legalSteps(table: string, column: string, leads: Readonly<Record<string, readonly string[]>>, message: string): string {
  for (const state of Object.entries(leads).flat(2)) {
    // The trigger compares both states of a step as one text, with a blank between them.
    if (state.includes(' ')) throw new Error(`"${state}" is no name of a state`);
  }
  const steps = Object.entries(leads).flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`));
  const c = id(column);
  const when = `new.${c} <> old.${c} and old.${c} in ${list(Object.keys(leads))} and (old.${c} || ' ' || new.${c}) not in ${list(steps)}`;
  return trigger(`${table}_${column}_steps`, { at: 'before', event: 'update', table, of: [column], when }, [refuse(message)]);
}

/** A new row has exactly these values in these columns. `<table>_begins`. */
export function beginsWith(table: string, values: Readonly<Record<string, string | null>>, message: string): string {
  const when = Object.entries(values)
    .map(([column, value]) => `new.${id(column)} is not ${literal(value)}`)
    .join(' or ');
  return trigger(`${table}_begins`, { at: 'before', event: 'insert', table, when }, [refuse(message)]);
}

/** The number follows the largest of its series. */
const follows = (table: string, number: string, per: string): string =>
  `new.${id(number)} is not 1 + coalesce((select max(${id(number)}) from ${id(table)} where ${id(per)} = new.${id(per)}), 0)`;

/** A new row has the next number of its series, from 1 without a gap. `<table>_next`. */
export const gapFree = (table: string, series: { number: string; per: string }, message: string): string =>
  trigger(`${table}_next`, { at: 'before', event: 'insert', table, when: follows(table, series.number, series.per) }, [refuse(message)]);

/**
 * A row gets its number later, with the step to a state: the next number in the year of a date. It keeps that number.
 * `<table>_next`, `<table>_number`.
 * @param given.serial column that counts up within `given.year`; `given.number` is the column with the number as text
 * @param given.date column `YYYY-MM-DD` that gives the year
 * @param given.state the state in which the row gets it
 */
export function gapFreeOnce(
  table: string,
  given: { number: string; serial: string; year: string; date: string; state: string },
  messages: { gap: string; changed: string }
): string[] {
  const of = [given.year, given.serial, given.number];
  const number = id(given.number);
  const wrong = [
    follows(table, given.serial, given.year),
    `new.${id(given.year)} is not cast(substr(new.${id(given.date)}, 1, 4) as integer)`,
    `new.state <> ${literal(given.state)}`
  ].join(' or ');
  const when = `old.${number} is null and new.${number} is not null and (${wrong})`;
  return [
    frozen(table, of, messages.changed, { once: { set: given.number }, as: 'number' }),
    trigger(`${table}_next`, { at: 'before', event: 'update', table, of, when }, [refuse(messages.gap)])
  ];
}

/**
 * Rows are fixed once their owner has a state: none is added, changed or deleted. `<table>_bound_<event>`.
 * @param owner `key` of this table points at the `id` of the owner's
 */
export const boundWith = (
  table: string,
  owner: { key: string; table: string; state: string },
  message: string,
  events: readonly Event[] = ['insert', 'update', 'delete']
): string[] =>
  events.map((event) => {
    const row: Row = event === 'insert' ? 'new' : 'old';
    const when = `(select state from ${id(owner.table)} where id = ${row}.${id(owner.key)}) = ${literal(owner.state)}`;
    return trigger(`${table}_bound_${event}`, { at: 'before', event, table, when }, [refuse(message)]);
  });

/** A new row and the row it points at have the same owner. `<table>_<key>_shares`. @param key column that points at the `id` of `other` */
export const sharesWith = (table: string, key: string, other: { table: string; shared: string }, message: string): string => {
  const shared = id(other.shared);
  return trigger(`${table}_${key}_shares`, { at: 'before', event: 'insert', table, when: `new.${id(key)} is not null` }, [
    refuse(message, `not exists (select 1 from ${id(other.table)} where id = new.${id(key)} and ${shared} = new.${shared})`)
  ]);
};

/** A row never points at a row of its own table that points further. `<table>_<column>_direct`. */
export const pointsDirectly = (table: string, column: string, message: string): string =>
  trigger(
    `${table}_${column}_direct`,
    {
      at: 'before',
      event: 'update',
      table,
      of: [column],
      when: `new.${id(column)} is not null and (select ${id(column)} from ${id(table)} where id = new.${id(column)}) is not null`
    },
    [refuse(message)]
  );
