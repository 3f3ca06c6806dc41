import type { Command } from '../../core/command.ts';
import {
  countCertificateTx,
  countEndedTx,
  countMarksOfTx,
  countSessionTx,
  countedSessionTx,
  syncClassTx
} from '../class-figures/rollup.ts';
import type { PersonReference } from '../../people/people/references.ts';

/**
 * Moves everything that one person taught to another. The schedule has moved their time before (reservations/people.ts) and refuses a
 * merge where both are taken at once. @returns how many
 */
async function move(cmd: Command, from: number, to: number): Promise<number> {
  const own = await cmd.tx.selectFrom('trainer').select('person_id').where('person_id', '=', from).executeTakeFirst();
  if (!own) return 0;
  const held = await cmd.tx
    .selectFrom('session_trainer')
    .innerJoin('class_session', 'class_session.id', 'session_trainer.session_id')
    .select(['class_session.id', 'seats'])
    .where('session_trainer.person_id', '=', from)
    .where('class_session.state', '=', 'held')
    .execute();
  const classes = await cmd.tx.selectFrom('class_trainer').select('class_id').where('person_id', '=', from).execute();
  for (const session of held) await countHeld(cmd, session, -1);
  await givePlaces(cmd, from, to);
  const known = await cmd.tx.selectFrom('trainer').select('person_id').where('person_id', '=', to).executeTakeFirst();
  if (known) await joinTrainers(cmd, from, to);
  else await cmd.tx.updateTable('trainer').set({ person_id: to }).where('person_id', '=', from).execute();
  for (const session of held) await countHeld(cmd, session, 1);
  for (const row of classes) await syncClassTx(cmd, row.class_id);
  await moveSnapshots(cmd, from, to);
  cmd.changed('trainers', 'classes');
  return classes.length;
}

async function countHeld(cmd: Command, session: { id: number; seats: number | null }, sign: 1 | -1): Promise<void> {
  await countSessionTx(cmd, await countedSessionTx(cmd, session.id), session.seats ?? 0, sign);
  await countMarksOfTx(cmd, session.id, sign);
}

/** Where a class or session names both trainers, keeps one row with the better position. */
async function givePlaces(cmd: Command, from: number, to: number): Promise<void> {
  for (const row of await cmd.tx.selectFrom('class_trainer').selectAll().where('person_id', '=', from).execute()) {
    const twin = await cmd.tx
      .deleteFrom('class_trainer')
      .where('class_id', '=', row.class_id)
      .where('person_id', '=', to)
      .returning('position')
      .executeTakeFirst();
    if (!twin || twin.position >= row.position) continue;
    await cmd.tx
      .updateTable('class_trainer')
      .set({ position: twin.position })
      .where('class_id', '=', row.class_id)
      .where('person_id', '=', from)
      .execute();
  }
  for (const row of await cmd.tx.selectFrom('session_trainer').selectAll().where('person_id', '=', from).execute()) {
    const twin = await cmd.tx
      .deleteFrom('session_trainer')
      .where('session_id', '=', row.session_id)
      .where('person_id', '=', to)
      .returning('position')
      .executeTakeFirst();
    if (!twin || twin.position >= row.position) continue;
    await cmd.tx
      .updateTable('session_trainer')
      .set({ position: twin.position })
      .where('session_id', '=', row.session_id)
      .where('person_id', '=', from)
      .execute();
  }
}

/** Joins two trainers: subjects, qualifications and leave of both, weekly hours of the one that stays. */
async function joinTrainers(cmd: Command, from: number, to: number): Promise<void> {
  await cmd.tx.updateTable('class_trainer').set({ person_id: to }).where('person_id', '=', from).execute();
  await cmd.tx.updateTable('session_trainer').set({ person_id: to }).where('person_id', '=', from).execute();
  const theirs = cmd.tx.selectFrom('trainer_course').select('course_id').where('person_id', '=', to);
  await cmd.tx.deleteFrom('trainer_course').where('person_id', '=', from).where('course_id', 'in', theirs).execute();
  await cmd.tx.updateTable('trainer_course').set({ person_id: to }).where('person_id', '=', from).execute();
  await cmd.tx.updateTable('trainer_qualification').set({ person_id: to }).where('person_id', '=', from).execute();
  await cmd.tx.updateTable('trainer_leave').set({ person_id: to }).where('person_id', '=', from).execute();
  await cmd.tx.deleteFrom('trainer_hours').where('person_id', '=', from).execute();
  await cmd.tx.deleteFrom('trainer').where('person_id', '=', from).execute();
}

/** Moves certificates and ended bookings, which name the trainer for whom they count. */
async function moveSnapshots(cmd: Command, from: number, to: number): Promise<void> {
  for (const row of await cmd.tx.selectFrom('certificate').selectAll().where('trainer_id', '=', from).execute()) {
    if (row.revoked_at === null) await countCertificateTx(cmd, row, -1);
    await cmd.tx.updateTable('certificate').set({ trainer_id: to }).where('id', '=', row.id).execute();
    if (row.revoked_at === null) await countCertificateTx(cmd, { ...row, trainer_id: to }, 1);
  }
  const ended = await cmd.tx
    .selectFrom('booking')
    .innerJoin('class', 'class.id', 'booking.class_id')
    .selectAll('booking')
    .select('class.course_id')
    .where('figure_month', 'is not', null)
    .where('figure_trainer_id', '=', from)
    .execute();
  for (const { course_id, ...row } of ended) {
    await countEndedTx(cmd, row, course_id, -1);
    await cmd.tx.updateTable('booking').set({ figure_trainer_id: to }).where('id', '=', row.id).execute();
    await countEndedTx(cmd, { ...row, figure_trainer_id: to }, course_id, 1);
  }
}

export const trainerReference: PersonReference = { move };
