import type { SatisfactionSummary } from '../../../contract/training/satisfaction.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';

/** Mean and distribution of scores 1–5. */
export function summarise(scores: readonly number[]): SatisfactionSummary {
  const spread = [1, 2, 3, 4, 5].map((score) => scores.filter((one) => one === score).length);
  const sum = scores.reduce((a, b) => a + b, 0);
  return { answers: scores.length, mean: scores.length === 0 ? null : Math.round((sum / scores.length) * 100) / 100, scores: spread };
}

/** @throws StationError NOT_FOUND */
export async function satisfactionOfClass(db: Db, classId: number) {
  found(await db.selectFrom('class').select('id').where('id', '=', classId).executeTakeFirst(), 'class', classId);
  const rows = await db
    .selectFrom('satisfaction')
    .leftJoin('person', 'person.id', 'satisfaction.person_id')
    .select(['satisfaction.id', 'person_id', 'person.name', 'score', 'remark', 'at', 'by'])
    .where('class_id', '=', classId)
    .orderBy('satisfaction.id', 'desc')
    .execute();
  return {
    summary: summarise(rows.map((row) => row.score)),
    answers: rows.map(({ id, person_id, name, score, remark, at, by }) => ({
      id,
      person: person_id === null ? null : { id: person_id, name: name ?? '' },
      score,
      remark,
      at,
      by
    }))
  };
}

/** @throws StationError NOT_FOUND */
export async function satisfactionOfTrainer(db: Db, trainerId: number) {
  found(await db.selectFrom('trainer').select('person_id').where('person_id', '=', trainerId).executeTakeFirst(), 'trainer', trainerId);
  const rows = await db
    .selectFrom('class_trainer')
    .innerJoin('satisfaction', 'satisfaction.class_id', 'class_trainer.class_id')
    .innerJoin('class', 'class.id', 'class_trainer.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .select(['class.id', 'code', 'class.title', 'course.title as course_title', 'score'])
    .where('class_trainer.person_id', '=', trainerId)
    .orderBy('class.id', 'desc')
    .execute();
  const classes = [...new Map(rows.map((row) => [row.id, row])).values()];
  return {
    summary: summarise(rows.map((row) => row.score)),
    classes: classes.map((row) => ({
      classId: row.id,
      code: row.code,
      title: row.title || row.course_title,
      summary: summarise(rows.filter((one) => one.id === row.id).map((one) => one.score))
    }))
  };
}

type Answers = { classId: number; answers: readonly { personId: number | null; score: number; remark: string }[] };

/** Records answers; a person's later answer replaces the earlier one. @returns how many @throws StationError NOT_FOUND */
export async function recordSatisfactionTx(cmd: Command, input: Answers): Promise<number> {
  found(await cmd.tx.selectFrom('class').select('id').where('id', '=', input.classId).executeTakeFirst(), 'class', input.classId);
  for (const { personId, score, remark } of input.answers) {
    if (personId !== null) {
      found(await cmd.tx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst(), 'person', personId);
      await cmd.tx
        .deleteFrom('satisfaction')
        .where('class_id', '=', input.classId)
        .where('person_id', 'is not', null)
        .where('person_id', '=', personId)
        .execute();
    }
    await cmd.tx
      .insertInto('satisfaction')
      .values({ class_id: input.classId, person_id: personId, score, remark, at: cmd.now, by: cmd.actor.name })
      .execute();
  }
  cmd.audit({ entity: 'class', entityId: input.classId, after: { satisfaction: input.answers.map((answer) => answer.score) } });
  cmd.changed('satisfaction');
  return input.answers.length;
}

export function recordSatisfaction(context: Context, input: Answers & { commandId: string }) {
  return command(context, input, async (cmd) => ({ recorded: await recordSatisfactionTx(cmd, input) }));
}

/** @throws StationError NOT_FOUND */
export function removeSatisfaction(context: Context, input: { commandId: string; id: number }) {
  return command(context, input, async (cmd) => {
    const row = found(
      await cmd.tx.deleteFrom('satisfaction').where('id', '=', input.id).returning(['class_id', 'score']).executeTakeFirst(),
      'satisfaction',
      input.id
    );
    cmd.audit({ entity: 'class', entityId: row.class_id, before: { satisfaction: row.score } });
    cmd.changed('satisfaction');
    return {};
  });
}
