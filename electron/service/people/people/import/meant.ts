import type { RosterDecision, RosterDuplicate, RosterProblem } from '../../../../contract/people/people-import.ts';
import { maskDocument, maskPhone } from '../../../../contract/people/people-rules.ts';
import type { PersonColumns, PersonRecord } from '../persons.ts';
import { fitsMask, likeness, type Compared } from './alike.ts';
import type { Known } from './known.ts';
import type { Place } from './places.ts';
import { isMasked, type ReadRow } from './row.ts';

/** Whom a row means. A `doubt` has to be decided; `alike` is somebody it resembles but is not. */
export type Meant = { duplicate: RosterDuplicate | null } & (
  | { kind: 'known'; person: PersonRecord }
  | { kind: 'new'; alike: number | null }
  | { kind: 'doubt'; code: RosterProblem['code']; params: RosterProblem['params'] }
);

export interface AskedRow {
  read: Pick<ReadRow, 'row' | 'masked' | 'organisation' | 'team'>;
  columns: PersonColumns;
  place: Place | null;
  /** Whether no other row has this name in this place. */
  alone: boolean;
  /** An earlier row of this name and place. */
  earlier: { row: number; columns: PersonColumns; place: Place | null } | null;
}

interface Around {
  organisationName(id: number | null): string;
  known: Known;
  claimed: ReadonlyMap<number, number>;
}

type Doubt = {
  code: 'document_of_other' | 'document_differs' | 'several_known';
  params: Record<string, string | number>;
  of: PersonRecord[];
};

const placeKey = (place: Place | null): number | string | null => (place === null ? null : (place.id ?? place.path));
const compared = (columns: PersonColumns, place: Place | null): Compared => ({ ...columns, place: placeKey(place) });
const comparedRecord = (person: PersonRecord): Compared => ({ ...(person as PersonRecord & PersonColumns), place: person.organisation_id });

/** Whom a row means, as the station knows it, as it was decided, or as it is proposed. */
export function meant(row: AskedRow, around: Around, decision: RosterDecision | undefined): Meant {
  const certain = certainly(row, around.known);
  if (certain !== null && !('code' in certain)) return { kind: 'known', person: certain, duplicate: null };
  if (certain !== null && certain.code === 'document_of_other') return { kind: 'doubt', ...plain(certain), duplicate: null };
  if (certain !== null) {
    const duplicate = duplicateOf(row, certain.of, null, around);
    return decided(duplicate, certain.of, decision) ?? { kind: 'doubt', ...plain(certain), duplicate };
  }
  const alike = around.known
    .byName(row.columns)
    .map((person) => ({ person, how: likeness(compared(row.columns, row.place), comparedRecord(person)) }))
    .filter(({ how }) => how !== null);
  const other =
    row.earlier !== null && likeness(compared(row.columns, row.place), compared(row.earlier.columns, row.earlier.place)) !== null
      ? row.earlier.row
      : null;
  if (alike.length === 0 && other === null) return { kind: 'new', alike: null, duplicate: null };
  const people = alike.map(({ person }) => person);
  const [best] = alike;
  const propose = best !== undefined && alike.length === 1 && best.how === 'likely' && row.alone && !around.claimed.has(best.person.id);
  const duplicate = duplicateOf(row, people, other, around);
  const proposed: RosterDecision = { row: row.read.row, as: propose ? 'same' : 'another', personId: best?.person.id ?? null };
  return (
    decided(duplicate, people, decision ?? proposed) ?? {
      kind: 'new',
      alike: people[0]?.id ?? null,
      duplicate: { ...duplicate, as: 'another' }
    }
  );
}

const plain = ({ code, params }: Doubt) => ({ code, params });

/** The person a row means beyond doubt: by document, else by name and mobile, else (a row with neither) by name and organisation. */
export function certainly(
  { columns, place, read }: Pick<AskedRow, 'columns' | 'place' | 'read'>,
  known: Known
): PersonRecord | Doubt | null {
  const hasDocument = columns.document_kind !== 'none';
  if (hasDocument) {
    const same = known.byDocument(columns);
    if (same)
      return same.name_key === columns.name_key
        ? same
        : { code: 'document_of_other', params: { name: same.name, personId: same.id }, of: [same] };
  }
  if (isMasked(read)) {
    // It can only be somebody on record: of those the mask fits, of the row's organisation if there are several.
    const fits = known.byName(columns).filter((person) => fitsMask(read.masked, person));
    const near = fits.length > 1 ? fits.filter((person) => person.organisation_id === (place?.id ?? null)) : fits;
    if (near.length === 1) return near[0] ?? null;
    return fits.length > 1 ? { code: 'several_known', params: { count: fits.length }, of: fits } : null;
  }
  if (columns.mobile !== null) {
    const alike = known.byNameAndMobile(columns);
    const [first] = alike;
    if (first === undefined) return null;
    if (alike.length > 1) return { code: 'several_known', params: { count: alike.length }, of: [...alike] };
    if (hasDocument && first.document_kind !== 'none')
      return { code: 'document_differs', params: { name: first.name, personId: first.id }, of: [first] };
    return first;
  }
  if (hasDocument || (place !== null && place.id === null)) return null;
  const named = known.byName(columns).filter((person) => person.organisation_id === (place?.id ?? null));
  if (named.length > 1) return { code: 'several_known', params: { count: named.length }, of: [...named] };
  return named[0] ?? null;
}

function decided(duplicate: RosterDuplicate, people: readonly PersonRecord[], decision: RosterDecision | undefined): Meant | null {
  if (decision === undefined) return null;
  if (decision.as === 'same') {
    const person = people.find(({ id }) => id === decision.personId) ?? (people.length === 1 ? people[0] : undefined);
    if (person === undefined) return null;
    return { kind: 'known', person, duplicate: { ...duplicate, as: 'same', personId: person.id } };
  }
  return { kind: 'new', alike: people[0]?.id ?? null, duplicate: { ...duplicate, as: 'another' } };
}

function duplicateOf(
  { read, columns, place }: AskedRow,
  people: readonly PersonRecord[],
  otherRow: number | null,
  around: Around
): RosterDuplicate {
  return {
    row: read.row,
    name: columns.name,
    organisation: place === null ? '' : place.id === null ? place.path : place.name,
    mobileMasked: maskPhone(columns.mobile ?? ''),
    documentMasked: maskDocument(columns.document_number),
    candidates: people.slice(0, 10).map((person) => candidateOf(person, around.organisationName(person.organisation_id))),
    otherRow,
    as: null,
    personId: null
  };
}

/** Somebody on record as a choice, numbers masked. */
export const candidateOf = (
  person: Pick<PersonRecord, 'id' | 'name' | 'mobile' | 'document_number' | 'birth_date'>,
  organisation: string
) => ({
  personId: person.id,
  name: person.name,
  organisation,
  mobileMasked: maskPhone(person.mobile ?? ''),
  documentMasked: maskDocument(person.document_number),
  birthYear: person.birth_date === null ? null : Number(person.birth_date.slice(0, 4))
});
