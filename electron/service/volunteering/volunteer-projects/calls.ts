import type { CallSubject } from '../../people/calls/subjects.ts';
import { projectEventTx } from './events.ts';

/** Calls about projects, their shifts and sign-ups. */
export const projectCalls: CallSubject = {
  column: 'project_id',
  exists: async (db, id) => (await db.selectFrom('project').select('id').where('id', '=', id).executeTakeFirst()) !== undefined,
  async describe(db, calls) {
    const rows = await db
      .selectFrom('call')
      .innerJoin('project', 'project.id', 'call.project_id')
      .leftJoin('shift', 'shift.id', 'call.shift_id')
      .leftJoin('sign_up', 'sign_up.id', 'call.sign_up_id')
      .select(['call.id', 'project.id as project_id', 'project.code', 'project.title', 'shift.from_at', 'sign_up.offer_until'])
      .where(
        'call.id',
        'in',
        calls.map((call) => call.id)
      )
      .execute();
    return new Map(
      rows.map((row) => [
        row.id,
        { project: { id: row.project_id, code: row.code, title: row.title }, sessionFrom: row.from_at, offerUntil: row.offer_until }
      ])
    );
  },
  async recordTx(cmd, call, event) {
    await projectEventTx(cmd, { ...event, projectId: call.project_id ?? 0, shiftId: call.shift_id, signUpId: call.sign_up_id });
  }
};
