import type { UndoOutcome } from '../../../../contract/people/people-import.ts';
import { dateOf, startOfDate } from '../../../../contract/core/time.ts';
import type { Actor } from '../../../core/audit/chain.ts';
import { jobCommand, type Command } from '../../../core/command.ts';
import { found, StationError } from '../../../core/errors.ts';
import type { JobTools } from '../../../core/jobs/job.ts';
import { stationOf } from '../../../core/jobs/station.ts';
import { pointedAt } from '../../../db/pointed-at.ts';
import type { Db } from '../../../db/schema.ts';
import { archiveOrganisationTx } from '../../organisations/organisations.ts';
import { auditedPerson, findDuplicates, writePersonTx, type PersonRecord } from '../persons.ts';
import { withdrawPeopleTx } from '../withdraw.ts';
import { candidateOf } from './meant.ts';

/** What a list of what stays shows at most. */
const KEPT_SHOWN = 200;
/** Columns that are one thing: none of them is put back alone. */
const TOGETHER: readonly (readonly (keyof PersonRecord)[])[] = [
  ['name', 'name_key', 'name_sort', 'readings'],
  ['document_kind', 'document_number']
];

export interface UndoOrder {
  id: number;
  /** Does it and takes it back: the answer says what would be done. */
  rehearse: boolean;
  commandId: string;
  procedure: string;
  actor: Actor;
}

/** Carries what a rehearsed undo would do out of the transaction that it ends. */
class Rehearsed extends Error {
  readonly outcome: UndoOutcome;
  constructor(outcome: UndoOutcome) {
    super('rehearsed');
    this.outcome = outcome;
  }
}

