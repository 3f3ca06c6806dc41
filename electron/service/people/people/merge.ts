import { type MergeField } from '../../../contract/people/people.ts';
import { saysBirthDate } from '../../../contract/people/people-rules.ts';
import type { Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import { auditedPerson, currentPerson, gramsOf, writeGramsTx, writePersonTx, type PersonRecord } from './persons.ts';
import { moveReferencesTx } from './references.ts';

/** The columns of each field of a merge; the first one tells whether the field is empty. */
const COLUMNS = {
  name: ['name', 'name_key', 'name_sort', 'readings'],
  sex: ['sex'],
  birthDate: ['birth_date'],
  document: ['document_number', 'document_kind'],
  mobile: ['mobile'],
  organisation: ['organisation_id'],
  trade: ['trade'],
  politicalStatus: ['political_status'],
  emergency: ['emergency_phone', 'emergency_name'],
  consent: ['consent_at', 'consent_how', 'consent_by']
} as const satisfies Record<Exclude<MergeField, 'photo'>, readonly (keyof PersonRecord)[]>;

export interface MergeInput {
  survivorId: number;
  survivorVersion: number;
  mergedId: number;
  mergedVersion: number;
  take: MergeField[];
}

/**
 * Merges one record into another. All references move to the record that stays. The merged record keeps its content, points at the
 * other and is not found by searches. The audit keeps both histories.
 * @returns how many references of each kind moved
 * @throws StationError NOT_FOUND, STALE, INVALID (itself)
 */
export async function mergePeopleTx(cmd: Command, input: MergeInput): Promise<Record<string, number>> {
  if (input.survivorId === input.mergedId) throw new StationError('INVALID', { field: 'mergedId', reason: 'itself' });
  const survivor = await currentPerson(cmd, input.survivorId, input.survivorVersion);
  const merged = await currentPerson(cmd, input.mergedId, input.mergedVersion);
  const result = combine(survivor, merged, input.take);

  // This comes first, so that the document number is free for the record that stays.
  await cmd.tx
    .updateTable('person')
    .set({ merged_into: survivor.id, merged_at: cmd.now, updated_at: cmd.now, version: merged.version + 1 })
    .where('id', '=', merged.id)
    .execute();
  await writeGramsTx(cmd, merged.id, gramsOf(merged), []);
  // Records that were merged into it before follow.
  await cmd.tx.updateTable('person').set({ merged_into: survivor.id }).where('merged_into', '=', merged.id).execute();
  await writePersonTx(cmd, survivor, result);
  await movePhoto(cmd, survivor.id, merged.id, input.take.includes('photo'));
  const moved = await moveReferencesTx(cmd, merged.id, survivor.id);
  cmd.changed('organisations');

  cmd.audit({
    entity: 'person',
    entityId: survivor.id,
    before: { survivor: auditedPerson(survivor), merged: { id: merged.id, ...auditedPerson(merged) } },
    after: { survivor: auditedPerson({ ...survivor, ...result }), moved }
  });
  cmd.audit({ entity: 'person', entityId: merged.id, before: auditedPerson(merged), after: { mergedInto: survivor.id } });
  return moved;
}

/** The values of the record that stays: its own, or the other's where these are taken or its own are empty. */
function combine(survivor: PersonRecord, merged: PersonRecord, take: MergeField[]): Partial<PersonRecord> {
  const result: Partial<PersonRecord> = {};
  const empty = (value: unknown) => value === null || value === '';
  for (const [field, columns] of Object.entries(COLUMNS) as [Exclude<MergeField, 'photo'>, readonly (keyof PersonRecord)[]][]) {
    const [first] = columns;
    if (first === undefined) continue;
    if (take.includes(field) ? empty(merged[first]) : !empty(survivor[first]) || empty(merged[first])) continue;
    Object.assign(result, Object.fromEntries(columns.map((column) => [column, merged[column]])));
  }
  // A number that says both decides both, whichever record it came from.
  if (saysBirthDate(result.document_kind ?? survivor.document_kind)) {
    const holder = result.document_kind === undefined ? survivor : merged;
    result.birth_date = holder.birth_date;
    result.sex = holder.sex;
  }
  if (merged.notes !== '' && merged.notes !== survivor.notes) {
    result.notes = [survivor.notes, merged.notes]
      .filter((notes) => notes !== '')
      .join('\n')
      .slice(0, 4000);
  }
  return result;
}

async function movePhoto(cmd: Command, to: number, from: number, take: boolean): Promise<void> {
  const photos = await cmd.tx.selectFrom('person_photo').select('person_id').where('person_id', 'in', [to, from]).execute();
  const has = (id: number) => photos.some((photo) => photo.person_id === id);
  if (!has(from) || (has(to) && !take)) return;
  await cmd.tx.deleteFrom('person_photo').where('person_id', '=', to).execute();
  await cmd.tx.updateTable('person_photo').set({ person_id: to }).where('person_id', '=', from).execute();
}
