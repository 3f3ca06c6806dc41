import { id, literal, monthOf, trigger, type Event, type Row } from './sql-text.ts';

/** The zone log's months (`zone_use_month`): uses, attendances and minutes of each zone and purpose, kept by triggers. */

/**
 * Counts rows that use a zone in the month of the use, while a column says so. `<table>_used`, `<table>_used_again`, `<table>_unused`.
 * Rows have zone_id, from_at and to_at (UTC ms).
 * @param use.purpose key of the purpose under which they count
 * @param use.attendances the column with the number of people who came
 * @param use.on the events of such rows; for an update, the columns that matter
 */
export function zoneUses(
  name: string,
  use: {
    months: string;
    purposes: string;
    purpose: string;
    while: { column: string; is: string | number };
    attendances: string;
    on: readonly Event[];
    of: readonly string[];
  }
): string[] {
  const months = id(use.months);
  const counts = (row: Row) => `${row}.${id(use.while.column)} = ${literal(use.while.is)}`;
  const purpose = `(select id from ${id(use.purposes)} where key = ${literal(use.purpose)})`;
  const minutes = (row: Row) => `(${row}.to_at - ${row}.from_at) / 60000`;
  const count = (row: Row) => `insert into ${months} (zone_id, purpose_id, month, uses, attendances, minutes)
    select ${row}.zone_id, ${purpose}, ${monthOf(`${row}.from_at`)}, 1, ${row}.${id(use.attendances)}, ${minutes(row)} where ${counts(row)}
    on conflict do update set uses = uses + 1, attendances = attendances + excluded.attendances, minutes = minutes + excluded.minutes`;
  const uncount = (row: Row) => `update ${months}
    set uses = uses - 1, attendances = attendances - ${row}.${id(use.attendances)}, minutes = minutes - ${minutes(row)}
    where ${counts(row)} and zone_id = ${row}.zone_id and purpose_id = ${purpose} and month = ${monthOf(`${row}.from_at`)}`;
  const made: Record<Event, () => string> = {
    insert: () => trigger(`${name}_used`, { at: 'after', event: 'insert', table: name, when: counts('new') }, [count('new')]),
    update: () =>
      trigger(
        `${name}_used_again`,
        { at: 'after', event: 'update', table: name, of: use.of, when: `${counts('old')} or ${counts('new')}` },
        [uncount('old'), count('new')]
      ),
    delete: () => trigger(`${name}_unused`, { at: 'after', event: 'delete', table: name, when: counts('old') }, [uncount('old')])
  };
  return use.on.map((event) => made[event]());
}

/**
 * Counts overlapping shifts of a project as one use of their zone (`held` and `served` of the row). The use is held when its last shift
 * was held; everybody who served in any of the shifts counts once.
 * `<use>_made`, `<use>_shift_made`, `<use>_shift`, `<use>_sign_up`.
 */
export function sharedUses(tables: { use: string; shift: string; signUp: string }): string[] {
  const use = id(tables.use);
  const shift = id(tables.shift);
  const signUp = id(tables.signUp);
  const within = `from ${shift} where ${shift}.project_id = ${use}.project_id and ${shift}.zone_id = ${use}.zone_id
      and ${shift}.from_at >= ${use}.from_at and ${shift}.to_at <= ${use}.to_at`;
  const refresh = (where: string) => `update ${use} set
    held = exists (select 1 ${within} and ${shift}.state = 'held') and not exists (select 1 ${within} and ${shift}.state = 'planned'),
    served = (select count(distinct person_id) from ${signUp} where outcome = 'served' and shift_id in (select ${shift}.id ${within} and ${shift}.state = 'held'))
    where ${where}`;
  const useOf = (row: Row) =>
    `project_id = ${row}.project_id and zone_id = ${row}.zone_id and from_at <= ${row}.from_at and to_at >= ${row}.to_at`;
  return [
    trigger(`${use}_made`, { at: 'after', event: 'insert', table: use }, [refresh('id = new.id')]),
    trigger(`${use}_shift_made`, { at: 'after', event: 'insert', table: shift, when: 'new.zone_id is not null' }, [refresh(useOf('new'))]),
    trigger(`${use}_shift`, { at: 'after', event: 'update', table: shift, of: ['state', 'from_at', 'to_at', 'zone_id'] }, [
      refresh(useOf('old')),
      refresh(useOf('new'))
    ]),
    trigger(
      `${use}_sign_up`,
      {
        at: 'after',
        event: 'update',
        table: signUp,
        of: ['outcome', 'person_id'],
        when: `new.outcome is 'served' or old.outcome is 'served'`
      },
      [
        refresh(`id in (select used.id from ${use} as used join ${shift} as own on own.id = new.shift_id
      where used.project_id = own.project_id and used.zone_id = own.zone_id and used.from_at <= own.from_at and used.to_at >= own.to_at)`)
      ]
    )
  ];
}
