import { readScanCode } from '../../../contract/people/scan-codes.ts';
import { checkIdNumber, kindOfNumber, normaliseNumber } from '../../../contract/people/people-rules.ts';
import { Extension } from '../../core/extension.ts';
import type { Db } from '../../db/schema.ts';

/** The person id of the record that a scanned code names; undefined: there is no such record. */
export type CodeOwner = (db: Db, id: number) => Promise<number | undefined>;
export const codeOwners = new Extension<CodeOwner>('owner of a scanned code');

export interface ScannedPerson {
  id: number;
  name: string;
}

/** The person of a scanned code: owner of a booking or badge, or holder of an ID document. A merged record leads to the one that stayed. */
export async function personOfCode(db: Db, scanned: string): Promise<ScannedPerson | undefined> {
  const code = readScanCode(scanned);
  let personId: number | undefined;
  if (code?.kind === 'person') personId = code.id;
  else if (code) personId = await codeOwners.get(code.kind)(db, code.id);
  else personId = await personOfDocument(db, scanned);
  if (personId === undefined) return undefined;
  const row = await db.selectFrom('person').select(['id', 'name', 'merged_into']).where('id', '=', personId).executeTakeFirst();
  if (row === undefined || row.merged_into === null) return row;
  return db.selectFrom('person').select(['id', 'name']).where('id', '=', row.merged_into).executeTakeFirst();
}

async function personOfDocument(db: Db, scanned: string): Promise<number | undefined> {
  const number = normaliseNumber(scanned);
  if (number.length < 5) return undefined;
  const kind = kindOfNumber(number);
  // Residence permits may be on record as citizens' cards: their numbers are built alike.
  const kinds =
    kind === null ? ['passport', 'hk_mo_tw'] : kind === 'resident_id' ? ['resident_id', 'passport', 'hk_mo_tw'] : [kind, 'resident_id'];
  if (kind === 'resident_id' && !checkIdNumber(number).ok) kinds.shift();
  const row = await db
    .selectFrom('person')
    .select('id')
    .where('document_number', '=', number)
    .where('document_kind', 'in', kinds)
    .where('merged_into', 'is', null)
    .executeTakeFirst();
  return row?.id;
}
