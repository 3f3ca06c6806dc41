import { keyset, numberKey, textKey } from '../../db/keyset.ts';
import { contains } from '../../db/contains.ts';
import { sql } from 'kysely';
import { maskDocument, maskPhone, type DocumentKind } from '../../../contract/people/people-rules.ts';
import {
  eligibleLevel,
  isMinor,
  missingOfVolunteer,
  nextLevel,
  pointsOf,
  type Volunteer,
  type VolunteerRow,
  type VolunteerState
} from '../../../contract/volunteering/volunteers.ts';
import { addDays, dateOf } from '../../../contract/core/time.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { subtreeIds } from '../../people/organisations/subtree.ts';
import { firstGram, parseQuery } from '../../people/people/query.ts';
import { personOfCode } from '../../people/people/scanned.ts';
import { gramKeys } from '../../people/people/segments.ts';
import { pendingOf } from '../service-hours/read.ts';
import { readSettings } from '../../core/station/settings.ts';
import { mayReveal } from '../../people/people/may-reveal.ts';
import { chosenOf, toVolunteerRows, volunteerQuery, type VolunteerJoined } from './rows.ts';

export interface VolunteerFilter {
  states?: VolunteerState[] | undefined;
  skillId?: number | undefined;
  languageId?: number | undefined;
  organisationId?: number | undefined;
  team?: string | undefined;
  expiring: boolean;
  text?: string | undefined;
}

/** Insurance and trainings that end within this many days count as running out. */
const EXPIRING_DAYS = 30;

/** The volunteers who pass a filter. @param today date of the station, `YYYY-MM-DD` */
export async function filteredVolunteers(db: Db, filter: VolunteerFilter, today: string) {
  let query = volunteerQuery(db);
  if (filter.states !== undefined && filter.states.length > 0) query = query.where('volunteer.state', 'in', filter.states);
  for (const choice of [filter.skillId, filter.languageId]) {
    if (choice === undefined) continue;
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('volunteer_has')
          .select('choice_id')
          .where('choice_id', '=', choice)
          .whereRef('volunteer_has.person_id', '=', 'volunteer.person_id')
      )
    );
  }
  if (filter.organisationId !== undefined)
    query = query.where('person.organisation_id', 'in', await subtreeIds(db, [filter.organisationId]));
  if (filter.team !== undefined && filter.team !== '') query = query.where('volunteer.team', '=', filter.team);
  if (filter.expiring) {
    const until = addDays(today, EXPIRING_DAYS);
    query = query
      .where('volunteer.state', 'in', ['active', 'paused'])
      .where((eb) =>
        eb.or([
          eb('volunteer.insured_until', '<=', until),
          eb.exists(
            eb
              .selectFrom('volunteer_training')
              .select('id')
              .whereRef('volunteer_training.person_id', '=', 'volunteer.person_id')
              .where('valid_until', '<=', until)
          )
        ])
      );
  }
  const text = filter.text?.trim() ?? '';
  if (/^\d{4}-\d{0,5}$/.test(text)) query = query.where('volunteer.number', '>=', text).where('volunteer.number', '<', `${text}:`);
  else if (text !== '') query = query.where(contains(['person.name'], text));
  return query;
}

/** A page of the register. @throws StationError INVALID for a cursor of another list */
export async function listVolunteers(
  context: Context,
  input: VolunteerFilter & { order: 'number' | 'hours' | 'name'; after?: string | undefined; limit: number }
) {
  const { db, clock } = context.station;
  const query = await filteredVolunteers(db, input, dateOf(clock.now()));
  const byId = numberKey('volunteer.person_id', (row: VolunteerJoined) => row.person_id);
  const { rows: shown, next } = await {
    number: () => keyset(query, input, 'desc', [textKey('volunteer.number', (row) => row.number), byId]),
    hours: () => keyset(query, input, 'desc', [numberKey('volunteer.minutes', (row) => row.minutes), byId]),
    name: () => keyset(query, input, 'asc', [textKey('person.name_sort', (row) => row.name_sort), byId])
  }[input.order]();
  return {
    rows: await toVolunteerRows(db, shown, mayReveal(context)),
    next,
    total: input.after === undefined ? await cappedCount(db, query) : null
  };
}

/** Most texts of the search table read for one search. */
const LOOKED = 400;

/** The full numbers for a number without year and zeros, one for each year with numbers. */
async function numbersOf(db: Db, digits: string): Promise<string[]> {
  const years = await db.selectFrom('number_counter').select('year').where('name', '=', 'volunteer').execute();
  return years.map(({ year }) => `${year}-${digits.padStart(5, '0')}`);
}

