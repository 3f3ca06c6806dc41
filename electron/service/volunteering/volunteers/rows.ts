import { maskPhone, shownBirth } from '../../../contract/people/people-rules.ts';
import type { VolunteerRow } from '../../../contract/volunteering/volunteers.ts';
import type { Db } from '../../db/schema.ts';

/** Volunteers with their person and organisation. */
export function volunteerQuery(db: Db) {
  return db
    .selectFrom('volunteer')
    .innerJoin('person', 'person.id', 'volunteer.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .selectAll('volunteer')
    .select([
      'person.name',
      'person.name_key',
      'person.name_sort',
      'person.readings',
      'person.sex',
      'person.birth_date',
      'person.mobile',
      'person.document_kind',
      'person.document_number'
    ])
    .select(['person.organisation_id', 'organisation.name as organisation_name', 'person.emergency_name', 'person.emergency_phone']);
}
export type VolunteerJoined = Awaited<ReturnType<ReturnType<typeof volunteerQuery>['execute']>>[number];

/** Skills and languages by volunteer, in the order of the lists. */
export async function chosenOf(db: Db, personIds: readonly number[]) {
  const rows =
    personIds.length === 0
      ? []
      : await db
          .selectFrom('volunteer_has')
          .innerJoin('volunteer_choice', 'volunteer_choice.id', 'volunteer_has.choice_id')
          .select(['person_id', 'volunteer_choice.id', 'kind', 'name', 'name_en'])
          .where('person_id', 'in', personIds)
          .orderBy('volunteer_choice.id')
          .execute();
  return (personId: number, kind: 'skill' | 'language') =>
    rows
      .filter((row) => row.person_id === personId && row.kind === kind)
      .map((row) => ({ id: row.id, name: row.name, nameEn: row.name_en }));
}

/** Rows for lists. @param reveal whether the operator may see numbers in full */
export async function toVolunteerRows(db: Db, rows: readonly VolunteerJoined[], reveal: boolean): Promise<VolunteerRow[]> {
  const chosen = await chosenOf(
    db,
    rows.map((row) => row.person_id)
  );
  return rows.map((row) => ({
    id: row.person_id,
    number: row.number,
    name: row.name,
    sex: row.sex as VolunteerRow['sex'],
    ...bornOf(row, reveal),
    mobileMasked: maskPhone(row.mobile ?? ''),
    organisation: row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation_name ?? '' },
    state: row.state,
    team: row.team,
    teamLeader: row.team_leader === 1,
    skills: chosen(row.person_id, 'skill'),
    minutes: row.minutes,
    services: row.services,
    lastServedAt: row.last_served_at,
    star: row.star,
    insuredUntil: row.insured_until,
    registeredAt: row.registered_at,
    version: row.version
  }));
}

/** Birth date, or only its year where the document's number is masked. */
export const bornOf = (row: { birth_date: string | null; document_kind: string; document_number: string }, reveal: boolean) =>
  shownBirth({ birthDate: row.birth_date, documentKind: row.document_kind, documentNumber: row.document_number }, reveal);

/** A volunteer as lists of other leaves name them. */
export const volunteerName = (row: { person_id: number; volunteer_number: string; name: string; organisation_name: string | null }) => ({
  id: row.person_id,
  number: row.volunteer_number,
  name: row.name,
  organisation: row.organisation_name ?? ''
});
