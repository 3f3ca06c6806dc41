import { sql } from 'kysely';
import type { VolunteerCount, VolunteerDimension } from '../../../contract/volunteering/volunteer-figures.ts';
import type { Db } from '../../db/schema.ts';
import { monthBounds } from '../../core/figures/months.ts';
import { behindKey, figureRows, orZero, type FigureRowsInput } from '../../core/figures/rows.ts';

export interface RowsInput extends FigureRowsInput {
  by: VolunteerDimension;
  id: number;
  count: VolunteerCount;
}

/** One row behind a number. The next page begins after `key`, newest first. */
interface Behind {
  key: [at: number, id: number];
  project: { id: number; code: string; title: string } | null;
  shiftId: number | null;
  recordId: number | null;
  person: { id: number; name: string } | null;
  minutes: number | null;
  detail: string;
}
type Source = (db: Db, input: RowsInput, before: Behind['key'] | null, limit: number) => Promise<Behind[]>;

const SOURCES: Record<VolunteerCount, Source> = {
  registered: registeredBehind,
  people: peopleBehind,
  services: recordsBehind,
  minutes: recordsBehind,
  shifts: shiftsBehind,
  noShows: missedBehind
};

/** A page of the rows behind a number, newest first. @throws StationError INVALID */
export const volunteerFigureRows = (db: Db, input: RowsInput) =>
  figureRows(input, 2, (before: Behind['key'] | null, limit) => SOURCES[input.count](db, input, before, limit));

/** People who became active for the first time; not counted by project or category. */
async function registeredBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  if (input.by === 'project' || input.by === 'category') return [];
  const { from, to } = monthBounds(input);
  let query = db
    .selectFrom('volunteer')
    .innerJoin('person', 'person.id', 'volunteer.person_id')
    .select(['volunteer.person_id', 'volunteer.number', 'volunteer.registered_at', 'person.name'])
    .where('volunteer.registered_at', '>=', from)
    .where('volunteer.registered_at', '<', to)
    .where(behindKey(['volunteer.registered_at', 'volunteer.person_id'], before));
  if (input.by === 'organisation') query = query.where(orZero('volunteer.registered_organisation_id'), '=', input.id);
  const rows = await query.orderBy('volunteer.registered_at', 'desc').orderBy('volunteer.person_id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    key: [row.registered_at ?? 0, row.person_id],
    project: null,
    shiftId: null,
    recordId: null,
    person: { id: row.person_id, name: row.name },
    minutes: null,
    detail: row.number
  }));
}

/** Approved records of a range. */
function recordsOf(db: Db, input: RowsInput) {
  const { from, to } = monthBounds(input);
  let query = db
    .selectFrom('service_record')
    .innerJoin('project', 'project.id', 'service_record.project_id')
    .innerJoin('person', 'person.id', 'service_record.person_id')
    .where('service_record.state', '=', 'approved')
    .where('service_record.from_at', '>=', from)
    .where('service_record.from_at', '<', to);
  if (input.by === 'project') query = query.where('service_record.project_id', '=', input.id);
  if (input.by === 'category') query = query.where('service_record.category_id', '=', input.id);
  if (input.by === 'organisation') query = query.where(orZero('service_record.organisation_id'), '=', input.id);
  return query;
}
const RECORD_COLUMNS = [
  'service_record.id',
  'from_at',
  'service_record.project_id',
  'code',
  'title',
  'service_record.shift_id',
  'service_record.person_id',
  'person.name',
  'minutes',
  'role'
] as const;

async function recordsBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  const rows = await recordsOf(db, input)
    .select(RECORD_COLUMNS)
    .where(behindKey(['service_record.from_at', 'service_record.id'], before))
    .orderBy('service_record.from_at', 'desc')
    .orderBy('service_record.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    key: [row.from_at, row.id],
    project: { id: row.project_id, code: row.code, title: row.title },
    shiftId: row.shift_id,
    recordId: row.id,
    person: { id: row.person_id, name: row.name },
    minutes: row.minutes,
    detail: row.role
  }));
}

