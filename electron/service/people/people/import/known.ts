import { sql } from 'kysely';
import type { Db } from '../../../db/schema.ts';
import type { PersonColumns, PersonRecord } from '../persons.ts';

type Asked = Pick<PersonColumns, 'name_key' | 'name_sort' | 'mobile' | 'document_kind' | 'document_number' | 'organisation_id'> & {
  /** Its numbers are masked: it may mean anybody of its name. */
  masked?: boolean;
};

const documentKey = (row: Pick<Asked, 'document_kind' | 'document_number'>) => `${row.document_kind} ${row.document_number}`;
const pairKey = (row: Pick<Asked, 'name_key' | 'mobile'>) => `${row.name_key} ${row.mobile ?? ''}`;

/** The people of the station that a block of rows may mean, fetched in a few queries instead of some per row. */
export class Known {
  private readonly documents = new Map<string, PersonRecord>();
  private readonly pairs = new Map<string, PersonRecord[]>();
  /** Of each name those of the rows' organisations, of none, and without a mobile; of a masked row's name all. */
  private readonly names = new Map<string, Map<number, PersonRecord>>();

  private constructor() {}

  /** @param rows with the organisation each row names, null for none or one to be made */
  static async load(db: Db, rows: readonly Asked[]): Promise<Known> {
    const known = new Known();
    const people = db.selectFrom('person').selectAll().where('merged_into', 'is', null);
    const numbers = [...new Set(rows.filter((row) => row.document_kind !== 'none').map((row) => row.document_number))];
    if (numbers.length > 0) {
      const found = await people.where('document_number', 'in', numbers).where('document_kind', '<>', sql.lit('none')).execute();
      for (const person of found) known.documents.set(documentKey(person as Asked), person);
    }
    const withMobile = rows.filter((row) => row.mobile !== null);
    if (withMobile.length > 0) {
      const names = [...new Set(withMobile.map((row) => row.name_key))];
      // Names by their index; of those of one name only the wanted mobiles.
      const found = await people
        .where('name_key', 'in', names)
        .where(sql<string>`name_key || ' ' || mobile`, 'in', [...new Set(withMobile.map(pairKey))])
        .execute();
      for (const person of found) known.pairs.set(pairKey(person as Asked), [...(known.pairs.get(pairKey(person as Asked)) ?? []), person]);
    }
    await known.loadNames(db, rows);
    return known;
  }

  /** People of one name are many; only those are fetched whom a row may mean by its organisation, or by having said little. */
  private async loadNames(db: Db, rows: readonly Asked[]): Promise<void> {
    if (rows.length === 0) return;
    const people = db.selectFrom('person').selectAll().where('merged_into', 'is', null);
    const add = (found: PersonRecord[]) => {
      for (const person of found) {
        const own = this.names.get(person.name_key) ?? new Map<number, PersonRecord>();
        this.names.set(person.name_key, own.set(person.id, person));
      }
    };
    const keys = [...new Set(rows.map((row) => row.name_key))];
    add(await people.where('name_key', 'in', keys).where('mobile', 'is', null).execute());
    const masked = [...new Set(rows.filter((row) => row.masked === true).map((row) => row.name_key))];
    if (masked.length > 0) add(await people.where('name_key', 'in', masked).execute());
    // In the order of the index of organisations: by organisation, then name.
    const sorts = new Map<number | null, Set<string>>([[null, new Set(rows.map((row) => row.name_sort))]]);
    for (const { organisation_id: organisation, name_sort: sort } of rows) {
      if (organisation !== null) sorts.set(organisation, (sorts.get(organisation) ?? new Set()).add(sort));
    }
    const wanted = new Set(keys);
    for (const [organisation, names] of sorts) {
      const found = await people
        .where('organisation_id', organisation === null ? 'is' : '=', organisation)
        .where('name_sort', 'in', [...names])
        .execute();
      add(found.filter((person) => wanted.has(person.name_key)));
    }
  }

  byDocument(row: Pick<Asked, 'document_kind' | 'document_number'>): PersonRecord | undefined {
    return this.documents.get(documentKey(row));
  }

  byNameAndMobile(row: Pick<Asked, 'name_key' | 'mobile'>): readonly PersonRecord[] {
    return this.pairs.get(pairKey(row)) ?? [];
  }

  /** Of this name: everybody of the row's organisation, of none, and without a mobile. */
  byName(row: Pick<Asked, 'name_key'>): readonly PersonRecord[] {
    return [...(this.names.get(row.name_key)?.values() ?? [])];
  }
}
