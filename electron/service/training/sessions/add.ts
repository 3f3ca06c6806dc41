import type { z } from 'zod';
import type { newSession } from '../../../contract/training/sessions.ts';
import { MAX_SESSIONS } from '../../../contract/training/class-rules.ts';
import type { Clash } from '../../../contract/core/errors.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { recordTx } from '../bookings/events.ts';
import { applyStepTx } from '../classes/steps.ts';
import { linesOfTx, readClassTx, refreshClassTx, trainersOfTx, type ClassRecord } from '../classes/store.ts';
import type { Command } from '../../core/command.ts';
import { found, StationError } from '../../core/errors.ts';
import { collectClash, makeSessionTx, trainersOfWishesTx, type SessionWish } from './store.ts';
import { demandOpenClass } from './change.ts';

export type NewSessionInput = z.output<typeof newSession>;

/** New sessions, with fields left out taken from their class. */
export async function completedTx(
  cmd: Command,
  of: Pick<ClassRecord, 'id' | 'zone_id'>,
  sessions: readonly NewSessionInput[]
): Promise<SessionWish[]> {
  const trainerIds = await trainersOfTx(cmd, of.id);
  const equipment = await linesOfTx(cmd, of.id);
  return sessions.map((session) => ({
    from: session.from,
    to: session.to,
    zoneId: session.zoneId ?? of.zone_id,
    trainerIds: session.trainerIds ?? trainerIds,
    equipment: session.equipment ?? (session.zoneId === undefined || session.zoneId === of.zone_id ? equipment : [])
  }));
}

/**
 * Makes sessions of a class, all or none. A skipped date that is made is removed from the skipped ones.
 * @throws StationError SERIES_CLASH naming those that clash; INVALID (too_many)
 */
export async function makeSessionsTx(cmd: Command, of: ClassRecord, sessions: readonly NewSessionInput[]): Promise<number[]> {
  if (of.sessions + sessions.length > MAX_SESSIONS)
    throw new StationError('INVALID', { field: 'sessions', reason: 'too_many', params: { most: MAX_SESSIONS } });
  const wishes = await completedTx(cmd, of, sessions);
  const trainers = await trainersOfWishesTx(cmd, wishes);
  const dates: { date: string; clashes: Clash[] }[] = [];
  const ids: number[] = [];
  for (const wish of wishes) {
    await collectClash(dates, dateOf(wish.from), async () => {
      ids.push(await makeSessionTx(cmd, { id: of.id, courseId: of.course_id, capacity: of.capacity }, wish, trainers));
    });
    await cmd.tx.deleteFrom('class_skipped').where('class_id', '=', of.id).where('from_at', '=', wish.from).execute();
  }
  if (dates.length > 0) throw new StationError('SERIES_CLASH', { dates });
  await refreshClassTx(cmd, of.id);
  return ids;
}

/** A class that was finished is resumed. @throws StationError NOT_FOUND, SERIES_CLASH, STEP_NOT_ALLOWED (it is archived or cancelled) */
export async function addSessionsTx(cmd: Command, input: { classId: number; sessions: NewSessionInput[] }): Promise<number[]> {
  const of = await readClassTx(cmd, input.classId);
  demandOpenClass(of, 'add');
  const ids = await makeSessionsTx(cmd, of, input.sessions);
  // What is made up after the last session: the class goes on, and finishes with it.
  if (of.state === 'finished') await applyStepTx(cmd, await readClassTx(cmd, of.id), 'resume', '');
  for (const [i, id] of ids.entries()) {
    await recordTx(cmd, { classId: of.id, kind: 'session_added', params: { sessionId: id, from: input.sessions[i]?.from ?? 0 } });
    cmd.audit({ entity: 'session', entityId: id, after: { classId: of.id, ...input.sessions[i] } });
  }
  return ids;
}

/** Records topic and notes of a session. @throws StationError NOT_FOUND */
export async function noteTx(cmd: Command, input: { id: number; topic: string; notes: string }): Promise<void> {
  const row = found(
    await cmd.tx.selectFrom('class_session').select(['id', 'topic', 'notes']).where('id', '=', input.id).executeTakeFirst(),
    'session',
    input.id
  );
  await cmd.tx.updateTable('class_session').set({ topic: input.topic, notes: input.notes }).where('id', '=', row.id).execute();
  cmd.audit({
    entity: 'session',
    entityId: row.id,
    before: { topic: row.topic, notes: row.notes },
    after: { topic: input.topic, notes: input.notes }
  });
  cmd.changed('classes');
}

/** @throws StationError NOT_FOUND */
export async function forgetSkippedTx(cmd: Command, input: { classId: number; from: number }): Promise<void> {
  const gone = await cmd.tx
    .deleteFrom('class_skipped')
    .where('class_id', '=', input.classId)
    .where('from_at', '=', input.from)
    .returning('why')
    .executeTakeFirst();
  found(gone, 'skipped', input.from);
  cmd.audit({ entity: 'class', entityId: input.classId, before: { skipped: dateOf(input.from) } });
  cmd.changed('classes');
}
