import { maskDocument, maskPhone, saysBirthDate } from '../../../../contract/people/people-rules.ts';
import type { PersonColumns } from '../persons.ts';

/** What is compared of a row and of a record, or of two rows. */
export type Compared = Pick<PersonColumns, 'document_kind' | 'document_number' | 'mobile' | 'sex' | 'birth_date'> & {
  /** Id of the organisation, or the path of one that is to be made; null for none. */
  place: number | string | null;
};

/** Whether two facts are both known and differ. */
const differ = (one: unknown, other: unknown) => one !== null && one !== '' && other !== null && other !== '' && one !== other;
const bare = (one: Compared) => one.document_kind === 'none' && one.mobile === null;

/**
 * How probable it is that two of one name are one person, where neither document nor mobile says so: `likely` is proposed to be
 * the same, `possible` to be another; null is another without a question. Who has other papers is somebody else, and so is who
 * has another sex or birth date.
 */
export function likeness(row: Compared, known: Compared): 'likely' | 'possible' | null {
  if (differ(row.sex, known.sex) || differ(row.birth_date, known.birth_date)) return null;
  const documents = row.document_kind !== 'none' && known.document_kind !== 'none';
  if (documents && (row.document_kind === known.document_kind || (saysBirthDate(row.document_kind) && saysBirthDate(known.document_kind))))
    return null;
  const samePlace = row.place === known.place;
  // Somebody the desk wrote down by name alone, or a row that says no more than a name, can be anybody of that name there.
  if (bare(known) || bare(row)) return samePlace || known.place === null || row.place === null ? 'likely' : 'possible';
  if (!samePlace) return null;
  return documents ? 'possible' : 'likely';
}

/** Whether a masked number of a row is what a record's number looks like masked. */
export function fitsMask(masked: { document: string; mobile: string }, known: { document_number: string; mobile: string | null }): boolean {
  const document = masked.document === '' || maskDocument(known.document_number) === masked.document;
  const mobile = masked.mobile === '' || maskPhone(known.mobile ?? '') === masked.mobile;
  return document && mobile;
}
