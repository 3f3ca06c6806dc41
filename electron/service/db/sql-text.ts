/**
 * Pieces of the SQL of guards and counters. They check every name and value, because SQLite keeps the text of a trigger and runs it much
 * later.
 */

/** The name of a table, column or trigger. @throws Error for anything but small letters, digits and `_` */
export function id(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`"${name}" is no name of a table or column`);
  return name;
}

/** Names of columns, `a, b`. @throws Error for an empty list or a bad name */
export function ids(names: readonly string[]): string {
  if (names.length === 0) throw new Error('a list of columns is empty');
  return names.map(id).join(', ');
}

/** A text, a whole number or null as SQL. @throws Error for any other number */
export function literal(value: string | number | null): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is no whole number`);
  return String(value);
}

/** Values as a list, `('a', 'b')`. */
export const list = (values: readonly (string | number)[]): string => `(${values.map(literal).join(', ')})`;

/** The row after (`new`) or before (`old`) a change. */
export type Row = 'new' | 'old';

export type Event = 'insert' | 'update' | 'delete';

/** SQL for the month `YYYY-MM` in Asia/Shanghai (UTC+8) of an expression in UTC ms. */
export const monthOf = (at: string): string => `strftime('%Y-%m', (${at} + 28800000) / 1000, 'unixepoch')`;

/**
 * A trigger.
 * @param on when it runs, such as `before delete`; `of` limits an update to these columns
 * @param when condition on `new` and `old`; always if left out
 */
export function trigger(
  name: string,
  on: { at: 'before' | 'after'; event: Event; table: string; of?: readonly string[]; when?: string },
  statements: readonly string[]
): string {
  const of = on.of === undefined ? '' : ` of ${ids(on.of)}`;
  const when = on.when === undefined ? '' : `\n  when ${on.when}`;
  const body = statements.map((statement) => `  ${statement};\n`).join('');
  return `create trigger ${id(name)} ${on.at} ${on.event}${of} on ${id(on.table)}${when}\nbegin\n${body}end`;
}

/** SQL that stops the running statement and undoes it, if `where` holds (default: always). */
export const refuse = (message: string, where?: string): string =>
  `select raise(abort, ${literal(message)})${where === undefined ? '' : ` where ${where}`}`;
