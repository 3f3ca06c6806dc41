import { maskPhone } from '../../../contract/people/people-rules.ts';
import type { Attachment, Reservation } from '../../../contract/schedule/reservations.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found } from '../../core/errors.ts';
import { ROW_COLUMNS, rowQuery, toRow } from './rows.ts';

/** A whole reservation, with masked telephone numbers. @throws StationError NOT_FOUND */
export async function getReservation(context: Context, id: number): Promise<Reservation> {
  const { db } = context.station;
  const row = found(
    await rowQuery(db)
      .leftJoin('person as staff', 'staff.id', 'reservation.staff_id')
      .leftJoin('closure', 'closure.id', 'reservation.closure_id')
      .select(ROW_COLUMNS)
      .select([
        'reservation.notes',
        'reservation.contact_phone',
        'contact.mobile',
        'reservation.setup_minutes',
        'reservation.clearup_minutes'
      ])
      .select(['zone.needs_approval', 'reservation.staff_id', 'staff.name as staff_name', 'reservation.reason', 'series_date'])
      .select(['reservation.created_at', 'reservation.created_by', 'decided_at', 'decided_by'])
      .select([
        'closure.id as closure_id',
        'closure.from_at as closure_from',
        'closure.to_at as closure_to',
        'closure.reason as closure_reason'
      ])
      .where('reservation.id', '=', id)
      .executeTakeFirst(),
    'reservation',
    id
  );
  const equipment = await db
    .selectFrom('reservation_equipment')
    .innerJoin('equipment', 'equipment.id', 'reservation_equipment.equipment_id')
    .select(['equipment.id', 'name', 'name_en', 'reservation_equipment.quantity', 'zone_id'])
    .where('reservation_id', '=', id)
    .orderBy('equipment.id')
    .execute();
  return {
    ...toRow(row),
    notes: row.notes,
    contactPhone: maskPhone(row.contact_id === null ? row.contact_phone : (row.mobile ?? '')),
    setupMinutes: row.setup_minutes,
    clearupMinutes: row.clearup_minutes,
    needsApproval: row.needs_approval === 1,
    equipment: equipment.map((line) => ({
      equipmentId: line.id,
      name: line.name,
      nameEn: line.name_en,
      quantity: line.quantity,
      fixed: line.zone_id !== null
    })),
    staff: row.staff_id === null ? null : { id: row.staff_id, name: row.staff_name ?? '' },
    reason: row.reason,
    closure:
      row.closure_id === null
        ? null
        : { id: row.closure_id, from: row.closure_from ?? 0, to: row.closure_to ?? 0, reason: row.closure_reason ?? '' },
    seriesDate: row.series_date,
    createdAt: row.created_at,
    createdBy: row.created_by,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    attachments: await listAttachments(context, id)
  };
}

async function listAttachments(context: Context, reservationId: number): Promise<Attachment[]> {
  const rows = await context.station.db
    .selectFrom('attachment')
    .select(['id', 'name', 'mime', 'size', 'sha256', 'added_at'])
    .where('reservation_id', '=', reservationId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, mime: row.mime, bytes: row.size, sha256: row.sha256, addedAt: row.added_at }));
}

/** A contact's number in full; records who read it. @throws StationError NOT_FOUND */
export async function revealPhone(context: Context, id: number): Promise<{ phone: string }> {
  return unnumberedCommand(context, async (cmd) => {
    const row = found(
      await cmd.tx
        .selectFrom('reservation')
        .leftJoin('person', 'person.id', 'contact_id')
        .select(['contact_phone', 'contact_id', 'mobile'])
        .where('reservation.id', '=', id)
        .executeTakeFirst(),
      'reservation',
      id
    );
    cmd.audit({ entity: 'reservation', entityId: id });
    return { phone: row.contact_id === null ? row.contact_phone : (row.mobile ?? '') };
  });
}
