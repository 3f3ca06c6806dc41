import { sql } from 'kysely';
import { suggestBranch } from '../../../contract/people/branch-rule.ts';
import {
  mayContain,
  placeProblem,
  type Organisation,
  type OrganisationKind,
  type OrganisationNode
} from '../../../contract/people/organisations.ts';
import { checkPhone, maskPhone } from '../../../contract/people/people-rules.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { nameColumns, nameGrams, storedName } from '../people/names.ts';
import { endOfSubtree } from './subtree.ts';

export interface OrganisationFields {
  kind: OrganisationKind;
  name: string;
  contactName: string;
  contactPhone: string;
  industry: string;
  headcount: number | null;
  partyMembers: number | null;
  tags: string[];
  notes: string;
}

/** Fields of an organisation of which only kind and name are known, as in an import. */
export const bareOrganisation = (kind: OrganisationKind, name: string): OrganisationFields => ({
  kind,
  name,
  contactName: '',
  contactPhone: '',
  industry: '',
  headcount: null,
  partyMembers: null,
  tags: [],
  notes: ''
});

const rowOf = async (db: Db, id: number) =>
  found(await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst(), 'organisation', id);

/** Every organisation, parents before children, siblings in order of their pinyin. */
export async function organisationTree(db: Db, archived: boolean): Promise<OrganisationNode[]> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'parent_id', 'kind', 'name', 'path', 'archived', 'party_members', 'tags', 'people', 'version'])
    .$if(!archived, (query) => query.where('archived', '=', 0))
    .orderBy('name_sort')
    .orderBy('id')
    .execute();
  const below = new Map<number, number>();
  for (const row of rows) {
    for (const id of idsOf(row.path)) below.set(id, (below.get(id) ?? 0) + row.people);
  }
  const shown = new Set(rows.map((row) => row.id));
  const children = new Map<number, typeof rows>();
  for (const row of rows) {
    // An organisation below a hidden, archived one moves to the top.
    const parent = row.parent_id !== null && shown.has(row.parent_id) ? row.parent_id : 0;
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const tree: OrganisationNode[] = [];
  const add = (parent: number) => {
    for (const row of children.get(parent) ?? []) {
      tree.push({
        id: row.id,
        parentId: row.parent_id,
        kind: row.kind as OrganisationKind,
        name: row.name,
        archived: row.archived === 1,
        partyMembers: row.party_members,
        tags: JSON.parse(row.tags) as string[],
        people: row.people,
        peopleBelow: below.get(row.id) ?? 0,
        version: row.version
      });
      add(row.id);
    }
  };
  add(0);
  return tree;
}

const idsOf = (path: string): number[] =>
  path
    .split('/')
    .filter((part) => part !== '')
    .map(Number);

/** Ids and names from the top down to an organisation; empty for none. */
export async function organisationPath(db: Db, id: number | null): Promise<{ id: number; name: string }[]> {
  if (id === null) return [];
  const { path } = await rowOf(db, id);
  const ids = idsOf(path);
  const rows = await db.selectFrom('organisation').select(['id', 'name']).where('id', 'in', ids).execute();
  return ids.flatMap((own) => rows.filter((row) => row.id === own));
}

export async function getOrganisation(db: Db, id: number): Promise<Organisation> {
  const row = await rowOf(db, id);
  const subtree = await db
    .selectFrom('organisation')
    .select(['id', 'people'])
    .where('path', '>=', row.path)
    .where('path', '<', endOfSubtree(row.path))
    .execute();
  const { onRecord } = await db
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('onRecord'))
    .where('political_status', '=', sql.lit('party_member'))
    .where('merged_into', 'is', null)
    .where(
      'organisation_id',
      'in',
      subtree.map((own) => own.id)
    )
    .executeTakeFirstOrThrow();
  const members = row.party_members ?? Number(onRecord);
  return {
    id: row.id,
    parentId: row.parent_id,
    kind: row.kind as OrganisationKind,
    name: row.name,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    industry: row.industry,
    headcount: row.headcount,
    partyMembers: row.party_members,
    tags: JSON.parse(row.tags) as string[],
    notes: row.notes,
    path: await organisationPath(db, id),
    archived: row.archived === 1,
    people: row.people,
    peopleBelow: subtree.reduce((sum, own) => sum + own.people, 0),
    branch: { ...suggestBranch(members), members, onRecord: Number(onRecord) },
    version: row.version
  };
}

