import { STATES, type ReservationState } from '../../../contract/schedule/reservation.ts';
import type { Context } from '../../core/context.ts';
import { found } from '../../core/errors.ts';

const SHOWN = 100;

const parse = (json: string | null): Record<string, unknown> => (json === null ? {} : (JSON.parse(json) as Record<string, unknown>));
const stateOf = (fact: Record<string, unknown>): ReservationState | null => STATES.find((state) => state === fact['state']) ?? null;

/** The history of a reservation, newest first: who, when, from which state to which. @throws StationError NOT_FOUND */
export async function readHistory(context: Context, id: number) {
  const { db } = context.station;
  found(await db.selectFrom('reservation').select('id').where('id', '=', id).executeTakeFirst(), 'reservation', id);
  const rows = await db
    .selectFrom('audit')
    .select(['at', 'actor_name', 'action', 'before', 'after'])
    .where('entity', '=', 'reservation')
    .where('entity_id', '=', String(id))
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => {
    const after = parse(row.after);
    const reason = after['reason'];
    return {
      at: row.at,
      actor: row.actor_name,
      action: row.action,
      from: stateOf(parse(row.before)),
      to: stateOf(after),
      reason: typeof reason === 'string' ? reason : ''
    };
  });
}
