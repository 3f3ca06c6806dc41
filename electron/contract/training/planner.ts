import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { clockTime, commandInput, date, id, instant, line, settling } from '../core/base.ts';
import { may } from './errors.ts';

const procedure = settling(['reservations', 'classes']);

/** Most classes planned at once. */
export const MAX_PLANNED_CLASSES = 120;

const slot = z.object({ weekday: z.number().int().min(1).max(7), from: clockTime, to: clockTime });

/** Rules that can block the possible places of a class. */
export const PLAN_RULES = [
  'no_zone',
  'no_trainer',
  'trainer_hours',
  'trainer_leave',
  'trainer_qualification',
  'trainer_taken',
  'zone_taken',
  'closed',
  'equipment',
  'term_too_short',
  'slot_too_short'
] as const;
export type PlanRule = (typeof PLAN_RULES)[number];

export const planItem = z.object({
  /** A draft without sessions. */
  classId: id,
  sessions: z.number().int().min(1).max(60),
  /** Length of a session, minutes. */
  minutes: z.number().int().min(15).max(480),
  /** Weekly times to choose from; left out: those of the plan. */
  slots: z.array(slot).max(28).optional(),
  /** Suitable zones, the best first; left out: the class's own zone, then every zone that is large enough. */
  zoneIds: z.array(id).max(30).optional(),
  /** Trainers to choose from, one of whom teaches all sessions; left out: the class's own, or else everybody who can. */
  trainerIds: z.array(id).max(60).optional(),
  /** Sessions a week, each in a slot of its own. */
  perWeek: z.number().int().min(1).max(7).default(1)
});
export type PlanItem = z.infer<typeof planItem>;

export const planPlacement = z.object({
  classId: id,
  zoneId: id,
  trainerId: id.nullable(),
  sessions: z
    .array(z.object({ from: instant, to: instant }))
    .min(1)
    .max(200),
  skipped: z.array(date)
});
export type PlanPlacement = z.infer<typeof planPlacement>;

export const planProposal = z.object({
  placed: z.array(
    planPlacement.extend({
      zone: z.object({ id, name: z.string(), nameEn: z.string() }),
      trainer: z.object({ id, name: z.string() }).nullable()
    })
  ),
  unplaced: z.array(
    z.object({
      classId: id,
      /** The rules that blocked it, each with the number of possible places it blocked, largest first. */
      because: z.array(z.object({ rule: z.enum(PLAN_RULES), count: z.number().int() })),
      /** Classes of this plan that take the places it would need. */
      rivals: z.array(id)
    })
  ),
  /** Number of classes that a first-fit in the given order would place. */
  firstFit: z.number().int(),
  ms: z.number().int()
});
export type PlanProposal = z.infer<typeof planProposal>;

/** Proposes and makes the sessions of many classes at once. Topics as for `classes`. */
export const autoPlan = {
  /**
   * Proposes a term and writes nothing. It runs in a worker; closing the call stops it. The window makes `runId`, to follow the
   * progress.
   */
  propose: procedure
    .meta({ permission: 'classes.plan', read: true })
    .input(
      z.object({
        runId: z.uuid(),
        from: date,
        to: date,
        /** Weekly times allowed. */
        slots: z.array(slot).min(1).max(28),
        skipHolidays: z.boolean().default(true),
        items: z.array(planItem).min(1).max(MAX_PLANNED_CLASSES),
        /** Longest search for better proposals after the first, ms. */
        searchMs: z.number().int().min(0).max(20_000).default(2500)
      })
    )
    .output(planProposal)
    .errors(may('NOT_FOUND', 'CANCELLED')),
  /** Progress of a run; the stream ends with it. */
  progress: procedure
    .meta({ permission: 'classes.plan', read: true })
    .input(z.object({ runId: z.uuid() }))
    .output(eventIterator(z.object({ done: z.number().int(), total: z.number().int() }))),
  /** Makes the sessions of a proposal, or of a part of it, all or none, after checking everything again. */
  apply: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ placements: z.array(planPlacement).min(1).max(MAX_PLANNED_CLASSES), term: line(40).default('') }))
    .output(z.object({ classes: z.number().int(), sessions: z.number().int() }))
    .errors(may('NOT_FOUND', 'PLAN_CLASH', 'STEP_NOT_ALLOWED'))
};
