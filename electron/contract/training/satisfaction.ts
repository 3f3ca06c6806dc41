import { z } from 'zod';
import { commandInput, id, instant, line, settling } from '../core/base.ts';
import { may } from './errors.ts';

const procedure = settling(['classes']);

export const satisfactionSummary = z.object({
  answers: z.number().int(),
  /** Mean of the scores 1–5, to two decimal places; null without answers. */
  mean: z.number().nullable(),
  /** Number of answers with 1, 2, 3, 4 and 5. */
  scores: z.array(z.number().int()).length(5)
});
export type SatisfactionSummary = z.infer<typeof satisfactionSummary>;

/** How satisfied people were with a class. Topic: `satisfaction`. */
export const satisfaction = {
  ofClass: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object({ classId: id }))
    .output(
      z.object({
        summary: satisfactionSummary,
        answers: z.array(
          z.object({
            id,
            person: z.object({ id, name: z.string() }).nullable(),
            score: z.number().int(),
            remark: z.string(),
            at: instant,
            by: z.string()
          })
        )
      })
    )
    .errors(may('NOT_FOUND')),
  ofTrainer: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object({ trainerId: id }))
    .output(
      z.object({
        summary: satisfactionSummary,
        classes: z.array(z.object({ classId: id, code: z.string(), title: z.string(), summary: satisfactionSummary }))
      })
    )
    .errors(may('NOT_FOUND')),
  /** Records answers from paper or the desk, several at once. An answer without a person is anonymous; a person's later answer replaces the earlier one. */
  record: procedure
    .meta({ permission: 'attendance.write' })
    .input(
      commandInput({
        classId: id,
        answers: z
          .array(z.object({ personId: id.nullable(), score: z.number().int().min(1).max(5), remark: line(400).default('') }))
          .min(1)
          .max(500)
      })
    )
    .output(z.object({ recorded: z.number().int() }))
    .errors(may('NOT_FOUND')),
  remove: procedure.meta({ permission: 'attendance.write' }).input(commandInput({ id })).output(z.object({})).errors(may('NOT_FOUND'))
};
