import type {
  LeftOutReason,
  RosterDecision,
  RosterDuplicate,
  RosterMapping,
  RosterPolicy,
  RosterPreview,
  RosterProblem
} from '../../../../contract/people/people-import.ts';
import type { Db } from '../../../db/schema.ts';
import { StationError } from '../../../core/errors.ts';
import { personColumns, type PersonColumns } from '../persons.ts';
import { changesOf } from './changes.ts';
import type { RowPlan } from './row-plan.ts';
import { Known } from './known.ts';
import { whyLeftOut } from './left-out.ts';
import { Places, type Place, type PlannedPlace } from './places.ts';
import { isMasked, readRow, type ReadRow } from './row.ts';
import { cellsOf, cellText, type RosterSheet } from './sheet.ts';
import { meant, type Meant } from './meant.ts';

/** Rows read before the station is asked about them. */
const AT_ONCE = 500;

export interface LeftOut {
  row: number;
  reason: LeftOutReason;
  text: string;
}

export interface Examination {
  plans: RowPlan[];
  problems: RosterProblem[];
  counts: RosterPreview['counts'];
  leftOut: LeftOut[];
  duplicates: RosterDuplicate[];
  /** Organisations that rows to be written need and that must be made, each after the one it lies in. */
  newPlaces: PlannedPlace[];
  places: Places;
}

/** What was chosen for a roster. */
export interface Choices {
  mapping: RosterMapping;
  policy: RosterPolicy;
  /** Where rows belong that name no organisation. */
  organisationId: number | null;
  decisions: readonly RosterDecision[];
}

interface Tools {
  today: string;
  progress(done: number, total: number): void;
  checkCancelled(): void;
}

/** Fields that people write once over several rows. */
const MERGED_FIELDS = ['organisation', 'team', 'trade', 'politicalStatus', 'sex', 'notes', 'documentKind'] as const;

interface Readable {
  read: ReadRow;
  columns: PersonColumns | null;
  place: Place | null;
}

/**
 * Checks every row of a roster against the station and says what an import would do. Writes nothing; what is written is what
 * this answers, so that the preview and the import cannot differ.
 * @throws StationError CANCELLED
 */
export async function examine(db: Db, sheet: RosterSheet, choices: Choices, tools: Tools): Promise<Examination> {
  const places = await Places.load(db, choices.policy.createOrganisations, choices.organisationId);
  const { rows, leftOut } = readRows(sheet, choices.mapping, places, tools);
  const decisions = new Map(choices.decisions.map((decision) => [decision.row, decision]));
  const around = {
    db,
    policy: choices.policy,
    mapping: choices.mapping,
    seen: new Map<string, number>(),
    claimed: new Map<number, number>(),
    ofName: countNames(rows),
    earlier: new Map<string, { row: number; columns: PersonColumns; place: Place | null }>(),
    decisions,
    organisationName: (id: number | null) => (id === null ? '' : places.nameOf(id)),
    known: await Known.load(db, [])
  };
  const examined: Examination = {
    plans: [],
    problems: [],
    counts: { new: 0, update: 0, unchanged: 0, skipped: 0, bad: 0 },
    leftOut,
    duplicates: [],
    newPlaces: [],
    places
  };
  for (let done = 0; done < rows.length; done += AT_ONCE) {
    tools.checkCancelled();
    tools.progress(done, sheet.filled.length);
    const block = rows.slice(done, done + AT_ONCE);
    around.known = await Known.load(
      db,
      block.flatMap(({ read, columns, place }) =>
        columns === null ? [] : { ...columns, organisation_id: place?.id ?? null, masked: isMasked(read) }
      )
    );
    for (const one of block) {
      const plan = planRow(one, around, examined);
      examined.plans.push(plan);
      if (plan.kind === 'left') examined.leftOut.push({ row: plan.row, reason: 'decided', text: one.read.fields.name });
      else examined.counts[plan.kind] += 1;
      examined.problems.push(...one.read.problems);
    }
  }
  tools.progress(sheet.filled.length, sheet.filled.length);
  examined.newPlaces = neededPlaces(examined.plans, places);
  return examined;
}

