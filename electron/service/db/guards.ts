import { id, list, literal, refuse, trigger, type Event, type Row } from './sql-text.ts';

/**
 * Guards: triggers that refuse what no code may do, whatever else goes wrong above them. Areas name tables and columns;
 * the SQL stands here. Each function answers statements for a schema.ts. A guard's name is its table's with an ending that
 * tells its kind, so a table has one guard of a kind unless `as` gives it another ending. A refused statement fails with
 * the message and changes nothing.
 *
 * What guards one thing alone stands beside this: the schedule (guards-schedule.ts), a tree (tree.ts), service hours
 * (hours.ts). Triggers that count rather than refuse: counters.ts, months.ts, zone-use.ts.
 */

/** A fact about a row, as it was before the change. */
export type Condition =
  /** The column has one of these values. */
  | { column: string; in: readonly string[] }
  /** The column is not null. */
  | { set: string }
  /** A row of another table points at this one (at its `id`) and has these values. */
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
 * @param options.of these columns alone
 * @param options.once only once this holds
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

/** Rows are added and nothing else: neither changed nor deleted. `<table>_no_update`, `<table>_no_delete`. */
export const appendOnly = (table: string, message: string): string[] => [neverUpdate(table, message), neverDelete(table, message)];

/**
 * Columns keep their values; writing the same value again is allowed. `<table>_fixed`.
 * @param options.once only once this holds
 * @param options.unless but for this step of another column, made in the same statement
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

/** What was written into a column is never taken out again, though it may be replaced. `<table>_<column>_kept`. */
export const neverCleared = (table: string, column: string, message: string): string =>
  trigger(
    `${table}_${column}_kept`,
    { at: 'before', event: 'update', table, of: [column], when: `old.${id(column)} is not null and new.${id(column)} is null` },
    [refuse(message)]
  );

/**
 * A state is followed by those named for it alone. A state that is not named leads anywhere; one that leads nowhere is
 * final. `<table>_<column>_steps`.
 */
export function legalSteps(table: string, column: string, leads: Readonly<Record<string, readonly string[]>>, message: string): string {
  for (const state of Object.entries(leads).flat(2)) {
    // The two states of a step are looked for as one text.
    if (state.includes(' ')) throw new Error(`"${state}" is no name of a state`);
  }
  const steps = Object.entries(leads).flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`));
  const c = id(column);
  const when = `new.${c} <> old.${c} and old.${c} in ${list(Object.keys(leads))} and (old.${c} || ' ' || new.${c}) not in ${list(steps)}`;
  return trigger(`${table}_${column}_steps`, { at: 'before', event: 'update', table, of: [column], when }, [refuse(message)]);
}

/** A row comes into being with these values and no others. `<table>_begins`. */
export function beginsWith(table: string, values: Readonly<Record<string, string | null>>, message: string): string {
  const when = Object.entries(values)
    .map(([column, value]) => `new.${id(column)} is not ${literal(value)}`)
    .join(' or ');
  return trigger(`${table}_begins`, { at: 'before', event: 'insert', table, when }, [refuse(message)]);
}

/** The number is the one after the greatest of its series so far. */
const follows = (table: string, number: string, per: string): string =>
  `new.${id(number)} is not 1 + coalesce((select max(${id(number)}) from ${id(table)} where ${id(per)} = new.${id(per)}), 0)`;

/** A new row has the next number of its series, from 1 without a gap. `<table>_next`. */
export const gapFree = (table: string, series: { number: string; per: string }, message: string): string =>
  trigger(`${table}_next`, { at: 'before', event: 'insert', table, when: follows(table, series.number, series.per) }, [refuse(message)]);

/**
 * A row that gets its number later gets the next of the year of a date, in the step to a state, and keeps it.
 * `<table>_next`, `<table>_number`.
 * @param given.serial counts up within `given.year`; `given.number` is what it reads like
 * @param given.date the column, `YYYY-MM-DD`, whose year it is
 * @param given.state in which the row must be then
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
 * Once what a row belongs to has a state, nothing of it comes, changes or goes. `<table>_bound_<event>`.
 * @param owner where it points: `key` of this table to the `id` of that one
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

/** A new row and what it points at (if it does) belong to the same. `<table>_<key>_shares`. @param key points at the `id` of `other` */
export const sharesWith = (table: string, key: string, other: { table: string; shared: string }, message: string): string => {
  const shared = id(other.shared);
  return trigger(`${table}_${key}_shares`, { at: 'before', event: 'insert', table, when: `new.${id(key)} is not null` }, [
    refuse(message, `not exists (select 1 from ${id(other.table)} where id = new.${id(key)} and ${shared} = new.${shared})`)
  ]);
};

/** A row never points at one of its own table that points on itself. `<table>_<column>_direct`. */
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
