import type { Kysely } from 'kysely';
import type { CALL_OUTCOMES, CallRow } from '../../contract/bookings.ts';
import { maskPhone } from '../../contract/people-rules.ts';
import { settleClasses } from '../classes/settle.ts';
import { command, unnumberedCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { cappedCount } from '../db/paging.ts';
import type { StationDatabase } from '../db/schema.ts';
import { found, StationError } from '../errors.ts';
import { recordTx } from './events.ts';

function callQuery(db: Kysely<StationDatabase>) {
  return db
    .selectFrom('class_call')
    .innerJoin('class', 'class.id', 'class_call.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .innerJoin('person', 'person.id', 'class_call.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .leftJoin('class_session', 'class_session.id', 'class_call.session_id')
    .leftJoin('booking', 'booking.id', 'class_call.booking_id')
    .selectAll('class_call')
    .select(['class.code', 'class.title', 'course.title as course_title', 'person.name', 'person.mobile', 'organisation.name as organisation_name'])
    .select(['class_session.from_at', 'booking.offer_until']);
}

/** A page of people to be called, oldest first. @throws StationError INVALID for a cursor that is none */
export async function listCalls(context: Context, input: { classId?: number | undefined; open: boolean; after?: string | undefined; limit: number }) {
  const { db } = context.station;
  await settleClasses(context.station);
  let query = callQuery(db);
  let counted = db.selectFrom('class_call').select('id');
  if (input.open) {
    query = query.where('class_call.open', '=', 1);
    counted = counted.where('open', '=', 1);
  }
  if (input.classId !== undefined) {
    query = query.where('class_call.class_id', '=', input.classId);
    counted = counted.where('class_id', '=', input.classId);
  }
  let page = query;
  if (input.after !== undefined) {
    const id = Number(input.after);
    if (!Number.isSafeInteger(id)) throw new StationError('INVALID', { field: 'after', reason: 'cursor' });
    page = page.where('class_call.id', '>', id);
  }
  const rows = await page.orderBy('class_call.id').limit(input.limit + 1).execute();
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(
      (row): CallRow => ({
        id: row.id,
        class: { id: row.class_id, code: row.code, title: row.title || row.course_title },
        project: null,
        shiftId: null,
        signUpId: null,
        sessionFrom: row.from_at,
        person: { id: row.person_id, name: row.name, mobileMasked: maskPhone(row.mobile ?? ''), organisation: row.organisation_name ?? '' },
        bookingId: row.booking_id,
        reason: row.reason,
        offerUntil: row.offer_until,
        createdAt: row.created_at,
        calledAt: row.called_at,
        calledBy: row.called_by,
        outcome: row.outcome,
        note: row.note
      })
    ),
    next: rows.length > input.limit && last ? String(last.id) : null,
    total: input.after === undefined ? await cappedCount(db, counted) : null
  };
}

export async function countCalls(context: Context) {
  await settleClasses(context.station);
  const { db } = context.station;
  const { count, capped } = await cappedCount(db, db.selectFrom('class_call').select('id').where('open', '=', 1));
  return { open: count, capped };
}

/** Whole numbers of the people of a class who are to be called; the reading is audited. @throws StationError NOT_FOUND */
export function callPhones(context: Context, input: { classId: number; open: boolean }) {
  return unnumberedCommand(context, async (cmd) => {
    found(await cmd.tx.selectFrom('class').select('id').where('id', '=', input.classId).executeTakeFirst(), 'class', input.classId);
    let query = callQuery(cmd.tx).where('class_call.class_id', '=', input.classId);
    if (input.open) query = query.where('class_call.open', '=', 1);
    const rows = await query.orderBy('class_call.id').execute();
    cmd.audit({ entity: 'class', entityId: input.classId, after: { people: rows.map((row) => row.person_id) } });
    return rows.map((row) => ({
      callId: row.id,
      personId: row.person_id,
      name: row.name,
      mobile: row.mobile ?? '',
      organisation: row.organisation_name ?? '',
      reason: row.reason,
      outcome: row.outcome
    }));
  });
}

/** Writes down how a call went, or takes that back. Whoever was reached leaves the open list. @throws StationError NOT_FOUND */
export function markCall(context: Context, input: { commandId: string; id: number; outcome: (typeof CALL_OUTCOMES)[number] | null; note: string }) {
  return command(context, input, async (cmd) => {
    const row = found(await cmd.tx.selectFrom('class_call').selectAll().where('id', '=', input.id).executeTakeFirst(), 'call', input.id);
    const { outcome, note } = input;
    await cmd.tx
      .updateTable('class_call')
      .set({ outcome, note, called_at: outcome === null ? null : cmd.now, called_by: outcome === null ? '' : cmd.actor.name, open: outcome === 'reached' ? 0 : 1 })
      .where('id', '=', row.id)
      .execute();
    await recordTx(cmd, {
      classId: row.class_id,
      personId: row.person_id,
      ...(row.booking_id === null ? {} : { bookingId: row.booking_id }),
      kind: 'called',
      params: { outcome, about: row.reason },
      reason: note
    });
    cmd.audit({ entity: 'class_call', entityId: row.id, before: { outcome: row.outcome }, after: { outcome, note } });
    cmd.changed('calls');
    return {};
  });
}