function columnsOf(fields: OrganisationFields) {
  const phone = fields.contactPhone === '' ? '' : checkPhone(fields.contactPhone);
  if (phone === null) throw new StationError('INVALID', { field: 'contactPhone', reason: 'phone' });
  return {
    kind: fields.kind,
    name: fields.name,
    ...nameColumns(fields.name, false),
    contact_name: fields.contactName,
    contact_phone: phone,
    industry: fields.industry,
    headcount: fields.headcount,
    party_members: fields.partyMembers,
    tags: JSON.stringify([...new Set(fields.tags)]),
    notes: fields.notes
  };
}

/** @throws StationError NAME_TAKEN when a sibling that is not archived has the name */
async function demandFreeName(db: Db, parentId: number | null, name: string, exceptId: number): Promise<void> {
  const taken = await db
    .selectFrom('organisation')
    .select('id')
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where('name', '=', name)
    .where('archived', '=', 0)
    .where('id', '!=', exceptId)
    .executeTakeFirst();
  if (taken) throw new StationError('NAME_TAKEN', { name });
}

/** @throws StationError NOT_FOUND, INVALID (above_parent, too_deep, parent_archived) */
async function demandParent(db: Db, parentId: number | null, kind: OrganisationKind, depthBelow: number): Promise<void> {
  if (parentId === null) return;
  const parent = await rowOf(db, parentId);
  if (parent.archived === 1) throw new StationError('INVALID', { field: 'parentId', reason: 'parent_archived' });
  const problem = placeProblem({ kind: parent.kind as OrganisationKind, depth: idsOf(parent.path).length }, kind, depthBelow);
  if (problem !== null) throw new StationError('INVALID', { field: problem === 'above_parent' ? 'kind' : 'parentId', reason: problem });
}

async function writeGrams(cmd: Command, id: number, before: string[], after: string[]): Promise<void> {
  const gone = before.filter((gram) => !after.includes(gram));
  const added = after.filter((gram) => !before.includes(gram));
  if (gone.length > 0) await cmd.tx.deleteFrom('organisation_gram').where('gram', 'in', gone).where('organisation_id', '=', id).execute();
  if (added.length > 0)
    await cmd.tx
      .insertInto('organisation_gram')
      .values(added.map((gram) => ({ gram, organisation_id: id })))
      .execute();
}

