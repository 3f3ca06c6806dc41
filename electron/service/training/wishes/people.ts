import type { Command } from '../../core/command.ts';
import type { PersonReference } from '../../people/people/references.ts';

/** Wishes of one record belong to the other; the same wish of both is one. */
async function move(cmd: Command, from: number, to: number): Promise<number> {
  const theirs = await cmd.tx.selectFrom('wish').select(['course_id', 'text_key']).where('person_id', '=', to).execute();
  let moved = 0;
  for (const wish of await cmd.tx.selectFrom('wish').select(['id', 'course_id', 'text_key']).where('person_id', '=', from).execute()) {
    if (theirs.some((one) => one.course_id === wish.course_id && one.text_key === wish.text_key))
      await cmd.tx.deleteFrom('wish').where('id', '=', wish.id).execute();
    else {
      await cmd.tx.updateTable('wish').set({ person_id: to }).where('id', '=', wish.id).execute();
      moved += 1;
    }
  }
  cmd.changed('wishes');
  return moved;
}

export const wishReference: PersonReference = { move };
