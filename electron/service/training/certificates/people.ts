import type { TimelineEntry } from '../../../contract/people/people.ts';
import type { Command } from '../../core/command.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';
import type { PersonReference } from '../../people/people/references.ts';
import type { TimelineSource } from '../../people/people/timeline.ts';

async function entries(db: Db, personId: number, before: number, limit: number): Promise<TimelineEntry[]> {
  const rows = await db
    .selectFrom('certificate')
    .select(['id', 'number', 'title', 'issued_at', 'revoked_at', 'revoked_reason'])
    .where('person_id', '=', personId)
    .where('issued_at', '<', before)
    .orderBy('issued_at', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap((row) => {
    const entry = (at: number, kind: string, reason: string): TimelineEntry => ({
      at,
      area: 'certificates',
      kind,
      params: { number: row.number, title: row.title, reason },
      recordId: row.id
    });
    return [entry(row.issued_at, 'issued', ''), ...(row.revoked_at === null ? [] : [entry(row.revoked_at, 'revoked', row.revoked_reason)])];
  });
}

/**
 * Moves certificates, test results and answers of one person to another.
 * @returns how many
 * @throws StationError IN_USE when both hold a certificate of the same class; somebody must revoke one of them first
 */
async function move(cmd: Command, from: number, to: number): Promise<number> {
  const own = await cmd.tx
    .selectFrom('certificate')
    .select('class_id')
    .where('person_id', '=', from)
    .where('revoked_at', 'is', null)
    .execute();
  const theirs = await cmd.tx
    .selectFrom('certificate')
    .select('class_id')
    .where('person_id', '=', to)
    .where('revoked_at', 'is', null)
    .execute();
  const both = own.filter((one) => theirs.some((other) => other.class_id === one.class_id));
  if (both.length > 0) throw new StationError('IN_USE', { what: 'certificate', count: both.length });
  const moved = await cmd.tx.updateTable('certificate').set({ person_id: to }).where('person_id', '=', from).executeTakeFirst();
  for (const table of ['class_result', 'satisfaction'] as const) {
    const known = cmd.tx.selectFrom(table).select('class_id').where('person_id', '=', to);
    await cmd.tx.deleteFrom(table).where('person_id', '=', from).where('class_id', 'in', known).execute();
    await cmd.tx.updateTable(table).set({ person_id: to }).where('person_id', '=', from).execute();
  }
  cmd.changed('certificates', 'satisfaction');
  return Number(moved.numUpdatedRows);
}

export const certificateTimeline: TimelineSource = entries;
export const certificateReference: PersonReference = { move };
