import type { VolunteerDimension } from '../../../contract/volunteering/volunteer-figures.ts';
import { dateOf, monthOf } from '../../../contract/core/time.ts';
import type { Db } from '../../db/schema.ts';

export interface VolunteerCell {
  registered: number;
  people: number;
  services: number;
  minutes: number;
  shifts: number;
  no_shows: number;
}

const EMPTY: VolunteerCell = { registered: 0, people: 0, services: 0, minutes: 0, shifts: 0, no_shows: 0 };

/** Counts all figures again from the records; every cell (`dimension id month`) must equal the roll-up. */
export async function recountVolunteers(db: Db): Promise<Map<string, VolunteerCell>> {
  const cells = new Map<string, VolunteerCell>();
  const people = new Map<string, Set<number>>();
  const add = (at: number, places: [VolunteerDimension, number][], counts: Partial<VolunteerCell>, personId?: number) => {
    for (const [dimension, id] of places) {
      const key = `${dimension} ${id} ${monthOf(dateOf(at))}`;
      const cell = cells.get(key) ?? { ...EMPTY };
      for (const [column, by] of Object.entries(counts)) cell[column as keyof VolunteerCell] += by;
      cells.set(key, cell);
      if (personId !== undefined) people.set(key, (people.get(key) ?? new Set()).add(personId));
    }
  };
  for (const row of await db.selectFrom('service_record').selectAll().where('state', '=', 'approved').execute()) {
    const places: [VolunteerDimension, number][] = [
      ['all', 0],
      ['project', row.project_id],
      ['category', row.category_id],
      ['organisation', row.organisation_id ?? 0]
    ];
    add(row.from_at, places, { services: 1, minutes: Math.floor(((row.to_at ?? 0) - row.from_at) / 60_000) }, row.person_id);
  }
  const projects = new Map(
    (await db.selectFrom('project').select(['id', 'category_id']).execute()).map((row) => [row.id, row.category_id])
  );
  const shifts = await db.selectFrom('shift').select(['id', 'project_id', 'from_at', 'state']).execute();
  for (const row of shifts) {
    if (row.state === 'held')
      add(
        row.from_at,
        [
          ['all', 0],
          ['project', row.project_id],
          ['category', projects.get(row.project_id) ?? 0]
        ],
        { shifts: 1 }
      );
  }
  for (const row of await db.selectFrom('sign_up').selectAll().execute()) {
    if (row.outcome !== 'absent' && row.end_reason !== 'withdrawn_late') continue;
    const at = shifts.find((shift) => shift.id === row.shift_id)!.from_at;
    add(
      at,
      [
        ['all', 0],
        ['project', row.project_id],
        ['category', projects.get(row.project_id) ?? 0],
        ['organisation', row.organisation_id ?? 0]
      ],
      { no_shows: 1 }
    );
  }
  for (const row of await db.selectFrom('volunteer').selectAll().where('registered_at', 'is not', null).execute()) {
    add(
      row.registered_at ?? 0,
      [
        ['all', 0],
        ['organisation', row.registered_organisation_id ?? 0]
      ],
      { registered: 1 }
    );
  }
  for (const [key, set] of people) cells.get(key)!.people = set.size;
  return cells;
}

/** The roll-up in the same form, without cells that hold only zeros. */
export async function keptVolunteers(db: Db): Promise<Map<string, VolunteerCell>> {
  const cells = new Map<string, VolunteerCell>();
  for (const { dimension, dimension_id, month, ...cell } of await db.selectFrom('volunteer_month').selectAll().execute()) {
    if (Object.values(cell).some((value) => value !== 0)) cells.set(`${dimension} ${dimension_id} ${month}`, cell);
  }
  return cells;
}
