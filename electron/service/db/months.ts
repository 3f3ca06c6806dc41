import { id, literal, monthOf, trigger, type Row } from './sql-text.ts';

/**
 * Monthly figures that triggers keep. A table of months has the key (dimension, dimension_id, month) and a column for each
 * figure; a table of people has a row for everybody who came in such a month.
 */

/** The source of a value: a column of the row, or of the row in another table at whose `id` `key` points. */
export interface Source {
  column: string;
  of?: { table: string; key: string };
}

/** The dimensions in which a row counts, each with the source of its id; a missing id counts as 0. `null`: always 0. */
export type Dimensions = Readonly<Record<string, Source | null>>;

const valueOf = (row: Row, { column, of }: Source): string =>
  of === undefined ? `${row}.${id(column)}` : `(select ${id(column)} from ${id(of.table)} where id = ${row}.${id(of.key)})`;

/** Each dimension with the SQL of its id. */
export const dimensionsOf = (row: Row, dimensions: Dimensions): [dimension: string, dimensionId: string][] =>
  Object.entries(dimensions).map(([dimension, source]) => [dimension, source === null ? '0' : `coalesce(${valueOf(row, source)}, 0)`]);

/**
 * SQL that adds amounts to a row of months, making the row if it is missing. Ids, months and amounts are SQL, so only functions of db/
 * may call this.
 */
export function addToMonth(table: string, dimension: string, dimensionId: string, month: string, amounts: Record<string, string>): string {
  const names = Object.keys(amounts).map(id);
  return `insert into ${id(table)} (dimension, dimension_id, month, ${names.join(', ')})
    values (${literal(dimension)}, ${dimensionId}, ${month}, ${Object.values(amounts).join(', ')})
    on conflict (dimension, dimension_id, month) do update set ${names.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`;
}

/** SQL that takes the amounts of `addToMonth` out again. */
export const takeFromMonth: typeof addToMonth = (table, dimension, dimensionId, month, amounts) =>
  `update ${id(table)} set ${Object.entries(amounts)
    .map(([name, by]) => `${id(name)} = ${name} - ${by}`)
    .join(', ')}
    where dimension = ${literal(dimension)} and dimension_id = ${dimensionId} and month = ${month}`;

/**
 * Counts the different people of each month, and by the month in which they came last before ('' for never). For a range of months the
 * different people are those who came in a month of it and last came before the range. That sum reads a few rows instead of everybody.
 * `<people>_in`, `<people>_out`.
 * @param tables.last the column of `returns` with the month of the last coming
 */
export function differentPeople(tables: { months: string; people: string; returns: string; last: string }): string[] {
  const months = id(tables.months);
  const people = id(tables.people);
  const returns = id(tables.returns);
  const last = id(tables.last);
  const neighbour = (row: Row, which: 'max' | 'min', than: '<' | '>') =>
    `(select ${which}(month) from ${people} where person_id = ${row}.person_id and dimension = ${row}.dimension
      and dimension_id = ${row}.dimension_id and month ${than} ${row}.month)`;
  const before = (row: Row) => `coalesce(${neighbour(row, 'max', '<')}, '')`;
  const after = (row: Row) => neighbour(row, 'min', '>');
  const more = (row: Row, month: string, since: string) => `insert into ${returns} (dimension, dimension_id, month, ${last}, people)
    select ${row}.dimension, ${row}.dimension_id, month, ${last}, 1 from (select ${month} as month, ${since} as ${last}) where month is not null
    on conflict do update set people = people + 1`;
  const fewer = (row: Row, month: string, since: string) => `update ${returns} set people = people - 1
    where dimension = ${row}.dimension and dimension_id = ${row}.dimension_id and month = ${month} and ${last} = ${since}`;
  const ofMonth = (row: Row, sign: '+' | '-') => `update ${months} set people = people ${sign} 1
    where dimension = ${row}.dimension and dimension_id = ${row}.dimension_id and month = ${row}.month`;
  return [
    trigger(`${people}_in`, { at: 'after', event: 'insert', table: people }, [
      ofMonth('new', '+'),
      more('new', 'new.month', before('new')),
      fewer('new', after('new'), before('new')),
      more('new', after('new'), 'new.month')
    ]),
    trigger(`${people}_out`, { at: 'after', event: 'delete', table: people }, [
      ofMonth('old', '-'),
      fewer('old', after('old'), 'old.month'),
      more('old', after('old'), before('old')),
      fewer('old', 'old.month', before('old'))
    ])
  ];
}

