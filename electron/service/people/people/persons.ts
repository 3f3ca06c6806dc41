import { sql, type Selectable } from 'kysely';
import type { Person, REVEALED } from '../../../contract/people/people.ts';
import {
  checkDocument,
  checkMobile,
  checkPhone,
  consentCounts,
  isPossibleBirthDate,
  maskDocument,
  maskPhone,
  shownBirth,
  type ConsentWay,
  type DocumentKind
} from '../../../contract/people/people-rules.ts';
import { dateOf } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { organisationPath } from '../organisations/organisations.ts';
import { nameColumns, nameGrams, numberGrams, storedName } from './names.ts';
import { personRows, toListed } from './rows.ts';
import type { PersonTable } from './tables.ts';

export type PersonRecord = Selectable<PersonTable>;

/** The fields of a person's record, as typed. */
export interface PersonFields {
  name: string;
  sex: 'male' | 'female' | null;
  birthDate: string | null;
  documentKind: DocumentKind;
  documentNumber: string;
  mobile: string;
  organisationId: number | null;
  trade: string;
  politicalStatus: string | null;
  emergencyName: string;
  emergencyPhone: string;
  notes: string;
}

export const NO_PERSON: PersonFields = {
  name: '',
  sex: null,
  birthDate: null,
  documentKind: 'none',
  documentNumber: '',
  mobile: '',
  organisationId: null,
  trade: '',
  politicalStatus: null,
  emergencyName: '',
  emergencyPhone: '',
  notes: ''
};

/** A record of this version that is not merged into another. @throws StationError NOT_FOUND, STALE */
export async function currentPerson(cmd: Command, id: number, version: number): Promise<PersonRecord> {
  const row = found(
    await cmd.tx.selectFrom('person').selectAll().where('id', '=', id).where('merged_into', 'is', null).executeTakeFirst(),
    'person',
    id
  );
  if (row.version !== version) throw new StationError('STALE', { what: 'person' });
  return row;
}

/** A person with masked numbers; a merged record names the one that it was merged into. @throws StationError NOT_FOUND */
export async function getPerson(db: Db, id: number, mayReveal: boolean): Promise<Person> {
  const row = found(await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst(), 'person', id);
  const path = await organisationPath(db, row.organisation_id);
  const photo = await db.selectFrom('person_photo').select('person_id').where('person_id', '=', id).executeTakeFirst();
  const into =
    row.merged_into === null
      ? undefined
      : await db.selectFrom('person').select(['id', 'name']).where('id', '=', row.merged_into).executeTakeFirst();
  const { marks: _, ...listed } = toListed({ ...row, organisation_name: path.at(-1)?.name ?? null }, null, mayReveal);
  return {
    ...listed,
    organisationPath: path,
    emergencyName: row.emergency_name,
    emergencyPhoneMasked: maskPhone(row.emergency_phone),
    notes: row.notes,
    hasPhoto: photo !== undefined,
    consent: row.consent_at === null ? null : { at: row.consent_at, how: row.consent_how as ConsentWay, by: row.consent_by ?? '' },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    mergedInto: into ?? null,
    version: row.version
  };
}

const invalid = (field: string, reason: string, params?: Record<string, unknown>) =>
  new StationError('INVALID', params === undefined ? { field, reason } : { field, reason, params });

/**
 * Checks what was typed and turns it into columns. A number that says birth date and sex decides both.
 * @param today date of the station, `YYYY-MM-DD`
 * @throws StationError INVALID with the field and the reason of people-rules.ts
 */
export function personColumns(fields: PersonFields, today: string) {
  const name = nameColumns(fields.name, true);
  if (name.name_key === '') throw invalid('name', 'empty');
  let { sex, birthDate } = fields;
  let document = { kind: fields.documentKind, number: '' };
  if (fields.documentKind !== 'none') {
    const check = checkDocument(fields.documentKind, fields.documentNumber, today);
    if (!check.ok) throw invalid('documentNumber', check.reason, check.params);
    document = check;
    birthDate = check.birthDate ?? birthDate;
    sex = check.sex ?? sex;
  }
  if (birthDate !== null && !isPossibleBirthDate(birthDate, today)) throw invalid('birthDate', 'birth_date', { date: birthDate });
  const mobile = fields.mobile.trim() === '' ? null : checkMobile(fields.mobile);
  if (mobile === null && fields.mobile.trim() !== '') throw invalid('mobile', 'mobile');
  const emergencyPhone = fields.emergencyPhone.trim() === '' ? '' : checkPhone(fields.emergencyPhone);
  if (emergencyPhone === null) throw invalid('emergencyPhone', 'phone');
  return {
    name: fields.name,
    ...name,
    sex,
    birth_date: birthDate,
    document_kind: document.kind,
    document_number: document.number,
    mobile,
    organisation_id: fields.organisationId,
    trade: fields.trade,
    political_status: fields.politicalStatus,
    emergency_name: fields.emergencyName,
    emergency_phone: emergencyPhone,
    notes: fields.notes
  };
}
export type PersonColumns = ReturnType<typeof personColumns>;