/** In the worker: takes an import of today back. @throws StationError NOT_FOUND, INVALID (undone, another_day), CANCELLED */
export async function undoRosterJob(order: UndoOrder, tools: JobTools): Promise<{ result: UndoOutcome; topics: string[] }> {
  try {
    return await jobCommand(stationOf(tools), order.actor, order.procedure, order.commandId, async (cmd) => {
      const outcome = await undoTx(cmd, order.id, () => tools.checkCancelled());
      if (order.rehearse) throw new Rehearsed(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Rehearsed) return { result: error.outcome, topics: [] };
    throw error;
  }
}

async function undoTx(cmd: Command, id: number, checkCancelled: () => void): Promise<UndoOutcome> {
  const own = found(await cmd.tx.selectFrom('roster_import').selectAll().where('id', '=', id).executeTakeFirst(), 'import', id);
  if (own.undone_at !== null) throw new StationError('INVALID', { field: 'id', reason: 'undone' });
  if (dateOf(own.at) !== dateOf(cmd.now)) throw new StationError('INVALID', { field: 'id', reason: 'another_day' });
  const kept: UndoOutcome['kept'] = [];
  const people = await withdrawNewTx(cmd, id, kept);
  checkCancelled();
  const restored = await restoreTx(cmd, id, kept, checkCancelled);
  const organisations = await archivePlacesTx(cmd, JSON.parse(own.organisations) as number[], kept);
  await cmd.tx.updateTable('roster_import').set({ undone_at: cmd.now }).where('id', '=', id).execute();
  const outcome = { people, restored, organisations, kept: kept.slice(0, KEPT_SHOWN), keptCount: kept.length };
  cmd.audit({ entity: 'roster', entityId: id, after: { file: own.file_name, people, restored, organisations, kept: kept.length } });
  return outcome;
}

/** Withdraws whom the import made, but not those whom anybody changed, merged, or refers to. */
async function withdrawNewTx(cmd: Command, importId: number, kept: UndoOutcome['kept']): Promise<number> {
  const people = await cmd.tx
    .selectFrom('person')
    .innerJoin('roster_import_person', 'roster_import_person.person_id', 'person.id')
    .selectAll('person')
    .where('roster_import_person.import_id', '=', importId)
    .where('roster_import_person.kind', '=', 'new')
    .execute();
  const referred = await pointedAt(
    cmd.tx,
    'person',
    people.map((person) => person.id)
  );
  const stays = (person: PersonRecord): UndoOutcome['kept'][number]['why'] | null => {
    if (person.merged_into !== null) return 'merged';
    if (referred.has(person.id)) return 'referred';
    return person.version > 1 ? 'changed' : null;
  };
  const gone: PersonRecord[] = [];
  for (const person of people) {
    const why = stays(person);
    if (why === null) gone.push(person);
    else kept.push({ personId: person.id, name: person.name, why });
  }
  await withdrawPeopleTx(cmd, gone);
  return gone.length;
}

/** Puts back what the import changed and nobody changed since. Returns how many records. */
async function restoreTx(cmd: Command, importId: number, kept: UndoOutcome['kept'], checkCancelled: () => void): Promise<number> {
  const rows = await cmd.tx
    .selectFrom('roster_import_person')
    .innerJoin('person', 'person.id', 'roster_import_person.person_id')
    .selectAll('person')
    .select(['roster_import_person.before as was', 'roster_import_person.after as became'])
    .where('roster_import_person.import_id', '=', importId)
    .where('roster_import_person.kind', '=', 'update')
    .execute();
  let restored = 0;
  for (const [done, { was, became, ...person }] of rows.entries()) {
    if (done % 100 === 0) checkCancelled();
    const stays = (why: UndoOutcome['kept'][number]['why']) => kept.push({ personId: person.id, name: person.name, why });
    if (person.merged_into !== null) {
      stays('merged');
      continue;
    }
    const before = JSON.parse(was ?? '{}') as Partial<PersonRecord>;
    const after = JSON.parse(became ?? '{}') as Partial<PersonRecord>;
    const back = unchangedSince(person, before, after);
    if (Object.keys(back).length < Object.keys(before).length) stays('changed');
    if (Object.keys(back).length === 0) continue;
    const { same } = await findDuplicates(cmd.tx, { ...person, ...back }, person.id);
    if (same) {
      // Somebody else has been given the document it had.
      stays('taken');
      continue;
    }
    await writePersonTx(cmd, person, back);
    cmd.audit({
      entity: 'person',
      entityId: person.id,
      before: auditedPerson(person),
      after: auditedPerson({ ...person, ...back })
    });
    restored += 1;
  }
  return restored;
}

/** The columns that are still as the import left them, with what they were before. */
function unchangedSince(person: PersonRecord, before: Partial<PersonRecord>, after: Partial<PersonRecord>): Partial<PersonRecord> {
  const columns = Object.keys(before) as (keyof PersonRecord)[];
  const changed = new Set(columns.filter((column) => person[column] !== after[column]));
  for (const group of TOGETHER) if (group.some((column) => changed.has(column))) group.forEach((column) => changed.add(column));
  return Object.fromEntries(
    columns.filter((column) => !changed.has(column)).map((column) => [column, before[column]])
  ) as Partial<PersonRecord>;
}

/** Archives the organisations the import made that are empty again, those inside first. */
async function archivePlacesTx(cmd: Command, ids: readonly number[], kept: UndoOutcome['kept']): Promise<number> {
  let archived = 0;
  for (const id of [...ids].reverse()) {
    const own = await cmd.tx.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
    if (!own || own.archived === 1) continue;
    const below = await cmd.tx
      .selectFrom('organisation')
      .select('id')
      .where('parent_id', '=', id)
      .where('archived', '=', 0)
      .limit(1)
      .execute();
    if (own.people > 0 || below.length > 0 || own.version > 1) {
      kept.push({ personId: null, name: own.name, why: own.version > 1 && own.people === 0 ? 'changed' : 'occupied' });
      continue;
    }
    await archiveOrganisationTx(cmd, { id, version: own.version, archived: true });
    archived += 1;
  }
  return archived;
}

/** Today's imports, newest first. @param now UTC ms */
export async function recentImports(db: Db, now: number) {
  const rows = await db
    .selectFrom('roster_import')
    .selectAll()
    .where('at', '>=', startOfDate(dateOf(now)))
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    by: row.by,
    fileName: row.file_name,
    created: row.created,
    updated: row.updated,
    organisations: (JSON.parse(row.organisations) as number[]).length,
    undoneAt: row.undone_at
  }));
}

/** New people of an import whom somebody on record resembles, each with that one. @throws StationError NOT_FOUND */
export async function alikeOf(db: Db, id: number) {
  found(await db.selectFrom('roster_import').select('id').where('id', '=', id).executeTakeFirst(), 'import', id);
  const pairs = await db
    .selectFrom('roster_import_person')
    .select(['person_id', 'alike_id'])
    .where('import_id', '=', id)
    .where('alike_id', 'is not', null)
    .limit(KEPT_SHOWN)
    .execute();
  const ids = pairs.flatMap((pair) => [pair.person_id, pair.alike_id as number]);
  const people = await db
    .selectFrom('person')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .selectAll('person')
    .select('organisation.name as organisation')
    .where('person.id', 'in', ids)
    .where('person.merged_into', 'is', null)
    .execute();
  const byId = new Map(people.map((person) => [person.id, candidateOf(person, person.organisation ?? '')]));
  return pairs.flatMap((pair) => {
    const [person, other] = [byId.get(pair.person_id), byId.get(pair.alike_id as number)];
    return person && other ? [{ person, other }] : [];
  });
}

declare module '../../../core/jobs/job.ts' {
  interface Jobs {
    undoRoster: typeof undoRosterJob;
  }
}