/** Reads all rows by themselves; those that are nobody are told apart from those that are somebody. */
function readRows(sheet: RosterSheet, mapping: RosterMapping, places: Places, tools: Tools): { rows: Readable[]; leftOut: LeftOut[] } {
  const rows: Readable[] = [];
  const leftOut: LeftOut[] = [];
  const fill = MERGED_FIELDS.map((field) => mapping[field]);
  const columns = Object.values(mapping);
  for (const [done, at] of sheet.filled.entries()) {
    if (done % AT_ONCE === 0) tools.checkCancelled();
    const own = sheet.rows[at] ?? [];
    const reason = whyLeftOut({
      name: cellText(own[mapping.name ?? -1]),
      mapped: columns.filter((column) => column !== mapping.name).map((column) => cellText(own[column])),
      all: own.map(cellText),
      headers: sheet.headers
    });
    if (reason !== null) {
      leftOut.push({
        row: at + 1,
        reason,
        text: own
          .map(cellText)
          .filter((text) => text !== '')
          .join(' ')
          .slice(0, 80)
      });
      continue;
    }
    const read = readRow(cellsOf(sheet, at, fill), at, mapping, tools.today, sheet.date1904);
    const place = placeOfRow(read, mapping, places);
    rows.push({ read, place, columns: columnsOf(read, tools.today) });
  }
  return { rows, leftOut };
}

function placeOfRow(read: ReadRow, mapping: RosterMapping, places: Places): Place | null {
  // Where a formula failed there is no telling which place was meant.
  if (read.problems.some((one) => one.severity === 'error' && (one.field === 'organisation' || one.field === 'team'))) return null;
  const found = places.find(read.organisation, read.team);
  const field = read.team === '' || (typeof found === 'string' && !found.startsWith('team')) ? 'organisation' : 'team';
  const report = (code: RosterProblem['code'], params: RosterProblem['params'], severity: RosterProblem['severity']) =>
    read.problems.push({ row: read.row, column: mapping[field] ?? null, field, code, severity, value: read[field].slice(0, 80), params });
  if (typeof found === 'string') {
    report(found, found === 'organisation_long' ? { max: 60 } : {}, 'error');
    return null;
  }
  if (found?.id === null) report('organisation_made', { path: found.path }, 'note');
  return found;
}

/** The columns a readable row would write. What no rule of the row foresaw is a problem of that row, not of the whole import. */
function columnsOf(read: ReadRow, today: string): PersonColumns | null {
  if (read.problems.some((problem) => problem.severity === 'error')) return null;
  try {
    return personColumns(read.fields, today);
  } catch (error) {
    if (!(error instanceof StationError)) throw error;
    read.problems.push({ row: read.row, column: null, field: null, code: 'row_invalid', severity: 'error', value: '', params: {} });
    return null;
  }
}

const placeKey = (place: Place | null): number | string | null => (place === null ? null : (place.id ?? place.path));
const nameKey = (columns: PersonColumns, place: Place | null) => `${columns.name_key} ${placeKey(place) ?? ''}`;