type Identity = Pick<PersonRecord, 'name_key' | 'mobile' | 'document_kind' | 'document_number'>;

/** The person with the same document, and those with the same name and mobile, without `exceptId`. */
export async function findDuplicates(db: Db, identity: Identity, exceptId = 0) {
  const same =
    identity.document_kind === 'none' || identity.document_number === ''
      ? undefined
      : await personRows(db)
          .where('person.document_number', '=', identity.document_number)
          .where('person.document_kind', '=', identity.document_kind)
          .where('person.document_kind', '<>', sql.lit('none'))
          .where('person.merged_into', 'is', null)
          .where('person.id', '!=', exceptId)
          .executeTakeFirst();
  const alike =
    identity.mobile === null
      ? []
      : await personRows(db)
          .where('person.name_key', '=', identity.name_key)
          .where('person.mobile', '=', identity.mobile)
          .where('person.merged_into', 'is', null)
          .where('person.id', '!=', exceptId)
          .limit(20)
          .execute();
  return { same, alike: alike.filter((row) => row.id !== same?.id) };
}

/** @throws StationError DUPLICATE_DOCUMENT; DUPLICATE_PERSON unless confirmed */
async function demandNew(db: Db, identity: Identity, confirmed: boolean, exceptId: number): Promise<void> {
  const { same, alike } = await findDuplicates(db, identity, exceptId);
  if (same) throw new StationError('DUPLICATE_DOCUMENT', { personId: same.id, name: same.name });
  const first = alike[0];
  if (first && !confirmed) throw new StationError('DUPLICATE_PERSON', { personId: first.id, name: first.name });
}

async function demandOrganisation(cmd: Command, id: number | null): Promise<void> {
  if (id !== null) found(await cmd.tx.selectFrom('organisation').select('id').where('id', '=', id).executeTakeFirst(), 'organisation', id);
}

/** All texts of a record in the search table. */
export const gramsOf = (row: Pick<PersonRecord, 'name' | 'readings' | 'mobile' | 'document_number'>): string[] => [
  ...nameGrams(storedName(row)),
  ...numberGrams(row.mobile, row.document_number)
];

/** Replaces a record's texts in the search table; an empty list stands for no record. */
export async function writeGramsTx(cmd: Command, id: number, before: string[], after: string[]): Promise<void> {
  const gone = before.filter((gram) => !after.includes(gram));
  const added = after.filter((gram) => !before.includes(gram));
  if (gone.length > 0) await cmd.tx.deleteFrom('person_gram').where('gram', 'in', gone).where('person_id', '=', id).execute();
  if (added.length > 0)
    await cmd.tx
      .insertInto('person_gram')
      .values(added.map((gram) => ({ gram, person_id: id })))
      .execute();
}

/** A record as the audit keeps it: with masked numbers, and the length of the notes only. */
export function auditedPerson(row: PersonColumns | PersonRecord) {
  return {
    name: row.name,
    sex: row.sex,
    birthDate: row.birth_date,
    documentKind: row.document_kind,
    document: maskDocument(row.document_number),
    mobile: maskPhone(row.mobile ?? ''),
    organisationId: row.organisation_id,
    trade: row.trade,
    politicalStatus: row.political_status,
    emergencyName: row.emergency_name,
    emergencyPhone: maskPhone(row.emergency_phone),
    notes: row.notes.length
  };
}

/** Demands a guardian's consent for a child. @throws StationError INVALID (guardian_needed) */
export function demandConsent(how: ConsentWay | null, birthDate: string | null, today: string): void {
  if (how !== null && !consentCounts(how, birthDate, today)) throw invalid('consent', 'guardian_needed');
}

