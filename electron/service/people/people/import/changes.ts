import { sameCell } from '../../../../contract/core/cell-text.ts';
import type { RosterChange, RosterField } from '../../../../contract/people/people-import.ts';
import { maskDocument, maskPhone, saysBirthDate, type DocumentKind, type Sex } from '../../../../contract/people/people-rules.ts';
import type { PoliticalStatus } from '../../../../contract/people/people.ts';
import { DOCUMENT_WORDS, POLITICAL_WORDS, SEX_WORDS, word, type SheetLanguage } from '../labels.ts';
import { nameColumns } from '../names.ts';
import type { PersonColumns, PersonRecord } from '../persons.ts';
import type { RowPlan } from './row-plan.ts';
import type { Place } from './places.ts';
import type { ReadRow } from './row.ts';

/**
 * What a row would change of a record. A blank cell changes nothing, and neither does a cell that says what the record would
 * say in a spreadsheet: blanks and what cannot be seen are lost there. Null if nothing changes.
 */
export function changesOf(known: PersonRecord, columns: PersonColumns, read: ReadRow, place: Place | null): Partial<PersonColumns> | null {
  const changes: Partial<PersonColumns> = {};
  const { given } = read;
  const set = <C extends keyof PersonColumns>(column: C) => {
    const before = known[column as keyof PersonRecord];
    const after = columns[column];
    const same = typeof before === 'string' && typeof after === 'string' ? sameText(before, after) : before === after;
    if (!same) changes[column] = after;
  };
  if (given.has('name') && !sameText(known.name, columns.name))
    Object.assign(changes, { name: columns.name, ...nameColumns(columns.name, true) });
  if (columns.document_kind !== 'none') {
    set('document_kind');
    set('document_number');
  }
  // A number on record that says both decides both, even if the file has no number.
  const card = saysBirthDate(known.document_kind) && columns.document_kind === 'none';
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

/** Lines of a text may be told apart by a blank where a cell holds one line. */
const sameText = (one: string, other: string) => sameCell(one, other) || sameCell(one.replace(/\s+/g, ' '), other.replace(/\s+/g, ' '));

/** How each column is shown in a cell; numbers masked. */
const SHOWN: Partial<Record<keyof PersonColumns, { field: RosterField; text(value: string, language: SheetLanguage): string }>> = {
  name: { field: 'name', text: (value) => value },
  sex: { field: 'sex', text: (value, language) => word(SEX_WORDS, value as Sex, language) },
  birth_date: { field: 'birthDate', text: (value) => value },
  document_kind: {
    field: 'documentKind',
    text: (value, language) => (value === 'none' ? '' : word(DOCUMENT_WORDS, value as DocumentKind, language))
  },
  document_number: { field: 'documentNumber', text: maskDocument },
  mobile: { field: 'mobile', text: maskPhone },
  trade: { field: 'trade', text: (value) => value },
  political_status: { field: 'politicalStatus', text: (value, language) => word(POLITICAL_WORDS, value as PoliticalStatus, language) },
  emergency_name: { field: 'emergencyName', text: (value) => value },
  emergency_phone: { field: 'emergencyPhone', text: maskPhone },
  notes: { field: 'notes', text: (value) => value.slice(0, 200) }
};

/** What a plan changes, field by field; null for a row that changes nothing. @param pathOf how an organisation is written, by its id */
export function shownChange(plan: RowPlan, pathOf: (id: number) => string, language: SheetLanguage): RosterChange | null {
  if (plan.kind !== 'new' && plan.kind !== 'update') return null;
  const before: Partial<PersonRecord> = plan.kind === 'update' ? plan.person : {};
  const fields: RosterChange['fields'] = [];
  for (const [column, { field, text }] of Object.entries(SHOWN) as [keyof PersonColumns, NonNullable<(typeof SHOWN)['name']>][]) {
    if (plan.kind === 'update' && !(column in plan.columns)) continue;
    const said = (value: unknown) => (typeof value === 'string' && value !== '' ? text(value, language) : '');
    const change = { field, before: said(before[column as keyof PersonRecord]), after: said(plan.columns[column]) };
    if (change.before !== '' || change.after !== '') fields.push(change);
  }
  if (plan.place !== null && (plan.kind === 'new' || 'organisation_id' in plan.columns)) {
    const was = before.organisation_id ?? null;
    const after = plan.place.id === null ? plan.place.path : pathOf(plan.place.id);
    fields.push({ field: 'organisation', before: was === null ? '' : pathOf(was), after });
  }
  return { row: plan.row, name: plan.kind === 'update' ? plan.person.name : plan.columns.name, kind: plan.kind, fields };
}
