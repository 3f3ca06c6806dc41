import { ladderProblem } from '../../../contract/volunteering/volunteer-rules.ts';
import { command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';

export interface Star {
  level: number;
  name: string;
  nameEn: string;
  minutes: number;
}

/** The ladder, lowest level first. */
export async function readLadder(db: Db): Promise<Star[]> {
  const rows = await db.selectFrom('star_level').selectAll().orderBy('level').execute();
  return rows.map((row) => ({ level: row.level, name: row.name, nameEn: row.name_en, minutes: row.minutes }));
}

/** Replaces the ladder; awards stay. @throws StationError INVALID */
export function setLadder(context: Context, input: { commandId: string; ladder: Star[] }) {
  return command(context, input, async (cmd) => {
    const problem = ladderProblem(input.ladder);
    if (problem !== null) throw new StationError('INVALID', { field: 'ladder', reason: problem });
    const before = await readLadder(cmd.tx);
    await cmd.tx.deleteFrom('star_level').execute();
    await cmd.tx
      .insertInto('star_level')
      .values(input.ladder.map((star) => ({ level: star.level, name: star.name, name_en: star.nameEn, minutes: star.minutes })))
      .execute();
    cmd.audit({ entity: 'star_level', entityId: 'ladder', before: { ladder: before }, after: { ladder: input.ladder } });
    cmd.changed('recognition', 'volunteers');
    return {};
  });
}
