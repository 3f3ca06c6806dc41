import type { Mark, PersonRow } from '../../../contract/people/people.ts';
import { maskDocument, maskPhone, shownBirth, type DocumentKind, type Sex } from '../../../contract/people/people-rules.ts';
import type { PoliticalStatus } from '../../../contract/people/people.ts';
import type { Db } from '../../db/schema.ts';
import { isPlain, storedName, unitsOf } from './names.ts';
import { formsOf, matchUnits, numberMatches, type PeopleQuery } from './query.ts';

/** Columns of a person and their organisation for lists. */
export const LIST_COLUMNS = [
  'person.id',
  'person.name',
  'person.name_key',
  'person.name_sort',
  'person.readings',
  'person.sex',
  'person.birth_date',
  'person.document_kind',
  'person.document_number',
  'person.mobile',
  'person.organisation_id',
  'person.trade',
  'person.political_status',
  'organisation.name as organisation_name'
] as const;

export interface ListedRow {
  id: number;
  name: string;
  name_key: string;
  name_sort: string;
  readings: string;
  sex: string | null;
  birth_date: string | null;
  document_kind: string;
  document_number: string;
  mobile: string | null;
  organisation_id: number | null;
  organisation_name: string | null;
  trade: string;
  political_status: string | null;
}

/** People with their organisation's name, records merged into others included. */
export function personRows(db: Db) {
  return db.selectFrom('person').leftJoin('organisation', 'organisation.id', 'person.organisation_id').select(LIST_COLUMNS);
}

/** A row for lists, with masked numbers and marks where the query matched. @param mayReveal whether the operator may see numbers in full */
export function toListed(row: ListedRow, query: PeopleQuery | null, mayReveal: boolean): PersonRow {
  const documentMasked = maskDocument(row.document_number);
  const mobileMasked = maskPhone(row.mobile ?? '');
  return {
    id: row.id,
    name: row.name,
    sex: row.sex as Sex | null,
    ...shownBirth({ birthDate: row.birth_date, documentKind: row.document_kind, documentNumber: row.document_number }, mayReveal),
    documentKind: row.document_kind as DocumentKind,
    documentMasked,
    mobileMasked,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name ?? '',
    trade: row.trade,
    politicalStatus: row.political_status as PoliticalStatus | null,
    marks: query === null ? [] : marksOf(query, row, documentMasked, mobileMasked)
  };
}

function marksOf(query: PeopleQuery, row: ListedRow, documentMasked: string, mobileMasked: string): Mark[] {
  const marks: Mark[] = [];
  const inName = markInName(query, row);
  if (inName) marks.push(inName);
  if (query.number !== null && numberMatches(query, row)) {
    // Only the visible digits can be marked.
    const seen = Math.min(query.number.length, 4);
    if ((row.mobile ?? '').endsWith(query.number))
      marks.push({ field: 'mobile', from: mobileMasked.length - seen, to: mobileMasked.length });
    if (row.document_number.toLowerCase().endsWith(query.number)) {
      marks.push({ field: 'document', from: documentMasked.length - seen, to: documentMasked.length });
    }
  }
  if (marks.length === 0 && row.organisation_name !== null) {
    const at = row.organisation_name.toLowerCase().indexOf(query.text);
    if (at >= 0) marks.push({ field: 'organisation', from: at, to: at + query.text.length });
  }
  return marks;
}

function markInName(query: PeopleQuery, row: ListedRow): Mark | null {
  // The usual case: Chinese characters searched in Chinese characters.
  if (isPlain(query.text) && isPlain(row.name)) {
    const at = row.name.indexOf(query.text);
    return at < 0 ? null : { field: 'name', from: at, to: at + query.text.length };
  }
  const name = storedName(row);
  for (const form of formsOf(query)) {
    const found = matchUnits(form, name);
    const first = found && name.units[found.from];
    const last = found && name.units[found.to - 1];
    if (!first || !last) continue;
    // In a Latin word, only the typed letters are marked.
    const typed = first === last && unitsOf(row.name.slice(first.from, first.to)).length === 1 && /^[a-z]/.test(first.text);
    return { field: 'name', from: first.from, to: typed ? Math.min(first.from + form.length, last.to) : last.to };
  }
  return null;
}
