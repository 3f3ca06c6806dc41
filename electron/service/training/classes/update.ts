import type { ClassFields } from '../../../contract/training/classes.ts';
import { recordTx } from '../bookings/events.ts';
import { promoteTx } from '../bookings/promote.ts';
import { syncClassTx } from '../class-figures/rollup.ts';
import type { Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import { difference } from '../../schedule/reservations/store.ts';
import { advanceTx } from './settle.ts';
import { checkClassTx, classColumns, classFact, writeClassPartsTx } from './create.ts';
import { classForChangeTx, linesOfTx, readClassTx, trainersOfTx, type ClassRecord } from './store.ts';

/** The fields of a class as a form gives them, from its rows. */
export async function fieldsOfTx(cmd: Command, row: ClassRecord): Promise<ClassFields> {
  const organisations = await cmd.tx
    .selectFrom('class_organisation')
    .select('organisation_id')
    .where('class_id', '=', row.id)
    .orderBy('organisation_id')
    .execute();
  return {
    courseId: row.course_id,
    title: row.title,
    term: row.term,
    trainerIds: await trainersOfTx(cmd, row.id),
    zoneId: row.zone_id,
    equipment: await linesOfTx(cmd, row.id),
    capacity: row.capacity,
    minToOpen: row.min_to_open,
    bookingFrom: row.booking_from,
    bookingTo: row.booking_to,
    price: row.price,
    who: whoOf(
      row,
      organisations.map((one) => one.organisation_id)
    ),
    quota: row.quota,
    cancelNotice: { unit: row.notice_unit, amount: row.notice_amount },
    bySession: row.by_session === 1,
    promoteAfterStart: row.promote_after_start === 1,
    notes: row.notes
  };
}

export function whoOf(row: Pick<ClassRecord, 'who' | 'needed_course_id'>, organisationIds: number[]): ClassFields['who'] {
  if (row.who === 'organisations') return { kind: 'organisations', organisationIds };
  return row.needed_course_id === null ? { kind: 'all' } : { kind: 'certificate', courseId: row.needed_course_id };
}

/**
 * Changes a class. The waiting list gets added seats in the same transaction.
 * @throws StationError NOT_FOUND, STALE, CLASH (a session's zone holds fewer), INVALID
 */
export async function updateClassTx(cmd: Command, input: ClassFields & { id: number; version: number }) {
  const row = await classForChangeTx(cmd, input);
  const before = await fieldsOfTx(cmd, row);
  await checkClassTx(cmd, input, { row, trainerIds: before.trainerIds });
  if (input.courseId !== row.course_id) await demandNobodyYetTx(cmd, row);
  const least = row.taken + row.single_peak;
  if (input.capacity < least) throw new StationError('INVALID', { field: 'capacity', reason: 'below_taken', params: { taken: least } });
  if (input.capacity > row.capacity) await demandRoomTx(cmd, row, input.capacity);
  await cmd.tx
    .updateTable('class')
    .set({ ...classColumns(input), version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await writeClassPartsTx(cmd, row.id, input);
  await syncClassTx(cmd, row.id);
  if (input.capacity !== row.capacity)
    await recordTx(cmd, { classId: row.id, kind: 'capacity', params: { from: row.capacity, to: input.capacity } });
  cmd.audit({ entity: 'class', entityId: row.id, ...difference(classFact(before), classFact(input)) });
  cmd.changed('classes');
  const promoted = await promoteTx(cmd, row.id);
  await advanceTx(cmd, row.id);
  return { version: (await readClassTx(cmd, row.id)).version, promoted };
}

/** Demands a class without bookings, certificates and figures, because these are for its course. */
async function demandNobodyYetTx(cmd: Command, row: ClassRecord): Promise<void> {
  const booking = await cmd.tx.selectFrom('booking').select('id').where('class_id', '=', row.id).executeTakeFirst();
  if (row.state !== 'draft' || booking) throw new StationError('INVALID', { field: 'courseId', reason: 'booked' });
}

/** Demands that the zone of every session to come holds the capacity. */
async function demandRoomTx(cmd: Command, row: ClassRecord, capacity: number): Promise<void> {
  const small = await cmd.tx
    .selectFrom('class_session')
    .innerJoin('zone', 'zone.id', 'class_session.zone_id')
    .select(['zone.name', 'zone.capacity', 'from_at', 'to_at'])
    .where('class_id', '=', row.id)
    .where('class_session.state', 'in', ['planned', 'suspended'])
    .where('class_session.to_at', '>', cmd.now)
    .where('zone.capacity', '<', capacity)
    .orderBy('from_at')
    .execute();
  if (small.length === 0) return;
  throw new StationError('CLASH', {
    clashes: small.map((one) => ({
      kind: 'capacity',
      name: one.name,
      heldBy: '',
      from: one.from_at,
      to: one.to_at,
      available: one.capacity,
      wanted: capacity
    }))
  });
}
