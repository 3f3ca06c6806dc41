import type { TimelineEntry } from '../../../contract/people/people.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import type { PersonReference } from '../../people/people/references.ts';
import type { TimelineSource } from '../../people/people/timeline.ts';
import { moveToPersonTx } from '../allocation/allocate.ts';

/** Entries of a person's time line: reservations of which they are the contact, and those that take their time. */
async function entries(db: Db, personId: number, before: number, limit: number): Promise<TimelineEntry[]> {
  const found: TimelineEntry[] = [];
  for (const [column, kind] of [
    ['contact_id', 'contact'],
    ['staff_id', 'staff']
  ] as const) {
    const rows = await db
      .selectFrom('reservation')
      .innerJoin('zone', 'zone.id', 'reservation.zone_id')
      .innerJoin('purpose', 'purpose.id', 'reservation.purpose_id')
      .select(['reservation.id', 'number', 'from_at', 'state', 'title', 'headcount'])
      .select(['zone.name as zone', 'zone.name_en as zoneEn', 'purpose.name as purpose', 'purpose.name_en as purposeEn'])
      .where(column, '=', personId)
      .where('from_at', '<', before)
      .orderBy('from_at', 'desc')
      .limit(limit)
      .execute();
    for (const { id, from_at, ...params } of rows) found.push({ at: from_at, area: 'reservations', kind, params, recordId: id });
  }
  return found;
}

/** Moves the reservations of one person to another. @throws StationError CLASH where both are taken at the same time */
async function move(cmd: Command, from: number, to: number): Promise<number> {
  const person = await cmd.tx.selectFrom('person').select('name').where('id', '=', to).executeTakeFirstOrThrow();
  await moveToPersonTx(cmd, from, to, person.name);
  const contacts = await cmd.tx.updateTable('reservation').set({ contact_id: to }).where('contact_id', '=', from).executeTakeFirst();
  const staff = await cmd.tx.updateTable('reservation').set({ staff_id: to }).where('staff_id', '=', from).executeTakeFirst();
  await cmd.tx.updateTable('zone').set({ responsible_id: to }).where('responsible_id', '=', from).execute();
  cmd.changed('reservations', 'zones');
  return Number(contacts.numUpdatedRows) + Number(staff.numUpdatedRows);
}

export const reservationTimeline: TimelineSource = entries;
export const reservationReference: PersonReference = { move };
