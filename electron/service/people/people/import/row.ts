import { type RosterField, type RosterMapping, type RosterProblem } from '../../../../contract/people/people-import.ts';
import type { PoliticalStatus } from '../../../../contract/people/people.ts';
import {
  checkIdNumber,
  checkMobile,
  checkOtherDocument,
  checkPhone,
  isPossibleBirthDate,
  maskDocument,
  maskPhone,
  normaliseNumber,
  type DocumentKind,
  type Sex
} from '../../../../contract/people/people-rules.ts';
import { DOCUMENT_WORDS, meaning, POLITICAL_WORDS, SEX_WORDS } from '../labels.ts';
import { NO_PERSON, type PersonFields } from '../persons.ts';
import { cellDate, cellText, isCutNumber, type Cell } from './sheet.ts';

/** One row of a roster, read by itself: what it says of a person, and what is wrong with it. */
export interface ReadRow {
  /** As the spreadsheet numbers it. */
  row: number;
  fields: PersonFields;
  /** Fields whose cell holds something. */
  given: Set<RosterField>;
  organisation: string;
  team: string;
  problems: RosterProblem[];
}

const LONGEST: Partial<Record<RosterField, number>> = { name: 60, trade: 40, emergencyName: 40, notes: 4000, organisation: 400, team: 60 };

/**
 * Reads a row of a roster. Nothing is looked up.
 * @param at index of the row in the file
 * @param today date of the station, `YYYY-MM-DD`
 */
export function readRow(cells: readonly Cell[], at: number, mapping: RosterMapping, today: string): ReadRow {
  const problems: RosterProblem[] = [];
  const given = new Set<RosterField>();
  const cell = (field: RosterField) => (mapping[field] === undefined ? null : cells[mapping[field]]);
  const text = (field: RosterField) => cellText(cell(field)).trim();
  const problem = (
    field: RosterField,
    code: RosterProblem['code'],
    params: RosterProblem['params'] = {},
    severity: RosterProblem['severity'] = 'error'
  ) => problems.push({ row: at + 1, column: mapping[field] ?? null, field, code, severity, value: shown(field, text(field)), params });

  const fields: PersonFields = { ...NO_PERSON };
  for (const field of Object.keys(mapping) as RosterField[]) {
    const value = text(field);
    if (value === '') continue;
    given.add(field);
    const max = LONGEST[field];
    if (max !== undefined && value.length > max) problem(field, field === 'name' ? 'name_long' : 'value_long', { max });
  }
  fields.name = text('name').replace(/\s+/g, ' ');
  if (!/\p{L}/u.test(fields.name)) problem('name', 'name_missing');
  fields.trade = text('trade');
  fields.emergencyName = text('emergencyName');
  fields.notes = text('notes');

  if (given.has('sex')) {
    fields.sex = meaning<Sex>(SEX_WORDS, text('sex'));
    if (fields.sex === null) problem('sex', 'sex_unknown');
  }
  if (given.has('birthDate')) {
    fields.birthDate = cellDate(cell('birthDate'));
    if (fields.birthDate === null || !isPossibleBirthDate(fields.birthDate, today)) problem('birthDate', 'birth_date_invalid');
  }
  if (given.has('politicalStatus')) {
    fields.politicalStatus = meaning<PoliticalStatus>(POLITICAL_WORDS, text('politicalStatus'));
    if (fields.politicalStatus === null) problem('politicalStatus', 'political_status_unknown');
  }
  readDocument(fields, given, cell('documentNumber'), text, problem, today);
  if (given.has('mobile')) {
    const mobile = checkMobile(text('mobile'));
    if (mobile === null) problem('mobile', 'mobile_invalid');
    else fields.mobile = mobile;
  }
  if (given.has('emergencyPhone')) {
    const phone = checkPhone(text('emergencyPhone'));
    if (phone === null) problem('emergencyPhone', 'phone_invalid');
    else fields.emergencyPhone = phone;
  }
  return { row: at + 1, fields, given, organisation: text('organisation'), team: text('team'), problems };
}

type Report = (
  field: RosterField,
  code: RosterProblem['code'],
  params?: RosterProblem['params'],
  severity?: RosterProblem['severity']
) => void;

/** Kind and number together: without a kind, what looks like a citizen's number is one. */
function readDocument(
  fields: PersonFields,
  given: Set<RosterField>,
  cell: Cell | undefined,
  text: (field: RosterField) => string,
  problem: Report,
  today: string
): void {
  let kind: DocumentKind | null = null;
  if (given.has('documentKind')) {
    kind = meaning<DocumentKind>(DOCUMENT_WORDS, text('documentKind'));
    if (kind === null) problem('documentKind', 'document_kind_unknown');
  }
  if (!given.has('documentNumber')) {
    if (kind === 'resident_id') problem('documentNumber', 'id_empty');
    else if (kind === 'passport' || kind === 'hk_mo_tw') problem('documentNumber', 'document_invalid');
    return;
  }
  if (isCutNumber(cell)) {
    problem('documentNumber', 'number_cut');
    return;
  }
  const number = normaliseNumber(text('documentNumber'));
  if (!given.has('documentKind')) {
    // Fifteen to nineteen characters, nearly all digits, is a citizen's number, if perhaps a wrong one.
    kind = /^[0-9X]{13,20}$/.test(number) || number.length === 18 ? 'resident_id' : null;
    if (kind === null) problem('documentNumber', 'document_kind_missing');
  }
  if (kind === 'resident_id') {
    const check = checkIdNumber(number, today);
    if (!check.ok) {
      problem('documentNumber', `id_${check.reason}`, check.params);
      return;
    }
    if (fields.birthDate !== null && fields.birthDate !== check.birthDate)
      problem('birthDate', 'birth_date_from_id', { date: check.birthDate }, 'note');
    if (fields.sex !== null && fields.sex !== check.sex) problem('sex', 'sex_from_id', {}, 'note');
    Object.assign(fields, { documentKind: kind, documentNumber: check.number, birthDate: check.birthDate, sex: check.sex });
  } else if (kind === 'passport' || kind === 'hk_mo_tw') {
    const checked = checkOtherDocument(number);
    if (checked === null) problem('documentNumber', 'document_invalid');
    else Object.assign(fields, { documentKind: kind, documentNumber: checked });
  } else if (kind === 'none') problem('documentKind', 'document_invalid');
}

/** What a list of problems may show of a cell. */
function shown(field: RosterField, value: string): string {
  if (field === 'documentNumber') return maskDocument(value.slice(0, 40));
  if (field === 'mobile' || field === 'emergencyPhone') return maskPhone(value.slice(0, 40));
  return value.slice(0, 80);
}
