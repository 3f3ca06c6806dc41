import { sql } from 'kysely';
import type { Db } from '../../../db/schema.ts';
import type { PersonColumns, PersonRecord } from '../persons.ts';

type Asked = Pick<PersonColumns, 'name_key' | 'mobile' | 'document_kind' | 'document_number'>;

const documentKey = (row: Asked) => `${row.document_kind} ${row.document_number}`;
const pairKey = (row: Asked) => `${row.name_key} ${row.mobile ?? ''}`;

/** The people of the station that a block of rows may mean, fetched in two queries instead of two per row. */
export class Known {
  private readonly documents = new Map<string, PersonRecord>();
  private readonly pairs = new Map<string, PersonRecord[]>();

  private constructor() {}

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
    return known;
  }

  byDocument(row: Asked): PersonRecord | undefined {
    return this.documents.get(documentKey(row));
  }

  byNameAndMobile(row: Asked): readonly PersonRecord[] {
    return this.pairs.get(pairKey(row)) ?? [];
  }
}