/** Different people, each at the last time they served, with all their minutes. */
async function peopleBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  const served = recordsOf(db, input)
    .select((eb) => [
      'service_record.person_id',
      eb.fn.max('service_record.from_at').as('at'),
      eb.fn.sum<number>('service_record.minutes').as('sum_minutes')
    ])
    .groupBy('service_record.person_id');
  const rows = await db
    .selectFrom(served.as('served'))
    .innerJoin('person', 'person.id', 'served.person_id')
    .innerJoin('volunteer', 'volunteer.person_id', 'served.person_id')
    .select(['served.at', 'served.sum_minutes', 'person.id', 'person.name', 'volunteer.number'])
    .where(behindKey(['served.at', 'person.id'], before))
    .orderBy('served.at', 'desc')
    .orderBy('person.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    key: [row.at, row.id],
    project: null,
    shiftId: null,
    recordId: null,
    person: { id: row.id, name: row.name },
    minutes: Number(row.sum_minutes),
    detail: row.number
  }));
}

async function shiftsBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  if (input.by === 'organisation') return [];
  const { from, to } = monthBounds(input);
  let query = db
    .selectFrom('shift')
    .innerJoin('project', 'project.id', 'shift.project_id')
    .innerJoin('project_need', 'project_need.id', 'shift.need_id')
    .select(['shift.id', 'shift.from_at', 'shift.project_id', 'code', 'title', 'project_need.role'])
    .where('shift.state', '=', 'held')
    .where('shift.from_at', '>=', from)
    .where('shift.from_at', '<', to)
    .where(behindKey(['shift.from_at', 'shift.id'], before));
  if (input.by === 'project') query = query.where('shift.project_id', '=', input.id);
  if (input.by === 'category') query = query.where('project.category_id', '=', input.id);
  const rows = await query.orderBy('shift.from_at', 'desc').orderBy('shift.id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    key: [row.from_at, row.id],
    project: { id: row.project_id, code: row.code, title: row.title },
    shiftId: row.id,
    recordId: null,
    person: null,
    minutes: null,
    detail: row.role
  }));
}

async function missedBehind(db: Db, input: RowsInput, before: Behind['key'] | null, limit: number): Promise<Behind[]> {
  const { from, to } = monthBounds(input);
  let query = db
    .selectFrom('sign_up')
    .innerJoin('shift', 'shift.id', 'sign_up.shift_id')
    .innerJoin('project', 'project.id', 'sign_up.project_id')
    .innerJoin('person', 'person.id', 'sign_up.person_id')
    .select([
      'sign_up.id',
      'shift.from_at',
      'sign_up.project_id',
      'code',
      'title',
      'sign_up.shift_id',
      'sign_up.person_id',
      'person.name',
      'outcome'
    ])
    .where((eb) => eb.or([eb('outcome', '=', sql.lit('absent' as const)), eb('end_reason', '=', sql.lit('withdrawn_late' as const))]))
    .where('shift.from_at', '>=', from)
    .where('shift.from_at', '<', to)
    .where(behindKey(['shift.from_at', 'sign_up.id'], before));
  if (input.by === 'project') query = query.where('sign_up.project_id', '=', input.id);
  if (input.by === 'category') query = query.where('project.category_id', '=', input.id);
  if (input.by === 'organisation') query = query.where(orZero('sign_up.organisation_id'), '=', input.id);
  const rows = await query.orderBy('shift.from_at', 'desc').orderBy('sign_up.id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    key: [row.from_at, row.id],
    project: { id: row.project_id, code: row.code, title: row.title },
    shiftId: row.shift_id,
    recordId: null,
    person: { id: row.person_id, name: row.name },
    minutes: null,
    detail: row.outcome === 'absent' ? 'absent' : 'withdrawn_late'
  }));
}
