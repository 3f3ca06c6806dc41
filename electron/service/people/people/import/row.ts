import { isNothing } from '../../../../contract/core/cell-text.ts';
import { type RosterField, type RosterMapping, type RosterProblem } from '../../../../contract/people/people-import.ts';
import type { PoliticalStatus } from '../../../../contract/people/people.ts';
import {
  checkDocument,
  checkMobile,
  checkPhone,
  isPossibleBirthDate,
  kindOfNumber,
  maskDocument,
  maskPhone,
  normaliseNumber,
  type DocumentKind,
  type Sex
} from '../../../../contract/people/people-rules.ts';
import { DOCUMENT_WORDS, meaning, POLITICAL_WORDS, SEX_WORDS } from '../labels.ts';
import { NO_PERSON, type PersonFields } from '../persons.ts';
import { readCellDate } from './cell-date.ts';
import { cellText, faultOf, isCutNumber, type Cell } from './sheet.ts';

/** One row of a roster, read by itself: what it says of a person, and what is wrong with it. */
export interface ReadRow {
  /** As the spreadsheet numbers it. */
  row: number;
  fields: PersonFields;
  /** Fields whose cell holds something. */
  given: Set<RosterField>;
  organisation: string;
  team: string;
  /** Numbers as the station masks them for whoever may not see them: they name nobody, but tell people of one name apart. */
  masked: { document: string; mobile: string };
  problems: RosterProblem[];
}

const LONGEST: Partial<Record<RosterField, number>> = { name: 60, trade: 40, emergencyName: 40, notes: 4000, organisation: 500, team: 120 };
/** Without these a row is somebody else, or lands nowhere: what a formula failed to say there keeps the row out. */
const NEEDED: readonly RosterField[] = ['name', 'documentNumber', 'mobile', 'organisation', 'team'];
const MASKED = /^[0-9A-Z]{0,4}\*+[0-9A-Z]{1,4}$/i;

type Report = (
  field: RosterField,
  code: RosterProblem['code'],
  params?: RosterProblem['params'],
  severity?: RosterProblem['severity']
) => void;

/** What the readers of single fields work with. */
interface Reading {
  fields: PersonFields;
  given: Set<RosterField>;
  cell(field: RosterField): Cell | undefined;
  text(field: RosterField): string;
  problem: Report;
  today: string;
  date1904: boolean;
}

/**
 * Reads a row of a roster. Nothing is looked up.
 * @param at index of the row in the file
 * @param today date of the station, `YYYY-MM-DD`
 * @param date1904 whether the workbook counts its days from 1904
 */
export function readRow(cells: readonly Cell[], at: number, mapping: RosterMapping, today: string, date1904 = false): ReadRow {
  const problems: RosterProblem[] = [];
  const given = new Set<RosterField>();
  const texts = new Map<RosterField, string>();
  const cell = (field: RosterField) => (mapping[field] === undefined ? null : cells[mapping[field]]);
  const text = (field: RosterField) => texts.get(field) ?? '';
  const problem: Report = (field, code, params = {}, severity = 'error') =>
    problems.push({ row: at + 1, column: mapping[field] ?? null, field, code, severity, value: shown(field, text(field)), params });

  const fields: PersonFields = { ...NO_PERSON };
  for (const field of Object.keys(mapping) as RosterField[]) {
    const fault = faultOf(cell(field));
    if (fault !== null) {
      texts.set(field, cellText(cell(field)));
      if (NEEDED.includes(field)) problem(field, fault === 'error' ? 'cell_fault' : 'cell_uncomputed');
      else problem(field, 'cell_ignored', {}, 'note');
      texts.set(field, '');
      continue;
    }
    const value = cellText(cell(field));
    if (isNothing(value)) continue;
    texts.set(field, value);
    given.add(field);
    const max = LONGEST[field];
    if (max !== undefined && value.length > max) problem(field, field === 'name' ? 'name_long' : 'value_long', { max });
  }
  const reading: Reading = { fields, given, cell, text, problem, today, date1904 };
  const masked = { document: '', mobile: '' };
  fields.name = text('name').replace(/\s+/g, ' ');
  if (!/\p{L}/u.test(fields.name) && !problems.some((one) => one.field === 'name')) problem('name', 'name_missing');
  fields.trade = text('trade').replace(/\s+/g, ' ');
  fields.emergencyName = text('emergencyName').replace(/\s+/g, ' ');
  fields.notes = text('notes');
  if (given.has('sex')) {
    fields.sex = meaning<Sex>(SEX_WORDS, text('sex'));
    if (fields.sex === null) problem('sex', 'sex_unknown');
  }
  if (given.has('politicalStatus')) {
    fields.politicalStatus = meaning<PoliticalStatus>(POLITICAL_WORDS, text('politicalStatus'));
    if (fields.politicalStatus === null) problem('politicalStatus', 'political_status_unknown');
  }
  if (MASKED.test(text('documentNumber').replace(/\s/g, ''))) masked.document = withoutMasked(reading, 'documentNumber').toUpperCase();
  else readDocument(reading);
  readBirthDate(reading);
  if (MASKED.test(text('mobile'))) masked.mobile = withoutMasked(reading, 'mobile');
  else if (given.has('mobile')) {
    const mobile = checkMobile(text('mobile'));
    if (mobile === null) problem('mobile', 'mobile_invalid');
    else fields.mobile = mobile;
  }
  if (MASKED.test(text('emergencyPhone'))) withoutMasked(reading, 'emergencyPhone');
  else if (given.has('emergencyPhone')) {
    const phone = checkPhone(text('emergencyPhone'));
    if (phone === null) problem('emergencyPhone', 'phone_invalid');
    else fields.emergencyPhone = phone;
  }
  return { row: at + 1, fields, given, organisation: text('organisation'), team: text('team'), masked, problems };
}