/**
 * Keeps sums of a year for each person over the months of dimension `all`, so that a ranking only reads them.
 * `<years>_in`, `<years>_again`, `<years>_out`.
 */
export function yearsOfPeople(tables: { people: string; years: string }): string[] {
  const people = id(tables.people);
  const years = id(tables.years);
  const of = (row: Row) => `year = substr(${row}.month, 1, 4) and person_id = ${row}.person_id`;
  return [
    trigger(`${years}_in`, { at: 'after', event: 'insert', table: people, when: `new.dimension = 'all'` }, [
      `insert into ${years} (year, person_id, services, minutes) values (substr(new.month, 1, 4), new.person_id, new.services, new.minutes)
    on conflict do update set services = services + excluded.services, minutes = minutes + excluded.minutes`
    ]),
    trigger(`${years}_again`, { at: 'after', event: 'update', table: people, of: ['services', 'minutes'], when: `new.dimension = 'all'` }, [
      `update ${years} set services = services + new.services - old.services, minutes = minutes + new.minutes - old.minutes
    where ${of('new')}`
    ]),
    trigger(`${years}_out`, { at: 'after', event: 'delete', table: people, when: `old.dimension = 'all'` }, [
      `update ${years} set services = services - old.services, minutes = minutes - old.minutes where ${of('old')}`,
      `delete from ${years} where ${of('old')} and services = 0`
    ])
  ];
}

type Change = typeof addToMonth;

/**
 * Counts a row in a month once a column is set, until the row is deleted; the column is never cleared.
 * `<table>_<figure>_counted`, `<table>_<figure>_gone`.
 * @param column UTC ms, which gives the month
 */
export function countedOnceSet(name: string, column: string, into: { table: string; figure: string; dimensions: Dimensions }): string[] {
  const at = id(column);
  const each = (row: Row, change: Change) =>
    dimensionsOf(row, into.dimensions).map(([dimension, dimensionId]) =>
      change(into.table, dimension, dimensionId, monthOf(`${row}.${at}`), { [into.figure]: '1' })
    );
  const set = `new.${at} is not null and old.${at} is null`;
  return [
    trigger(`${name}_${into.figure}_counted`, { at: 'after', event: 'update', table: name, of: [at], when: set }, each('new', addToMonth)),
    trigger(
      `${name}_${into.figure}_gone`,
      { at: 'after', event: 'delete', table: name, when: `old.${at} is not null` },
      each('old', takeFromMonth)
    )
  ];
}

/**
 * Counts rows in a month while columns have given values.
 * `<table>_<figure>_counted`, `<table>_<figure>_uncounted`.
 * @param values columns, each with the value with which a row counts
 * @param into.month UTC ms, which gives the month; it and the dimensions are those after the change
 */
export function countedWhileAny(
  name: string,
  values: Readonly<Record<string, string>>,
  into: { table: string; figure: string; month: Source; dimensions: Dimensions }
): string[] {
  const counts = (row: Row) => {
    const any = Object.entries(values).map(([column, value]) => `${row}.${id(column)} is ${literal(value)}`);
    return `(${any.join(' or ')})`;
  };
  const on = (when: string) => ({ at: 'after', event: 'update', table: name, of: Object.keys(values), when }) as const;
  const each = (change: Change) =>
    dimensionsOf('new', into.dimensions).map(([dimension, dimensionId]) =>
      change(into.table, dimension, dimensionId, monthOf(valueOf('new', into.month)), { [into.figure]: '1' })
    );
  return [
    trigger(`${name}_${into.figure}_counted`, on(`${counts('new')} and not ${counts('old')}`), each(addToMonth)),
    trigger(`${name}_${into.figure}_uncounted`, on(`${counts('old')} and not ${counts('new')}`), each(takeFromMonth))
  ];
}