/** How many rows have a name in a place: of several nobody can tell which is the one on record. */
function countNames(rows: readonly Readable[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { columns, place } of rows) {
    if (columns === null) continue;
    const key = nameKey(columns, place);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function neededPlaces(plans: readonly RowPlan[], places: Places): PlannedPlace[] {
  const needed = new Set<Place>();
  for (const plan of plans) {
    if (plan.kind !== 'new' && plan.kind !== 'update') continue;
    for (let place = plan.place; place !== null && place.id === null; place = place.parent) needed.add(place);
  }
  return places.planned.filter((place) => needed.has(place));
}

interface Around {
  policy: RosterPolicy;
  mapping: RosterMapping;
  /** Row that named a person first, by each of the person's keys. */
  seen: Map<string, number>;
  /** Row that means a person on record, by the person. */
  claimed: Map<number, number>;
  ofName: Map<string, number>;
  /** The first row of each name in each place. */
  earlier: Map<string, { row: number; columns: PersonColumns; place: Place | null }>;
  decisions: Map<number, RosterDecision>;
  organisationName(id: number | null): string;
  known: Known;
}

function planRow({ read, columns: alone, place }: Readable, around: Around, examined: Pick<Examination, 'duplicates'>): RowPlan {
  const { row } = read;
  const report = (code: RosterProblem['code'], params: RosterProblem['params'] = {}, severity: RosterProblem['severity'] = 'error') =>
    read.problems.push({ row, column: null, field: null, code, severity, value: '', params });
  const bad = (code: RosterProblem['code'], params: RosterProblem['params'] = {}): RowPlan => {
    report(code, params);
    return { kind: 'bad', row };
  };
  const decision = around.decisions.get(row);
  if (decision?.as === 'leave') return { kind: 'left', row };
  if (alone === null) return { kind: 'bad', row };

  const columns = { ...alone, organisation_id: place?.id ?? null };
  const before = firstSeen(around.seen, columns, place, row);
  if (before !== null) return bad('duplicate_in_file', { row: before });

  const first = around.earlier.get(nameKey(columns, place)) ?? null;
  if (first === null) around.earlier.set(nameKey(columns, place), { row, columns, place });
  const found = meant(
    { read, columns, place, alone: (around.ofName.get(nameKey(columns, place)) ?? 0) < 2, earlier: first },
    around,
    decision
  );
  if (found.duplicate !== null) examined.duplicates.push(found.duplicate);
  if (found.kind === 'doubt') return bad(found.code, found.params);
  if (found.kind === 'new') {
    if (isMasked(read)) return bad('number_masked');
    if (place !== null && place.id !== null && place.archived) return bad('organisation_archived');
    return { kind: 'new', row, columns, place, alike: found.alike };
  }
  return planKnown(found, read, columns, place, around, report);
}

function planKnown(
  { person }: Extract<Meant, { kind: 'known' }>,
  read: ReadRow,
  columns: PersonColumns,
  place: Place | null,
  around: Around,
  report: (code: RosterProblem['code'], params?: RosterProblem['params'], severity?: RosterProblem['severity']) => void
): RowPlan {
  const { row } = read;
  const claimed = around.claimed.get(person.id);
  if (claimed !== undefined) {
    report('duplicate_in_file', { row: claimed });
    return { kind: 'bad', row };
  }
  around.claimed.set(person.id, row);
  const changes = changesOf(person, columns, read, place);
  if (changes === null) return { kind: 'unchanged', row };
  if (place !== null && place.id !== null && place.archived && changes.organisation_id !== undefined) {
    report('organisation_archived');
    return { kind: 'bad', row };
  }
  if (around.policy.known === 'skip') {
    report('known_skipped', { name: person.name }, 'note');
    return { kind: 'skipped', row };
  }
  report('known_updated', { name: person.name }, 'note');
  return { kind: 'update', row, person, columns: changes, place };
}

/** The row that named the same person before, or null; the row is remembered under each of its names. */
function firstSeen(seen: Map<string, number>, columns: PersonColumns, place: Place | null, row: number): number | null {
  const document = columns.document_kind === 'none' ? null : `d${columns.document_kind} ${columns.document_number}`;
  const keys = [
    ...(document === null ? [] : [document]),
    // Two people of one name may share a telephone if their documents differ.
    ...(columns.mobile === null ? [] : [`m${columns.name_key} ${columns.mobile} ${document ?? ''}`]),
    ...(columns.mobile === null && document === null ? [`n${columns.name_key} ${placeKey(place) ?? ''}`] : [])
  ];
  for (const key of keys) {
    const before = seen.get(key);
    if (before !== undefined) return before;
  }
  for (const key of keys) seen.set(key, row);
  return null;
}
