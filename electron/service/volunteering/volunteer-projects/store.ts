import type { Selectable } from 'kysely';
import type { ProjectSubject } from '../../../contract/volunteering/volunteer-project-rules.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import type { ProjectTable } from './tables.ts';

export type ProjectRecord = Selectable<ProjectTable>;

/** @throws StationError NOT_FOUND */
export async function readProject(db: Db, id: number): Promise<ProjectRecord> {
  return found(await db.selectFrom('project').selectAll().where('id', '=', id).executeTakeFirst(), 'project', id);
}

/** The project in the version that the operator saw. @throws StationError NOT_FOUND, STALE */
export async function projectForChangeTx(cmd: Command, input: { id: number; version: number }): Promise<ProjectRecord> {
  const row = await readProject(cmd.tx, input.id);
  if (row.version !== input.version) throw new StationError('STALE', { what: 'project' });
  return row;
}

/** What the rules of the steps read. @param now UTC ms */
export async function subjectOf(db: Db, row: ProjectRecord, now: number): Promise<ProjectSubject> {
  const needs = await db
    .selectFrom('project_need')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('project_id', '=', row.id)
    .where('archived', '=', 0)
    .executeTakeFirstOrThrow();
  const shifts = await db
    .selectFrom('shift')
    .select((eb) => [
      eb.fn.max('to_at').as('last'),
      eb.fn.sum<number | null>(eb.case().when('to_at', '>', now).then(eb.ref('taken')).else(0).end()).as('signed')
    ])
    .where('project_id', '=', row.id)
    .where('state', '<>', 'cancelled')
    .executeTakeFirstOrThrow();
  return {
    state: row.state,
    needs: Number(needs.n),
    signed: Number(shifts.signed ?? 0),
    lastAt: shifts.last,
    dangerous: row.dangerous === 1,
    risks: row.risks
  };
}
