import { addToMonth, dimensionsOf, takeFromMonth, type Dimensions } from './months.ts';
import { id, list, literal, refuse, trigger, type Row } from './sql-text.ts';

/** Hours of service: one record of a person never overlaps another, and only approved ones are counted and certified. */

/** The dimensions in which a record counts. */
const DIMENSIONS: Dimensions = {
  all: null,
  project: { column: 'project_id' },
  category: { column: 'category_id' },
  organisation: { column: 'organisation_id' }
};

export interface HourTables {
  record: string;
  volunteer: string;
  months: string;
  people: string;
  certificate: string;
  certified: string;
}

/**
 * Live records of a person do not overlap. A pending correction may overlap the record that it corrects.
 * `<record>_alone`, `<record>_alone_again`.
 * @param live states in which a record takes its person's time
 * @param longest longest record, ms, which bounds each search
 */
export function aloneInTime(name: string, live: readonly string[], longest: number): string[] {
  const day = literal(longest);
  const states = list(live);
  const check = refuse(
    'service of one person overlaps',
    `exists (
    select 1 from ${id(name)} as other
      where other.person_id = new.person_id and other.state in ${states} and other.id <> new.id
        and other.from_at > new.from_at - ${day}
        and other.from_at < coalesce(new.to_at, new.from_at + ${day})
        and coalesce(other.to_at, other.from_at + ${day}) > new.from_at
        and not (new.state = 'pending' and new.corrects_id is other.id)
        and not (other.state = 'pending' and other.corrects_id is new.id)
  )`
  );
  const when = `new.state in ${states}`;
  return [
    trigger(`${name}_alone`, { at: 'after', event: 'insert', table: name, when }, [check]),
    trigger(`${name}_alone_again`, { at: 'after', event: 'update', table: name, of: ['state', 'to_at', 'person_id'], when }, [check])
  ];
}

/**
 * Counts approved records in the months, the people of the months and the volunteer's sums, and takes them out again, which also marks
 * certificates with such a record as outdated. `<record>_in`, `<record>_approved`, `<record>_replaced`, `<record>_moved`.
 */
export function approvedHours(tables: HourTables): string[] {
  const record = id(tables.record);
  const volunteer = id(tables.volunteer);
  const people = id(tables.people);
  const sums = (row: Row, sign: '+' | '-', last: string) =>
    `update ${volunteer} set minutes = minutes ${sign} ${row}.minutes, services = services ${sign} 1, last_served_at = ${last} where person_id = ${row}.person_id`;
  const amounts = (row: Row) => ({ services: '1', minutes: `${row}.minutes` });
  const countIn = (row: Row) => [
    ...dimensionsOf(row, DIMENSIONS).flatMap(([dimension, dimensionId]) => [
      addToMonth(tables.months, dimension, dimensionId, `${row}.month`, amounts(row)),
      `insert into ${people} (dimension, dimension_id, month, person_id, services, minutes)
    values (${literal(dimension)}, ${dimensionId}, ${row}.month, ${row}.person_id, 1, ${row}.minutes)
    on conflict (dimension, dimension_id, month, person_id) do update set services = services + 1, minutes = minutes + excluded.minutes`
    ]),
    sums(row, '+', `max(coalesce(last_served_at, ${row}.from_at), ${row}.from_at)`)
  ];
  const countOut = (row: Row) => [
    ...dimensionsOf(row, DIMENSIONS).flatMap(([dimension, dimensionId]) => {
      const own = `dimension = ${literal(dimension)} and dimension_id = ${dimensionId} and month = ${row}.month and person_id = ${row}.person_id`;
      return [
        takeFromMonth(tables.months, dimension, dimensionId, `${row}.month`, amounts(row)),
        `update ${people} set services = services - 1, minutes = minutes - ${row}.minutes where ${own}`,
        `delete from ${people} where ${own} and services = 0`
      ];
    }),
    sums(row, '-', `(select max(from_at) from ${record} where person_id = ${row}.person_id and state = 'approved')`)
  ];
  const after = (of: string, when: string) => ({ at: 'after', event: 'update', table: record, of: [of], when }) as const;
  return [
    trigger(`${record}_in`, { at: 'after', event: 'insert', table: record, when: `new.state = 'approved'` }, countIn('new')),
    trigger(`${record}_approved`, after('state', `new.state = 'approved' and old.state <> 'approved'`), countIn('new')),
    trigger(`${record}_replaced`, after('state', `old.state = 'approved' and new.state <> 'approved'`), [
      ...countOut('old'),
      `update ${id(tables.certificate)} set outdated = 1
    where id in (select certificate_id from ${id(tables.certified)} where record_id = new.id)`
    ]),
    trigger(`${record}_moved`, after('person_id', `new.person_id <> old.person_id and new.state = 'approved' and old.state = 'approved'`), [
      ...countOut('old'),
      ...countIn('new')
    ])
  ];
}

/** A certificate has only approved hours of its own volunteer. `<certified>_approved`. */
export const onlyApproved = ({ certified, record, certificate }: Pick<HourTables, 'certified' | 'record' | 'certificate'>): string =>
  trigger(`${certified}_approved`, { at: 'before', event: 'insert', table: certified }, [
    refuse(
      'only approved hours are certified',
      `not exists (
    select 1 from ${id(record)} join ${id(certificate)} on ${certificate}.person_id = ${record}.person_id
      where ${record}.id = new.record_id and ${certificate}.id = new.certificate_id and ${record}.state = 'approved')`
    )
  ]);
