import type { CALL_OUTCOMES, CallRow } from '../../../contract/people/calls.ts';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { recordTx } from '../../training/bookings/events.ts';
import { command, unnumberedCommand, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { projectEventTx } from '../../volunteering/volunteer-projects/events.ts';

/** Calls about one class, one project, or all. */
interface CallsOf {
  classId?: number | undefined;
  projectId?: number | undefined;
  open: boolean;
}

function callQuery(db: Db, of: CallsOf) {
  let query = db
    .selectFrom('call')
    .innerJoin('person', 'person.id', 'call.person_id')
    .leftJoin('organisation', 'organisation.id', 'person.organisation_id')
    .leftJoin('class', 'class.id', 'call.class_id')
    .leftJoin('course', 'course.id', 'class.course_id')
    .leftJoin('class_session', 'class_session.id', 'call.session_id')
    .leftJoin('booking', 'booking.id', 'call.booking_id')
    .leftJoin('project', 'project.id', 'call.project_id')
    .leftJoin('shift', 'shift.id', 'call.shift_id')
    .leftJoin('sign_up', 'sign_up.id', 'call.sign_up_id')
    .selectAll('call')
    .select([
      'class.code',
      'class.title',
      'course.title as course_title',
      'person.name',
      'person.mobile',
      'organisation.name as organisation_name'
    ])
    .select(['class_session.from_at', 'booking.offer_until', 'project.code as project_code', 'project.title as project_title'])
    .select(['shift.from_at as shift_from', 'sign_up.offer_until as sign_up_until']);
  if (of.open) query = query.where('call.open', '=', 1);
  if (of.classId !== undefined) query = query.where('call.class_id', '=', of.classId);
  if (of.projectId !== undefined) query = query.where('call.project_id', '=', of.projectId);
  return query;
}

/** A page of people to be called, oldest first. @throws StationError INVALID for a cursor that is none */
export async function listCalls(context: Context, input: CallsOf & { after?: string | undefined; limit: number }) {
  const { db } = context.station;
  const query = callQuery(db, input);
  let page = query;
  if (input.after !== undefined) {
    const id = Number(input.after);
    if (!Number.isSafeInteger(id)) throw new StationError('INVALID', { field: 'after', reason: 'cursor' });
    page = page.where('call.id', '>', id);
  }
  const rows = await page
    .orderBy('call.id')
    .limit(input.limit + 1)
    .execute();
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row): CallRow => ({
      id: row.id,
      class: row.class_id === null ? null : { id: row.class_id, code: row.code ?? '', title: row.title || (row.course_title ?? '') },
      project: row.project_id === null ? null : { id: row.project_id, code: row.project_code ?? '', title: row.project_title ?? '' },
      sessionFrom: row.from_at ?? row.shift_from,
      shiftId: row.shift_id,
      person: { id: row.person_id, name: row.name, mobileMasked: maskPhone(row.mobile ?? ''), organisation: row.organisation_name ?? '' },
      bookingId: row.booking_id,
      signUpId: row.sign_up_id,
      reason: row.reason,
      offerUntil: row.offer_until ?? row.sign_up_until,
      createdAt: row.created_at,
      calledAt: row.called_at,
      calledBy: row.called_by,
      outcome: row.outcome,
      note: row.note
    })),
    next: rows.length > input.limit && last ? String(last.id) : null,
    total: input.after === undefined ? await cappedCount(db, callQuery(db, input).clearSelect().select('call.id')) : null
  };
}

export async function countCalls(context: Context) {
  const { db } = context.station;
  const { count, capped } = await cappedCount(db, db.selectFrom('call').select('id').where('open', '=', 1));
  return { open: count, capped };
}

/** Whole numbers of the people of a class or project who are to be called; the reading is audited. @throws StationError NOT_FOUND */
export function callPhones(context: Context, input: ({ classId: number } | { projectId: number }) & { open: boolean }) {
  return unnumberedCommand(context, async (cmd) => {
    const [table, id] = 'classId' in input ? (['class', input.classId] as const) : (['project', input.projectId] as const);
    found(await cmd.tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst(), table, id);
    const rows = await callQuery(cmd.tx, input).orderBy('call.id').execute();
    cmd.audit({ entity: table, entityId: id, after: { people: rows.map((row) => row.person_id) } });
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

interface Called {
  id: number;
  outcome: (typeof CALL_OUTCOMES)[number] | null;
  note: string;
}

/** Writes down how a call went, or takes that back. Whoever was reached leaves the open list. @throws StationError NOT_FOUND */
export async function markCallTx(cmd: Command, { id, outcome, note }: Called): Promise<void> {
  const row = found(await cmd.tx.selectFrom('call').selectAll().where('id', '=', id).executeTakeFirst(), 'call', id);
  await cmd.tx
    .updateTable('call')
    .set({
      outcome,
      note,
      called_at: outcome === null ? null : cmd.now,
      called_by: outcome === null ? '' : cmd.actor.name,
      open: outcome === 'reached' ? 0 : 1
    })
    .where('id', '=', row.id)
    .execute();
  const event = { personId: row.person_id, kind: 'called', params: { outcome, about: row.reason }, reason: note };
  if (row.class_id !== null)
    await recordTx(cmd, { ...event, classId: row.class_id, ...(row.booking_id === null ? {} : { bookingId: row.booking_id }) });
  if (row.project_id !== null)
    await projectEventTx(cmd, { ...event, projectId: row.project_id, shiftId: row.shift_id, signUpId: row.sign_up_id });
  cmd.audit({ entity: 'call', entityId: row.id, before: { outcome: row.outcome }, after: { outcome, note } });
  cmd.changed('calls');
}

export function markCall(context: Context, input: Called & { commandId: string }) {
  return command(context, input, async (cmd) => {
    await markCallTx(cmd, input);
    return {};
  });
}