/** Whether a row says its numbers masked, so that it can only mean somebody on record. */
export const isMasked = (read: Pick<ReadRow, 'masked'>): boolean => read.masked.document !== '' || read.masked.mobile !== '';

/** A masked number changes nothing; it is what an export says to whoever may not see it in full. */
function withoutMasked({ given, text, problem }: Reading, field: RosterField): string {
  given.delete(field);
  given.delete(field === 'documentNumber' ? 'documentKind' : field);
  problem(field, 'number_kept', {}, 'note');
  return text(field).replace(/\s/g, '');
}

/** Kind and number together: without a kind, the look of the number says it. */
function readDocument({ fields, given, cell, text, problem, today }: Reading): void {
  let kind: DocumentKind | null = null;
  if (given.has('documentKind')) {
    kind = meaning<DocumentKind>(DOCUMENT_WORDS, text('documentKind'));
    if (kind === null) problem('documentKind', 'document_kind_unknown');
  }
  if (!given.has('documentNumber')) {
    if (kind === 'resident_id') problem('documentNumber', 'id_empty');
    else if (kind !== null && kind !== 'none') problem('documentNumber', 'document_invalid');
    return;
  }
  if (isCutNumber(cell('documentNumber'))) {
    problem('documentNumber', 'number_cut');
    return;
  }
  const number = normaliseNumber(text('documentNumber'));
  if (!given.has('documentKind') || kind === 'none') {
    kind = kindOfNumber(number);
    if (kind === null) problem('documentNumber', 'document_kind_missing');
  }
  if (kind === null) return;
  const check = checkDocument(kind, number, today);
  if (!check.ok) {
    problem('documentNumber', check.reason === 'document' ? 'document_invalid' : `id_${check.reason}`, check.params);
    return;
  }
  Object.assign(fields, { documentKind: check.kind, documentNumber: check.number, birthDate: check.birthDate });
  if (check.sex !== null) {
    if (fields.sex !== null && fields.sex !== check.sex) problem('sex', 'sex_from_id', {}, 'note');
    fields.sex = check.sex;
  }
}

/** A number that says the birth date decides it. Without one a whole date is kept; the station has no place for half of one. */
function readBirthDate({ fields, given, cell, problem, today, date1904 }: Reading): void {
  if (!given.has('birthDate')) return;
  const fromId = fields.birthDate;
  const read = readCellDate(cell('birthDate'), date1904);
  const date = read.kind === 'day' && isPossibleBirthDate(read.date, today) ? read.date : null;
  if (fromId !== null) {
    const agrees =
      read.kind === 'day'
        ? read.date === fromId
        : read.kind === 'month'
          ? fromId.startsWith(`${read.year}-${String(read.month).padStart(2, '0')}`)
          : read.kind === 'year' && fromId.startsWith(`${read.year}-`);
    if (!agrees) problem('birthDate', 'birth_date_from_id', { date: fromId }, 'note');
    return;
  }
  fields.birthDate = date;
  if (date !== null) return;
  given.delete('birthDate');
  if (read.kind === 'month' || read.kind === 'year') problem('birthDate', 'birth_date_partial', {}, 'note');
  else problem('birthDate', 'birth_date_invalid');
}

/** What a list of problems may show of a cell. */
function shown(field: RosterField, value: string): string {
  if (field === 'documentNumber') return maskDocument(value.slice(0, 40));
  if (field === 'mobile' || field === 'emergencyPhone') return maskPhone(value.slice(0, 40));
  return value.slice(0, 80);
}
