import { checkIdNumber, normaliseNumber } from '../../contract/people-rules.ts';
import { readScanCode } from '../../contract/booking-rules.ts';
import { ATTENDED } from '../../contract/certificate-rules.ts';
import { settleClassesTx } from '../classes/settle.ts';
import { command, type Command } from '../command.ts';
import type { Context } from '../context.ts';
import { arrivalTx, markTx, openSessionTx, underWayTx } from './mark.ts';
import { countsOf, readAttended, seatedQuery } from './session.ts';

interface Known {
  id: number;
  name: string;
}

/** Who a scanned code names: a booking's or badge's owner, or the holder of an ID document. A merged record leads to the one that stayed. */
async function personOfCodeTx(cmd: Command, scanned: string): Promise<Known | undefined> {
  const code = readScanCode(scanned);
  let personId: number | undefined;
  if (code?.kind === 'person') personId = code.id;
  else if (code?.kind === 'booking') personId = (await cmd.tx.selectFrom('booking').select('person_id').where('id', '=', code.id).executeTakeFirst())?.person_id;
  else personId = await personOfDocumentTx(cmd, scanned);
  if (personId === undefined) return undefined;
  const row = await cmd.tx.selectFrom('person').select(['id', 'name', 'merged_into']).where('id', '=', personId).executeTakeFirst();
  if (row === undefined || row.merged_into === null) return row;
  return cmd.tx.selectFrom('person').select(['id', 'name']).where('id', '=', row.merged_into).executeTakeFirst();
}

async function personOfDocumentTx(cmd: Command, scanned: string): Promise<number | undefined> {
  const citizen = checkIdNumber(scanned);
  const number = citizen.ok ? citizen.number : normaliseNumber(scanned);
  if (number.length < 5) return undefined;
  const row = await cmd.tx
    .selectFrom('person')
    .select('id')
    .where('document_number', '=', number)
    .where('document_kind', 'in', citizen.ok ? ['resident_id'] : ['passport', 'hk_mo_tw'])
    .where('merged_into', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

/** Checks the owner of a scanned code in. @throws StationError NOT_FOUND, STEP_NOT_ALLOWED */
export function scan(context: Context, input: { commandId: string; sessionId: number; code: string }) {
  return command(context, input, async (cmd) => {
    await settleClassesTx(cmd);
    const session = await openSessionTx(cmd, input.sessionId);
    const person = await personOfCodeTx(cmd, input.code);
    const answer = async (outcome: 'checked_in' | 'already' | 'not_booked' | 'unknown', status: (typeof ATTENDED)[number] | null) => {
      const counts = await countsOf(cmd.tx, await readAttended(cmd.tx, session.id));
      return { outcome, person: person === undefined ? null : { id: person.id, name: person.name }, status, free: counts.free, counts };
    };
    if (person === undefined) return answer('unknown', null);
    const before = await cmd.tx.selectFrom('attendance').select('status').where('session_id', '=', session.id).where('person_id', '=', person.id).executeTakeFirst();
    if (before && ATTENDED.includes(before.status)) return answer('already', before.status);
    const seated = await seatedQuery(cmd.tx, session).select('booking.id').where('booking.person_id', '=', person.id).executeTakeFirst();
    if (!seated && !before) return answer('not_booked', null);
    const status = await arrivalTx(cmd, session);
    await markTx(cmd, session, person.id, status, 'scan');
    await underWayTx(cmd, session);
    return answer('checked_in', status);
  });
}