/** Volunteers by name, pinyin, initials, last digits or number (whole, or `12` for 2026-00012), best first, without those who left. */
export async function searchVolunteers(db: Db, typed: string, limit: number, reveal: boolean): Promise<VolunteerRow[]> {
  const text = typed.trim();
  if (/^\d{4}-\d*$/.test(text)) {
    const rows = await volunteerQuery(db)
      .where('volunteer.number', '>=', text)
      .where('volunteer.number', '<', `${text}:`)
      .where('volunteer.state', '<>', 'left')
      .orderBy('volunteer.number')
      .limit(limit)
      .execute();
    return toVolunteerRows(db, rows, reveal);
  }
  // Four digits are the end of a mobile number.
  if (/^(\d{1,3}|\d{5})$/.test(text)) {
    const numbers = await numbersOf(db, text);
    const rows = await volunteerQuery(db)
      .where('volunteer.number', 'in', numbers)
      .where('volunteer.state', '<>', 'left')
      .orderBy('volunteer.number', 'desc')
      .limit(limit)
      .execute();
    if (rows.length > 0) return toVolunteerRows(db, rows, reveal);
  }
  const query = parseQuery(text);
  const keys = query === null ? null : gramKeys(db, query.prefixes, null, Number.MAX_SAFE_INTEGER);
  if (query === null || keys === null) return [];
  const hits = await db
    .selectFrom(keys.as('found'))
    .innerJoin('volunteer', 'volunteer.person_id', 'found.person_id')
    .select(['found.gram', 'found.person_id'])
    .where('volunteer.state', '<>', 'left')
    .orderBy('found.gram')
    .limit(LOOKED)
    .execute();
  const ids = [...new Set(hits.map((hit) => hit.person_id))];
  const rows = ids.length === 0 ? [] : await volunteerQuery(db).where('volunteer.person_id', 'in', ids).execute();
  const matching = rows.flatMap((row) => {
    const gram = firstGram(query, row);
    return gram === null ? [] : [{ row, gram }];
  });
  matching.sort((a, b) => (a.gram < b.gram ? -1 : a.gram > b.gram ? 1 : a.row.person_id - b.row.person_id));
  return toVolunteerRows(
    db,
    matching.slice(0, limit).map(({ row }) => row),
    reveal
  );
}

export async function volunteerOfPerson(db: Db, personId: number, reveal: boolean): Promise<VolunteerRow | null> {
  const row = await volunteerQuery(db).where('volunteer.person_id', '=', personId).executeTakeFirst();
  return row === undefined ? null : ((await toVolunteerRows(db, [row], reveal))[0] ?? null);
}

/** The person of a scanned badge, code or ID card. */
export async function scanVolunteer(db: Db, code: string, reveal: boolean) {
  const person = await personOfCode(db, code);
  if (person === undefined) return { outcome: 'unknown' as const, person: null, volunteer: null };
  const volunteer = await volunteerOfPerson(db, person.id, reveal);
  return {
    outcome: volunteer === null ? ('person' as const) : ('volunteer' as const),
    person: { id: person.id, name: person.name },
    volunteer
  };
}

/** @throws StationError NOT_FOUND */
export async function getVolunteer(context: Context, id: number, showLimits: boolean): Promise<Volunteer> {
  const { db, clock } = context.station;
  const now = clock.now();
  const today = dateOf(now);
  const row = found(await volunteerQuery(db).where('volunteer.person_id', '=', id).executeTakeFirst(), 'volunteer', id);
  const [listed] = await toVolunteerRows(db, [row], mayReveal(context));
  const chosen = await chosenOf(db, [id]);
  const trainings = await db
    .selectFrom('volunteer_training')
    .innerJoin('volunteer_choice', 'volunteer_choice.id', 'volunteer_training.choice_id')
    .select(['choice_id', 'on_date', 'valid_until', 'reference', 'name', 'name_en'])
    .where('person_id', '=', id)
    .orderBy('on_date', 'desc')
    .orderBy('volunteer_training.id')
    .execute();
  const upcoming = await db
    .selectFrom('sign_up')
    .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('person_id', '=', id)
    .where('sign_up.ended_at', 'is', null)
    .where('shift.to_at', '>', now)
    .executeTakeFirstOrThrow();
  const ladder = await db.selectFrom('star_level').selectAll().orderBy('level').execute();
  const { servicePointsPerHour } = await readSettings(db);
  return {
    ...listed!,
    skillIds: listed!.skills.map((skill) => skill.id),
    languages: chosen(id, 'language'),
    languageIds: chosen(id, 'language').map((language) => language.id),
    trainings: trainings.map((one) => ({
      trainingId: one.choice_id,
      on: one.on_date,
      validUntil: one.valid_until,
      reference: one.reference,
      name: one.name,
      nameEn: one.name_en,
      expired: one.valid_until !== null && one.valid_until < today
    })),
    availability: row.availability,
    availabilityNote: row.availability_note,
    limits: showLimits ? row.limits : '',
    guardianName: row.guardian_name,
    guardianPhoneMasked: maskPhone(row.guardian_phone),
    guardianConsentOn: row.guardian_consent_on,
    insurance: row.insurance,
    insured: row.insured_until !== null && row.insured_until >= today,
    publishConsent: row.publish_consent_at !== null,
    publishConsentAt: row.publish_consent_at,
    nationalNumber: row.national_number,
    notes: row.notes,
    documentKind: row.document_kind as DocumentKind,
    documentMasked: maskDocument(row.document_number),
    emergencyName: row.emergency_name,
    emergencyPhoneMasked: maskPhone(row.emergency_phone),
    minor: isMinor(row.birth_date, today),
    missing: missingOfVolunteer({ birthDate: row.birth_date, mobile: row.mobile ?? '', guardianConsentOn: row.guardian_consent_on }, today),
    reason: row.reason,
    stateAt: row.state_at,
    stateBy: row.state_by,
    appliedAt: row.applied_at,
    pendingMinutes: await pendingOf(db, id),
    eligible: eligibleLevel(ladder, row.minutes),
    next: nextLevel(ladder, row.minutes),
    points: pointsOf(row.minutes, servicePointsPerHour),
    upcoming: Number(upcoming.n)
  };
}

/** Teams in use, by name. */
export async function listTeams(db: Db): Promise<string[]> {
  return (await db.selectFrom('volunteer').select('team').where('team', '<>', sql.lit('')).distinct().orderBy('team').execute()).map(
    (row) => row.team
  );
}
