import type { SessionRow } from '../../../contract/training/sessions.ts';
import type { Db } from '../../db/schema.ts';
import { closureNamed } from '../../schedule/closures/named.ts';
import { found } from '../../core/errors.ts';

export function sessionQuery(db: Db) {
  return db
    .selectFrom('class_session')
    .innerJoin('zone', 'zone.id', 'class_session.zone_id')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .selectAll('class_session')
    .select(['zone.name as zone_name', 'zone.name_en as zone_name_en', 'zone.colour as zone_colour', 'class.taken as class_taken']);
}
type Joined = Awaited<ReturnType<ReturnType<typeof sessionQuery>['execute']>>[number];

/** Trainers by session. */
export async function trainersOfSessions(db: Db, ids: readonly number[]): Promise<Map<number, { id: number; name: string }[]>> {
  const found = new Map<number, { id: number; name: string }[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('session_trainer')
    .innerJoin('person', 'person.id', 'session_trainer.person_id')
    .select(['session_id', 'person.id', 'person.name'])
    .where('session_id', 'in', ids)
    .orderBy('session_id')
    .orderBy('position')
    .execute();
  for (const { session_id, id, name } of rows) found.get(session_id)?.push({ id, name });
  return found;
}

/** Numbers of sessions within their classes, by session; cancelled ones have none. */
export async function numbersOf(db: Db, classIds: readonly number[]): Promise<Map<number, number>> {
  const numbers = new Map<number, number>();
  if (classIds.length === 0) return numbers;
  const rows = await db
    .selectFrom('class_session')
    .select(['id', 'class_id'])
    .where('class_id', 'in', classIds)
    .where('state', '<>', 'cancelled')
    .orderBy('class_id')
    .orderBy('from_at')
    .orderBy('id')
    .execute();
  const last = new Map<number, number>();
  for (const row of rows) {
    const number = (last.get(row.class_id) ?? 0) + 1;
    last.set(row.class_id, number);
    numbers.set(row.id, number);
  }
  return numbers;
}

/** Rows as lists show them. */
export async function toSessionRows(db: Db, rows: readonly Joined[]): Promise<SessionRow[]> {
  const trainers = await trainersOfSessions(
    db,
    rows.map((row) => row.id)
  );
  const numbers = await numbersOf(db, [...new Set(rows.map((row) => row.class_id))]);
  return rows.map((row) => ({
    id: row.id,
    classId: row.class_id,
    number: numbers.get(row.id) ?? null,
    from: row.from_at,
    to: row.to_at,
    zone: { id: row.zone_id, name: row.zone_name, nameEn: row.zone_name_en, colour: row.zone_colour },
    trainers: trainers.get(row.id) ?? [],
    state: row.state,
    changed: row.changed === 1,
    taken: row.class_taken + row.single_taken,
    attended: row.attended,
    closed: row.closed_at !== null,
    topic: row.topic,
    reason: row.reason,
    closureId: row.closure_id,
    version: row.version
  }));
}

/** Sessions of a class by start. */
export async function sessionsOfClass(db: Db, classId: number): Promise<SessionRow[]> {
  return toSessionRows(
    db,
    await sessionQuery(db).where('class_session.class_id', '=', classId).orderBy('from_at').orderBy('class_session.id').execute()
  );
}

/** @throws StationError NOT_FOUND */
export async function getSession(db: Db, id: number) {
  const row = found(await sessionQuery(db).where('class_session.id', '=', id).executeTakeFirst(), 'session', id);
  const equipment = await db
    .selectFrom('session_equipment')
    .innerJoin('equipment', 'equipment.id', 'session_equipment.equipment_id')
    .select(['equipment.id as equipmentId', 'name', 'name_en as nameEn', 'session_equipment.quantity'])
    .where('session_id', '=', id)
    .orderBy('equipment.id')
    .execute();
  return { ...(await toSessionRows(db, [row]))[0]!, notes: row.notes, equipment, closure: await closureNamed(db, row.closure_id) };
}