/** Makes an organisation. @returns its id @throws StationError NOT_FOUND, INVALID, NAME_TAKEN */
export async function createOrganisationTx(cmd: Command, input: OrganisationFields & { parentId: number | null }): Promise<number> {
  await demandParent(cmd.tx, input.parentId, input.kind, 1);
  await demandFreeName(cmd.tx, input.parentId, input.name, 0);
  const columns = columnsOf(input);
  const { id } = await cmd.tx
    .insertInto('organisation')
    .values({ ...columns, parent_id: input.parentId, created_at: cmd.now, updated_at: cmd.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeGrams(cmd, id, [], nameGrams(storedName(columns)));
  cmd.audit({ entity: 'organisation', entityId: id, after: { ...auditedFields(input), parentId: input.parentId } });
  cmd.changed('organisations');
  return id;
}

/** Fields for the audit; the contact's telephone number is personal, so it is masked. */
const auditedFields = (fields: OrganisationFields) => ({
  kind: fields.kind,
  name: fields.name,
  contactName: fields.contactName,
  contactPhone: maskPhone(fields.contactPhone),
  industry: fields.industry,
  headcount: fields.headcount,
  partyMembers: fields.partyMembers,
  tags: fields.tags,
  notes: fields.notes
});

/** Changes an organisation. @throws StationError NOT_FOUND, STALE, INVALID, NAME_TAKEN */
export async function updateOrganisationTx(cmd: Command, input: OrganisationFields & { id: number; version: number }): Promise<void> {
  const row = await current(cmd, input);
  await demandParent(cmd.tx, row.parent_id, input.kind, 1);
  const children = await cmd.tx.selectFrom('organisation').select('kind').where('parent_id', '=', row.id).execute();
  if (children.some((child) => !mayContain(input.kind, child.kind as OrganisationKind))) {
    throw new StationError('INVALID', { field: 'kind', reason: 'below_child' });
  }
  if (row.archived === 0) await demandFreeName(cmd.tx, row.parent_id, input.name, row.id);
  const columns = columnsOf(input);
  const before = await getOrganisation(cmd.tx, row.id);
  await cmd.tx
    .updateTable('organisation')
    .set({ ...columns, updated_at: cmd.now, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await writeGrams(cmd, row.id, nameGrams(storedName(row)), nameGrams(storedName(columns)));
  cmd.audit({ entity: 'organisation', entityId: row.id, before: auditedFields(before), after: auditedFields(input) });
  cmd.changed('organisations');
  // Lists of people show the name of the organisation.
  if (row.name !== input.name) cmd.changed('people');
}

async function current(cmd: Command, input: { id: number; version: number }) {
  const row = await rowOf(cmd.tx, input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'organisation' });
  return row;
}

/** Moves a subtree under another organisation. @throws StationError NOT_FOUND, STALE, CYCLE, INVALID, NAME_TAKEN */
export async function moveOrganisationTx(cmd: Command, input: { id: number; version: number; parentId: number | null }): Promise<void> {
  const row = await current(cmd, input);
  const subtree = await cmd.tx
    .selectFrom('organisation')
    .select(['id', 'path'])
    .where('path', '>=', row.path)
    .where('path', '<', endOfSubtree(row.path))
    .execute();
  if (subtree.some((below) => below.id === input.parentId)) throw new StationError('CYCLE', {});
  const depth = Math.max(...subtree.map((below) => idsOf(below.path).length)) - idsOf(row.path).length + 1;
  await demandParent(cmd.tx, input.parentId, row.kind as OrganisationKind, depth);
  if (row.archived === 0) await demandFreeName(cmd.tx, input.parentId, row.name, row.id);
  await cmd.tx
    .updateTable('organisation')
    .set({ parent_id: input.parentId, updated_at: cmd.now, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  cmd.audit({ entity: 'organisation', entityId: row.id, before: { parentId: row.parent_id }, after: { parentId: input.parentId } });
  cmd.changed('organisations');
}

/** Archives an organisation or brings it back. @throws StationError NOT_FOUND, STALE, IN_USE, NAME_TAKEN, INVALID */
export async function archiveOrganisationTx(cmd: Command, input: { id: number; version: number; archived: boolean }): Promise<void> {
  const row = await current(cmd, input);
  if (input.archived) {
    const below = await cmd.tx.selectFrom('organisation').select('id').where('parent_id', '=', row.id).where('archived', '=', 0).execute();
    if (below.length > 0) throw new StationError('IN_USE', { what: 'organisation', count: below.length });
  } else {
    await demandParent(cmd.tx, row.parent_id, row.kind as OrganisationKind, 1);
    await demandFreeName(cmd.tx, row.parent_id, row.name, row.id);
  }
  await cmd.tx
    .updateTable('organisation')
    .set({ archived: input.archived ? 1 : 0, updated_at: cmd.now, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  cmd.audit({ entity: 'organisation', entityId: row.id, before: { archived: row.archived === 1 }, after: { archived: input.archived } });
  cmd.changed('organisations');
}
