import { isNothing } from '../../../contract/core/cell-text.ts';
import { IMPORT_MAX_BYTES, ROSTER_FIELDS, type RosterMapping, type RosterProblem } from '../../../contract/people/people-import.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { splitWishes, surveyFieldOfHeader, wishKey, type wishProblem } from '../../../contract/training/wishes.ts';
import { readWeekTimes } from '../../../contract/training/week-times.ts';
import type { z } from 'zod';
import type { Actor } from '../../core/audit/chain.ts';
import { jobCommand, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';
import { runJob } from '../../core/jobs/run.ts';
import { openedOf } from '../../people/people/import/jobs.ts';
import { Known } from '../../people/people/import/known.ts';
import { whyLeftOut } from '../../people/people/import/left-out.ts';
import { meant } from '../../people/people/import/meant.ts';
import { Places } from '../../people/people/import/places.ts';
import { isMasked, readRow } from '../../people/people/import/row.ts';
import { cellsOf, cellText, readRoster, type Layout, type RosterSheet } from '../../people/people/import/sheet.ts';
import { createPersonTx, personColumns, type PersonFields } from '../../people/people/persons.ts';
import type { JobTools } from '../../core/jobs/job.ts';
import { stationOf } from '../../core/jobs/station.ts';
import { courseNamed, keepWishTx } from './write.ts';

export type WishProblem = z.output<typeof wishProblem>;
type Mapping = Record<string, number>;
interface Plan {
  row: number;
  /** Somebody on record, or the fields of somebody new (rows of one new person share them). */
  person: { id: number } | { key: string; fields: PersonFields; organisationId: number | null };
  wishes: { text: string; courseId: number | null }[];
  evenings: number[];
}

/** Which column holds what: what was chosen, else by the headers. */
function mappingOf(sheet: RosterSheet, chosen: Mapping | undefined): Mapping {
  if (chosen !== undefined) return chosen;
  const mapping: Mapping = {};
  for (const [column, header] of sheet.headers.entries()) {
    const field = surveyFieldOfHeader(header);
    if (field !== null && mapping[field] === undefined) mapping[field] = column;
  }
  return mapping;
}

const rosterPart = (mapping: Mapping): RosterMapping =>
  Object.fromEntries(
    ROSTER_FIELDS.filter((field) => mapping[field] !== undefined).map((field) => [field, mapping[field]])
  ) as RosterMapping;

/** Checks every row of a survey against the station. Writes nothing. @throws StationError INVALID, CANCELLED */
async function examine(db: Db, sheet: RosterSheet, mapping: Mapping, tools: Pick<JobTools, 'now' | 'checkCancelled'>) {
  if (mapping['name'] === undefined || mapping['wish'] === undefined) {
    throw new StationError('INVALID', { field: 'mapping', reason: mapping['name'] === undefined ? 'no_name' : 'no_wish' });
  }
  const today = dateOf(tools.now);
  const places = await Places.load(db, false);
  const plans: Plan[] = [];
  const problems: WishProblem[] = [];
  const counts = { new: 0, known: 0, people: 0, bad: 0 };
  const seen = new Set<string>();
  const made = new Set<string>();
  for (const [done, at] of sheet.filled.entries()) {
    if (done % 100 === 0) tools.checkCancelled();
    const plan = await planRow(at, { db, sheet, mapping, today, places, problems });
    if (plan === undefined) continue;
    if (plan === null) {
      counts.bad += 1;
      continue;
    }
    const own = 'id' in plan.person ? `p${plan.person.id}` : plan.person.key;
    if (!('id' in plan.person) && !made.has(own)) {
      made.add(own);
      counts.people += 1;
      problems.push({ row: plan.row, code: 'person_made', severity: 'note', value: plan.person.fields.name });
    }
    for (const wish of plan.wishes) {
      const key = `${own} ${wish.courseId ?? ''} ${wish.courseId === null ? wishKey(wish.text) : ''}`;
      const known = 'id' in plan.person && (await isKnown(db, plan.person.id, wish));
      if (known || seen.has(key)) counts.known += 1;
      else counts.new += 1;
      if (seen.has(key)) problems.push({ row: plan.row, code: 'duplicate_in_file', severity: 'note', value: wish.text });
      else if (known) problems.push({ row: plan.row, code: 'known_wish', severity: 'note', value: wish.text });
      else if (wish.courseId !== null) problems.push({ row: plan.row, code: 'course_found', severity: 'note', value: wish.text });
      seen.add(key);
    }
    plans.push(plan);
  }
  return { plans, problems, counts };
}

async function isKnown(db: Db, personId: number, wish: Plan['wishes'][number]): Promise<boolean> {
  const { courseId } = wish;
  const query = db
    .selectFrom('wish')
    .select('id')
    .where('person_id', '=', personId)
    .where('text_key', '=', courseId === null ? wishKey(wish.text) : '');
  return (
    (await query.where((eb) => (courseId === null ? eb('course_id', 'is', null) : eb('course_id', '=', courseId))).executeTakeFirst()) !==
    undefined
  );
}

const ROSTER_CODES: Partial<Record<RosterProblem['code'], WishProblem['code']>> = {
  name_missing: 'name_missing',
  name_long: 'name_missing',
  number_cut: 'number_cut',
  mobile_invalid: 'mobile_invalid',
  cell_fault: 'cell_fault',
  cell_uncomputed: 'cell_fault'
};
/** What says who somebody is. A mistake in anything else leaves that out of the record, not the wish. */
const WHO: readonly RosterProblem['field'][] = ['name', 'documentKind', 'documentNumber', 'mobile'];
const LONGEST_WISH = 120;

interface Around {
  db: Db;
  sheet: RosterSheet;
  mapping: Mapping;
  today: string;
  places: Places;
  problems: WishProblem[];
}

/** One row, null where it cannot be taken in, undefined where it is nobody's. */
async function planRow(at: number, around: Around): Promise<Plan | null | undefined> {
  const { db, sheet, mapping, today, places, problems } = around;
  const own = sheet.rows[at] ?? [];
  const reason = whyLeftOut({
    name: cellText(own[mapping['name'] ?? -1]),
    mapped: Object.entries(mapping).flatMap(([field, column]) => (field === 'name' ? [] : cellText(own[column]))),
    all: own.map(cellText),
    headers: sheet.headers
  });
  if (reason === 'blank') return undefined;
  if (reason !== null) {
    problems.push({ row: at + 1, code: 'left_out', severity: 'note', value: own.map(cellText).join(' ').trim().slice(0, 40) });
    return undefined;
  }
  const cells = cellsOf(sheet, at, [mapping['organisation'], mapping['team']]);
  const read = readRow(cells, at, rosterPart(mapping), today, sheet.date1904);
  const row = read.row;
  const report = (code: WishProblem['code'], severity: WishProblem['severity'], value = '') =>
    problems.push({ row, code, severity, value });
  const errors = read.problems.filter((problem) => problem.severity === 'error' && WHO.includes(problem.field));
  for (const problem of errors) report(ROSTER_CODES[problem.code] ?? 'document_invalid', 'error', problem.value);
  for (const problem of read.problems)
    if (problem.severity === 'error' && !WHO.includes(problem.field)) report('field_ignored', 'note', problem.value);
  const cell = cellText(cells[mapping['wish'] ?? -1]);
  // A course may have a stroke or comma in its title.
  const texts = (await courseNamed(db, cell)) === null ? splitWishes(cell) : [cell];
  if (texts.length === 0) report('wish_missing', 'error');
  const long = texts.find((text) => text.length > LONGEST_WISH);
  if (long !== undefined) report('wish_long', 'error', long.slice(0, 40));
  const evening = mapping['evenings'] === undefined ? '' : cellText(cells[mapping['evenings']]);
  const { days: evenings, understood } = readWeekTimes(isNothing(evening) ? '' : evening);
  if (!understood) report('evening_unknown', 'note', evening.slice(0, 40));
  const found = places.find(read.organisation, read.team);
  const place = typeof found === 'string' ? null : found;
  if (typeof found === 'string') report('organisation_unknown', 'note', read.organisation.slice(0, 60));
  if (errors.length > 0 || texts.length === 0 || long !== undefined) return null;
  const columns = { ...personColumns(read.fields, today), organisation_id: place?.id ?? null };
  const known = await Known.load(db, [{ ...columns, masked: isMasked(read) }]);
  const organisationName = (id: number | null) => (id === null ? '' : places.nameOf(id));
  const who = meant({ read, columns, place, alone: true, earlier: null }, { known, claimed: new Map(), organisationName }, undefined);
  if (who.kind === 'doubt' || (who.kind === 'new' && isMasked(read))) {
    report('several_known', 'error', read.fields.name);
    return null;
  }
  if (who.duplicate !== null) report('perhaps_known', 'note', read.fields.name);
  const wishes = [];
  // What somebody wished in these words before is that wish, whatever it holds.
  const whole = texts.length > 1 && who.kind === 'known' && (await isKnown(db, who.person.id, { text: cell, courseId: null }));
  for (const text of whole ? [cell] : texts) wishes.push({ text, courseId: await courseNamed(db, text) });
  const key =
    columns.document_kind === 'none'
      ? `n${columns.name_key} ${columns.mobile ?? ''} ${place?.id ?? ''}`
      : `d${columns.document_kind} ${columns.document_number}`;
  const person = who.kind === 'new' ? { key, fields: read.fields, organisationId: place?.id ?? null } : { id: who.person.id };
  return { row, person, wishes, evenings };
}

export interface WishOrder {
  bytes: Uint8Array;
  layout: Layout;
  mapping: Mapping | undefined;
}

const readSurvey = (order: Pick<WishOrder, 'bytes' | 'layout'>) => readRoster(order.bytes, order.layout, surveyFieldOfHeader);

/** In the worker: the sheets of a survey's file and the columns of one. */
export async function openWishesJob(order: Pick<WishOrder, 'bytes' | 'layout'>, _tools: JobTools) {
  const sheet = await readSurvey(order);
  const mapping = mappingOf(sheet, undefined);
  const opened = openedOf(sheet);
  const columns = opened.columns.map(({ header, samples }, column) => ({
    header,
    field: Object.keys(mapping).find((field) => mapping[field] === column) ?? null,
    samples
  }));
  return { ...opened, columns };
}

/** In the worker: what a survey would bring. */
export async function previewWishesJob(order: WishOrder, tools: JobTools) {
  const sheet = await readSurvey(order);
  const mapping = mappingOf(sheet, order.mapping);
  const columns = sheet.headers.map((header, column) => ({
    header,
    field: Object.keys(mapping).find((field) => mapping[field] === column) ?? null
  }));
  const { problems, counts } = await examine(tools.open.db, sheet, mapping, tools);
  const sorted = [
    ...problems.filter((problem) => problem.severity === 'error'),
    ...problems.filter((problem) => problem.severity === 'note')
  ];
  return { columns, mapping, rows: sheet.filled.length, counts, problems: sorted.slice(0, 500) };
}

export interface ApplyWishes extends WishOrder {
  onlyGoodRows: boolean;
  commandId: string;
  procedure: string;
  actor: Actor;
}

/** In the worker: writes a survey as one command. @throws StationError IMPORT_HAS_PROBLEMS, CANCELLED */
export async function applyWishesJob(order: ApplyWishes, tools: JobTools) {
  const sheet = await readSurvey(order);
  const mapping = mappingOf(sheet, order.mapping);
  return jobCommand(stationOf(tools), order.actor, order.procedure, order.commandId, async (cmd) => {
    const { plans, counts } = await examine(cmd.tx, sheet, mapping, tools);
    if (counts.bad > 0 && !order.onlyGoodRows) throw new StationError('IMPORT_HAS_PROBLEMS', { count: counts.bad });
    const made = new Map<string, number>();
    let created = 0;
    let known = 0;
    for (const [done, plan] of plans.entries()) {
      if (done % 100 === 0) tools.checkCancelled();
      const personId = await personOf(cmd, plan.person, made);
      for (const wish of plan.wishes) {
        const kept = await keepWishTx(cmd, personId, { courseId: wish.courseId, text: wish.text, evenings: plan.evenings });
        if (kept.known) known += 1;
        else created += 1;
      }
    }
    const result = { created, known, people: made.size, left: counts.bad };
    cmd.audit({ entity: 'wish', after: result });
    cmd.changed('wishes');
    return result;
  });
}

async function personOf(cmd: Command, person: Plan['person'], made: Map<string, number>): Promise<number> {
  if ('id' in person) return person.id;
  const before = made.get(person.key);
  if (before !== undefined) return before;
  const id = await createPersonTx(cmd, { ...person.fields, organisationId: person.organisationId, consent: null, confirmDuplicate: true });
  made.set(person.key, id);
  return id;
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  if (file.size > IMPORT_MAX_BYTES) throw new StationError('TOO_LARGE', { limitBytes: IMPORT_MAX_BYTES });
  return new Uint8Array(await file.arrayBuffer());
}

interface Survey extends Layout {
  file: Blob;
  mapping?: Mapping | undefined;
}

const orderOf = async ({ file, mapping, sheet, headerAt }: Survey): Promise<WishOrder> => ({
  bytes: await bytesOf(file),
  layout: { sheet, headerAt },
  mapping
});

/** What is in a survey's file. @throws StationError TOO_LARGE, FILE_UNREADABLE, CANCELLED */
export async function openWishes(context: Context, input: Survey, signal: AbortSignal | undefined) {
  return runJob(context.station, 'openWishes', await orderOf(input), { signal });
}

export async function previewWishes(context: Context, input: Survey, signal: AbortSignal | undefined) {
  return runJob(context.station, 'previewWishes', await orderOf(input), { signal });
}

export async function applyWishes(
  context: Context,
  input: Survey & { onlyGoodRows: boolean; commandId: string },
  signal: AbortSignal | undefined
) {
  const { operator } = context.session;
  if (!operator) throw new StationError('NOT_SIGNED_IN', {});
  const order = {
    ...(await orderOf(input)),
    onlyGoodRows: input.onlyGoodRows,
    commandId: input.commandId,
    procedure: context.procedure,
    actor: { id: operator.id, name: operator.displayName }
  };
  const { result, topics } = await runJob(context.station, 'applyWishes', order, { signal });
  context.station.changes.publish(topics);
  return result;
}

declare module '../../core/jobs/job.ts' {
  interface Jobs {
    openWishes: typeof openWishesJob;
    previewWishes: typeof previewWishesJob;
    applyWishes: typeof applyWishesJob;
  }
}
