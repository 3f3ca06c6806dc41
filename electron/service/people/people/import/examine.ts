import type { RosterMapping, RosterPolicy, RosterPreview, RosterProblem } from '../../../../contract/people/people-import.ts';
import type { Db } from '../../../db/schema.ts';
import { nameColumns } from '../names.ts';
import { personColumns, type PersonColumns, type PersonRecord } from '../persons.ts';
import { Known } from './known.ts';
import { Places, type Place, type PlannedPlace } from './places.ts';
import { readRow, type ReadRow } from './row.ts';
import type { RosterSheet } from './sheet.ts';

/** Rows read before the station is asked about them, in two queries. */
const AT_ONCE = 500;

/** What will be done with a row. `columns` holds what is written: all of a new record, the changed part of a known one. */
export type RowPlan =
  | { kind: 'new'; row: number; columns: PersonColumns; place: Place | null }
  | { kind: 'update'; row: number; person: PersonRecord; columns: Partial<PersonColumns>; place: Place | null }
  | { kind: 'unchanged' | 'skipped' | 'bad'; row: number };

export interface Examination {
  plans: RowPlan[];
  problems: RosterProblem[];
  counts: RosterPreview['counts'];
  /** Organisations that rows to be written need and that must be made, each after the one it lies in. */
  newPlaces: PlannedPlace[];
}

interface Tools {
  today: string;
  progress(done: number, total: number): void;
  checkCancelled(): void;
}

/**
 * Checks every row of a roster against the station and says what an import would do. Writes nothing.
 * @throws StationError CANCELLED
 */
export async function examine(
  db: Db,
  sheet: RosterSheet,
  mapping: RosterMapping,
  policy: RosterPolicy,
  tools: Tools
): Promise<Examination> {
  const places = await Places.load(db, policy.createOrganisations);
  const seen = new Map<string, number>();
  const plans: RowPlan[] = [];
  const problems: RosterProblem[] = [];
  const counts = { new: 0, update: 0, unchanged: 0, skipped: 0, bad: 0 };
  for (let done = 0; done < sheet.filled.length; done += AT_ONCE) {
    tools.checkCancelled();
    tools.progress(done, sheet.filled.length);
    const block = sheet.filled.slice(done, done + AT_ONCE).map((at) => {
      const read = readRow(sheet.rows[at] ?? [], at, mapping, tools.today);
      const readable = !read.problems.some((problem) => problem.severity === 'error');
      return { read, columns: readable ? personColumns(read.fields, tools.today) : null };
    });
    const known = await Known.load(
      db,
      block.flatMap(({ columns }) => columns ?? [])
    );
    for (const { read, columns } of block) {
      const plan = await planRow(read, columns, mapping, policy, { db, places, seen, known });
      plans.push(plan);
      counts[plan.kind] += 1;
      problems.push(...read.problems);
    }
  }
  tools.progress(sheet.filled.length, sheet.filled.length);
  return { plans, problems, counts, newPlaces: neededPlaces(plans, places) };
}

function neededPlaces(plans: readonly RowPlan[], places: Places): PlannedPlace[] {
  const needed = new Set<Place>();
  for (const plan of plans) {
    if (plan.kind !== 'new' && plan.kind !== 'update') continue;
    for (let place = plan.place; place !== null && place.id === null; place = place.parent) needed.add(place);
  }
  return places.planned.filter((place) => needed.has(place));
}

interface Surroundings {
  db: Db;
  places: Places;
  /** Row that named a person first, by each of the person's keys. */
  seen: Map<string, number>;
  known: Known;
}

async function planRow(
  read: ReadRow,
  alone: PersonColumns | null,
  mapping: RosterMapping,
  policy: RosterPolicy,
  around: Surroundings
): Promise<RowPlan> {
  const { row } = read;
  const report = (
    field: RosterProblem['field'],
    code: RosterProblem['code'],
    params: RosterProblem['params'] = {},
    severity: RosterProblem['severity'] = 'error'
  ) =>
    read.problems.push({
      row,
      column: field === null ? null : (mapping[field] ?? null),
      field,
      code,
      severity,
      value: field === 'organisation' ? read.organisation.slice(0, 80) : field === 'team' ? read.team.slice(0, 80) : '',
      params
    });

  const found = around.places.find(read.organisation, read.team);
  const place = typeof found === 'string' ? null : found;
  if (typeof found === 'string') report(found.startsWith('team') ? 'team' : 'organisation', found);
  else if (place?.id === null) report(read.team === '' ? 'organisation' : 'team', 'organisation_made', { path: place.path }, 'note');
  if (alone === null || typeof found === 'string') return { kind: 'bad', row };

  const columns = { ...alone, organisation_id: place?.id ?? null };
  const before = firstSeen(around.seen, columns, place, row);
  if (before !== null) {
    report(null, 'duplicate_in_file', { row: before });
    return { kind: 'bad', row };
  }
  const known = await findKnown(around, columns, place);
  if (known === null) return { kind: 'new', row, columns, place };
  if ('code' in known) {
    report(null, known.code, known.params);
    return { kind: 'bad', row };
  }
  const changes = changesOf(known, columns, read, place);
  if (changes === null) return { kind: 'unchanged', row };
  if (policy.known === 'skip') {
    report(null, 'known_skipped', { name: known.name }, 'note');
    return { kind: 'skipped', row };
  }
  report(null, 'known_updated', { name: known.name }, 'note');
  return { kind: 'update', row, person: known, columns: changes, place };
}