/** Makes a record; a name alone suffices. @throws StationError INVALID, NOT_FOUND, DUPLICATE_DOCUMENT, DUPLICATE_PERSON */
export async function createPersonTx(
  cmd: Command,
  input: PersonFields & { consent: ConsentWay | null; confirmDuplicate: boolean }
): Promise<number> {
  const columns = personColumns(input, dateOf(cmd.now));
  demandConsent(input.consent, columns.birth_date, dateOf(cmd.now));
  await demandOrganisation(cmd, columns.organisation_id);
  await demandNew(cmd.tx, columns, input.confirmDuplicate, 0);
  const consent = {
    consent_at: input.consent === null ? null : cmd.now,
    consent_how: input.consent,
    consent_by: input.consent === null ? null : cmd.actor.name
  };
  const { id } = await cmd.tx
    .insertInto('person')
    .values({ ...columns, ...consent, created_at: cmd.now, updated_at: cmd.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeGramsTx(cmd, id, [], gramsOf(columns));
  cmd.audit({ entity: 'person', entityId: id, after: { ...auditedPerson(columns), consent: input.consent } });
  cmd.changed('people', ...(columns.organisation_id === null ? [] : ['organisations']));
  return id;
}

type Change = Omit<PersonFields, 'documentNumber' | 'mobile' | 'emergencyPhone'> &
  Partial<Pick<PersonFields, 'documentNumber' | 'mobile' | 'emergencyPhone'>>;

/**
 * Changes a record. Numbers left out keep their values, and so does a birth date that the operator may not see.
 * @throws StationError NOT_FOUND, STALE, INVALID, DUPLICATE_DOCUMENT, DUPLICATE_PERSON
 */
export async function updatePersonTx(
  cmd: Command,
  input: Change & { id: number; version: number; confirmDuplicate: boolean },
  mayReveal: boolean
): Promise<void> {
  const row = await currentPerson(cmd, input.id, input.version);
  const columns = personColumns(
    {
      ...input,
      birthDate:
        input.birthDate ??
        (shownBirth({ birthDate: row.birth_date, documentKind: row.document_kind, documentNumber: row.document_number }, mayReveal)
          .birthDate === null
          ? row.birth_date
          : null),
      documentNumber: input.documentNumber ?? (input.documentKind === row.document_kind ? row.document_number : ''),
      mobile: input.mobile ?? row.mobile ?? '',
      emergencyPhone: input.emergencyPhone ?? row.emergency_phone
    },
    dateOf(cmd.now)
  );
  await demandOrganisation(cmd, columns.organisation_id);
  // When name and mobile stay the same, the pair was confirmed before.
  const samePair = columns.name_key === row.name_key && columns.mobile === row.mobile;
  await demandNew(cmd.tx, columns, input.confirmDuplicate || samePair, row.id);
  await writePersonTx(cmd, row, columns);
  cmd.audit({ entity: 'person', entityId: row.id, before: auditedPerson(row), after: auditedPerson(columns) });
}

/** Writes changed columns of a record and its search texts. The caller checks them and writes the audit. */
export async function writePersonTx(cmd: Command, row: PersonRecord, columns: Partial<PersonRecord>): Promise<void> {
  await cmd.tx
    .updateTable('person')
    .set({ ...columns, updated_at: cmd.now, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await writeGramsTx(cmd, row.id, gramsOf(row), gramsOf({ ...row, ...columns }));
  cmd.changed('people');
  // Organisations show their numbers of people and party members.
  if (columns.organisation_id !== undefined || columns.political_status !== undefined) cmd.changed('organisations');
}

/** Records or withdraws consent. @throws StationError NOT_FOUND, STALE, INVALID */
export async function setConsentTx(cmd: Command, input: { id: number; version: number; how: ConsentWay | null }): Promise<void> {
  const row = await currentPerson(cmd, input.id, input.version);
  demandConsent(input.how, row.birth_date, dateOf(cmd.now));
  const given = input.how !== null;
  await cmd.tx
    .updateTable('person')
    .set({
      consent_at: given ? cmd.now : null,
      consent_how: input.how,
      consent_by: given ? cmd.actor.name : null,
      updated_at: cmd.now,
      version: row.version + 1
    })
    .where('id', '=', row.id)
    .execute();
  cmd.audit({ entity: 'person', entityId: row.id, before: { consent: row.consent_how }, after: { consent: input.how } });
  cmd.changed('people');
}

/** A number in full. The audit first records who read whose. @throws StationError NOT_FOUND */
export async function revealTx(cmd: Command, id: number, field: (typeof REVEALED)[number]): Promise<string> {
  const row = found(
    await cmd.tx.selectFrom('person').select(['document_number', 'mobile', 'emergency_phone']).where('id', '=', id).executeTakeFirst(),
    'person',
    id
  );
  cmd.audit({ entity: 'person', entityId: id, after: { field } });
  return { document: row.document_number, mobile: row.mobile ?? '', emergency: row.emergency_phone }[field];
}
