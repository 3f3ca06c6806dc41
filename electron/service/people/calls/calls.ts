import { keyset, numberKey } from '../../db/keyset.ts';
import type { CALL_OUTCOMES, CallRow } from '../../../contract/people/calls.ts';
import { maskPhone } from '../../../contract/people/people-rules.ts';
import { callSubjects, describeCalls, type Described } from './subjects.ts';
import { command, unnumberedCommand, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';

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
    .selectAll('call')
    .select(['person.name', 'person.mobile', 'organisation.name as organisation_name']);
  if (of.open) query = query.where('call.open', '=', 1);
  if (of.classId !== undefined) query = query.where('call.class_id', '=', of.classId);
  if (of.projectId !== undefined) query = query.where('call.project_id', '=', of.projectId);
  return query;
}

const NOTHING: Described = { class: null, project: null, sessionFrom: null, offerUntil: null };

/** A page of people to be called, oldest first. @throws StationError INVALID for a cursor of another list */
export async function listCalls(context: Context, input: CallsOf & { after?: string | undefined; limit: number }) {
  const { db } = context.station;
  const query = callQuery(db, input);
  const { rows: shown, next } = await keyset(query, input, 'asc', [numberKey('call.id', (row) => row.id)]);
  const described = await describeCalls(db, shown);
  return {
    rows: shown.map((row): CallRow => ({
      id: row.id,
      ...NOTHING,
      ...described.get(row.id),
      shiftId: row.shift_id,
      person: { id: row.person_id, name: row.name, mobileMasked: maskPhone(row.mobile ?? ''), organisation: row.organisation_name ?? '' },
      bookingId: row.booking_id,
      signUpId: row.sign_up_id,
      reason: row.reason,
      createdAt: row.created_at,
      calledAt: row.called_at,
      calledBy: row.called_by,
      outcome: row.outcome,
      note: row.note
    })),
    next,
    total: input.after === undefined ? await cappedCount(db, callQuery(db, input).clearSelect().select('call.id')) : null
  };
}

export async function countCalls(context: Context) {
  const { db } = context.station;
  const { count, capped } = await cappedCount(db, db.selectFrom('call').select('id').where('open', '=', 1));
  return { open: count, capped };
}

/** Full telephone numbers of the people to be called for a class or project. Audits the reading. @throws StationError NOT_FOUND */
export function callPhones(context: Context, input: ({ classId: number } | { projectId: number }) & { open: boolean }) {
  return unnumberedCommand(context, async (cmd) => {
    const [subject, id] = 'classId' in input ? (['class', input.classId] as const) : (['project', input.projectId] as const);
    if (!(await callSubjects.get(subject).exists(cmd.tx, id))) throw new StationError('NOT_FOUND', { what: subject, id });
    const rows = await callQuery(cmd.tx, input).orderBy('call.id').execute();
    cmd.audit({ entity: subject, entityId: id, after: { people: rows.map((row) => row.person_id) } });
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

/** Records how a call went; a null outcome takes that back. A person who was reached leaves the open list. @throws StationError NOT_FOUND */
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
  for (const subject of callSubjects.all()) if (row[subject.column] !== null) await subject.recordTx(cmd, row, event);
  cmd.audit({ entity: 'call', entityId: row.id, before: { outcome: row.outcome }, after: { outcome, note } });
  cmd.changed('calls');
}

export function markCall(context: Context, input: Called & { commandId: string }) {
  return command(context, input, async (cmd) => {
    await markCallTx(cmd, input);
    return {};
  });
}
