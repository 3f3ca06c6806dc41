import type { ExpressionBuilder } from 'kysely';
import type { Command } from '../context.ts';
import type { Db, StationDatabase } from '../../db/schema.ts';

/**
 * The clock does nothing more with a record that was due up to this moment: it is left to people. What falls due later (a
 * session added, another time) falls due again.
 */
export async function leaveToPeopleTx(cmd: Command, entity: string, id: number): Promise<void> {
  await cmd.tx
    .insertInto('clock_hold')
    .values({ entity, entity_id: id, through: cmd.now })
    .onConflict((conflict) => conflict.columns(['entity', 'entity_id']).doUpdateSet({ through: cmd.now }))
    .execute();
}

/** Whether what fell due of a record at a moment is left to people. @param dueAt UTC ms */
export async function isLeftToPeople(db: Db, entity: string, id: number, dueAt: number): Promise<boolean> {
  const row = await db
    .selectFrom('clock_hold')
    .select('through')
    .where('entity', '=', entity)
    .where('entity_id', '=', id)
    .where('through', '>=', dueAt)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The same as a condition of a query for what is due.
 * @param id the column with the record's id, and `dueAt` the one with the moment at which it falls due: `shift.id`, `shift.to_at`
 */
export function notLeftToPeople<T extends keyof StationDatabase>(
  eb: ExpressionBuilder<StationDatabase, T>,
  entity: string,
  id: string,
  dueAt: string
) {
  const outer = eb as unknown as ExpressionBuilder<StationDatabase, never>;
  return outer.not(
    outer.exists(
      outer
        .selectFrom('clock_hold')
        .select('clock_hold.through')
        .where('clock_hold.entity', '=', entity)
        .whereRef('clock_hold.entity_id', '=', id as 'clock_hold.entity_id')
        .whereRef('clock_hold.through', '>=', dueAt as 'clock_hold.through')
    )
  );
}