/** The row that named the same person before, or null; the row is remembered under each of its names. */
function firstSeen(seen: Map<string, number>, columns: PersonColumns, place: Place | null, row: number): number | null {
  const document = columns.document_kind === 'none' ? null : `d${columns.document_kind} ${columns.document_number}`;
  const placeKey = place === null ? '' : (place.id ?? place.path);
  const keys = [
    ...(document === null ? [] : [document]),
    // Two people of one name may share a telephone if their documents differ.
    ...(columns.mobile === null ? [] : [`m${columns.name_key} ${columns.mobile} ${document ?? ''}`]),
    ...(columns.mobile === null && document === null ? [`n${columns.name_key} ${placeKey}`] : [])
  ];
  for (const key of keys) {
    const before = seen.get(key);
    if (before !== undefined) return before;
  }
  for (const key of keys) seen.set(key, row);
  return null;
}

type Doubt = { code: 'document_of_other' | 'document_differs' | 'several_known'; params: Record<string, string | number> };

/** The person a row means: by document, else by name and mobile, else (a row with neither) by name and organisation. */
export async function findKnown(
  { db, known }: Pick<Surroundings, 'db' | 'known'>,
  columns: PersonColumns,
  place: Place | null
): Promise<PersonRecord | Doubt | null> {
  const hasDocument = columns.document_kind !== 'none';
  if (hasDocument) {
    const same = known.byDocument(columns);
    if (same)
      return same.name_key === columns.name_key ? same : { code: 'document_of_other', params: { name: same.name, personId: same.id } };
  }
  if (columns.mobile !== null) {
    const alike = known.byNameAndMobile(columns);
    const [first] = alike;
    if (first === undefined) return null;
    if (alike.length > 1) return { code: 'several_known', params: { count: alike.length } };
    if (hasDocument && first.document_kind !== 'none')
      return { code: 'document_differs', params: { name: first.name, personId: first.id } };
    return first;
  }
  if (hasDocument || (place !== null && place.id === null)) return null;
  const named = await db
    .selectFrom('person')
    .selectAll()
    .where('merged_into', 'is', null)
    .where('name_key', '=', columns.name_key)
    .where('organisation_id', place === null ? 'is' : '=', place === null ? null : place.id)
    .limit(3)
    .execute();
  if (named.length > 1) return { code: 'several_known', params: { count: named.length } };
  return named[0] ?? null;
}

/** What the row would change; a blank cell changes nothing. Null if it says what the station knows. */
function changesOf(known: PersonRecord, columns: PersonColumns, read: ReadRow, place: Place | null): Partial<PersonColumns> | null {
  const changes: Partial<PersonColumns> = {};
  const { given } = read;
  const set = <C extends keyof PersonColumns>(column: C) => {
    if (known[column as keyof PersonRecord] !== columns[column]) changes[column] = columns[column];
  };
  if (given.has('name') && known.name !== columns.name) Object.assign(changes, { name: columns.name, ...nameColumns(columns.name, true) });
  if (columns.document_kind !== 'none') {
    set('document_kind');
    set('document_number');
  }
  // A card on record decides, even if the file has no number.
  const card = known.document_kind === 'resident_id' && columns.document_kind === 'none';
  if (columns.sex !== null && !card) set('sex');
  if (columns.birth_date !== null && !card) set('birth_date');
  if (columns.mobile !== null) set('mobile');
  if (given.has('trade')) set('trade');
  if (given.has('politicalStatus')) set('political_status');
  if (given.has('emergencyName')) set('emergency_name');
  if (given.has('emergencyPhone')) set('emergency_phone');
  if (given.has('notes')) set('notes');
  const moves = place !== null && (place.id === null || place.id !== known.organisation_id);
  if (moves) changes.organisation_id = place.id;
  return moves || Object.keys(changes).length > 0 ? changes : null;
}
