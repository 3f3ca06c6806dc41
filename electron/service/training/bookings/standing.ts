import type { Context } from '../../core/context.ts';
import { command } from '../../core/command.ts';
import { found } from '../../core/errors.ts';
import { explainedStanding, liftBlockTx } from '../../people/no-shows/standing.ts';
import { classNoShows } from './no-shows.ts';

/** A person's standing with the no-show policy, with the names of the classes, for their page. @throws StationError NOT_FOUND */
export async function readStanding(context: Context, personId: number) {
  const { db, clock } = context.station;
  found(await db.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst(), 'person', personId);
  return explainedStanding(db, classNoShows, personId, clock.now(), async (noShows) => {
    const ids = [...new Set(noShows.map((one) => one.classId))];
    const classes =
      ids.length === 0
        ? []
        : await db
            .selectFrom('class')
            .innerJoin('course', 'course.id', 'class.course_id')
            .select(['class.id', 'code', 'class.title', 'course.title as course_title'])
            .where('class.id', 'in', ids)
            .execute();
    return (one) => {
      const row = classes.find((candidate) => candidate.id === one.classId);
      return { ...one, code: row?.code ?? '', title: row === undefined ? '' : row.title || row.course_title };
    };
  });
}

/** @throws StationError NOT_FOUND */
export function liftBlock(context: Context, input: { commandId: string; personId: number; reason: string }) {
  return command(context, input, async (cmd) => {
    await liftBlockTx(cmd, classNoShows, input.personId, input.reason);
    return {};
  });
}
