import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { clockTime, commandInput, date, id, instant, line, settling } from '../core/base.ts';
import { may } from './errors.ts';

const procedure = settling(['reservations', 'classes']);

/** Most classes planned at once. */
export const MAX_PLANNED_CLASSES = 120;

const slot = z.object({ weekday: z.number().int().min(1).max(7), from: clockTime, to: clockTime });

/** Why a class found no place; with how many of its possible places each rule blocked. */
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
  /** Left out: those of the plan. */
  slots: z.array(slot).max(28).optional(),
  /** Zones that suit, the best first; left out: the class's own and then every one large enough. */
  zoneIds: z.array(id).max(30).optional(),
  /** One of them teaches it all; left out: the class's own, else everybody who can. */
  trainerIds: z.array(id).max(60).optional(),
  /** Meetings a week: as many of the slots are used. */
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
      /** The rules that blocked it, most often first. */
      because: z.array(z.object({ rule: z.enum(PLAN_RULES), count: z.number().int() })),
      /** Classes of this plan whose places it would have needed. */
      rivals: z.array(id)
    })
  ),
  /** How many a first-fit in the given order would have placed. */
  firstFit: z.number().int(),
  ms: z.number().int()
});
export type PlanProposal = z.infer<typeof planProposal>;

/** Topics as for classes. */
export const autoPlan = {
  /**
   * Proposes a term; writes nothing. Runs in a worker; closing the call stops it. `runId` is the window's, to follow its
   * progress with.
   */
  propose: procedure
    .meta({ permission: 'classes.plan', read: true })
    .input(
      z.object({
        runId: z.uuid(),
        from: date,
        to: date,
        /** Allowed evenings. */
        slots: z.array(slot).min(1).max(28),
        skipHolidays: z.boolean().default(true),
        items: z.array(planItem).min(1).max(MAX_PLANNED_CLASSES),
        /** How long it may look for better ones after the first answer, ms. */
        searchMs: z.number().int().min(0).max(20_000).default(2500)
      })
    )
    .output(planProposal)
    .errors(may('NOT_FOUND', 'CANCELLED')),
  /** How far a run is; ends with it. */
  progress: procedure
    .meta({ permission: 'classes.plan', read: true })
    .input(z.object({ runId: z.uuid() }))
    .output(eventIterator(z.object({ done: z.number().int(), total: z.number().int() }))),
  /** Makes the sessions of a proposal, or of the part of it that was kept: all or none, everything checked again. */
  apply: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ placements: z.array(planPlacement).min(1).max(MAX_PLANNED_CLASSES), term: line(40).default('') }))
    .output(z.object({ classes: z.number().int(), sessions: z.number().int() }))
    .errors(may('NOT_FOUND', 'PLAN_CLASH', 'STEP_NOT_ALLOWED'))
};
