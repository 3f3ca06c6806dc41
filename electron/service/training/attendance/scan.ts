import { ATTENDED } from '../../../contract/training/certificate-rules.ts';
import { command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { personOfCode } from '../../people/people/scanned.ts';
import { arrivalTx, markTx, openSessionTx, underWayTx } from './mark.ts';
import { countsOf, readAttended, seatedQuery } from './session.ts';

/** Checks the owner of a scanned code in. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED */
export function scan(context: Context, input: { commandId: string; sessionId: number; code: string }) {
  return command(context, input, async (cmd) => {
    const session = await openSessionTx(cmd, input.sessionId);
    const person = await personOfCode(cmd.tx, input.code);
    const answer = async (outcome: 'checked_in' | 'already' | 'not_booked' | 'unknown', status: (typeof ATTENDED)[number] | null) => {
      const counts = await countsOf(cmd.tx, await readAttended(cmd.tx, session.id));
      return { outcome, person: person === undefined ? null : { id: person.id, name: person.name }, status, free: counts.free, counts };
    };
    if (person === undefined) return answer('unknown', null);
    const before = await cmd.tx
      .selectFrom('attendance')
      .select('status')
      .where('session_id', '=', session.id)
      .where('person_id', '=', person.id)
      .executeTakeFirst();
    if (before && ATTENDED.includes(before.status)) return answer('already', before.status);
    const seated = await seatedQuery(cmd.tx, session).select('booking.id').where('booking.person_id', '=', person.id).executeTakeFirst();
    if (!seated && !before) return answer('not_booked', null);
    const status = await arrivalTx(cmd, session);
    await markTx(cmd, session, person.id, status, 'scan');
    await underWayTx(cmd, session);
    return answer('checked_in', status);
  });
}
