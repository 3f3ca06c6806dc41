import { z } from 'zod';
import { clockTime, commandInput, date, id, instant, line, requiredLine, settling, version } from '../core/base.ts';
import { clashSchema } from '../core/errors.ts';
import { may } from './errors.ts';
import { month } from '../schedule/zone-log.ts';
import { language } from '../core/station.ts';
import { DAY_MS, dateOf, minutesOf, startOfDate, weekdayOf } from '../core/time.ts';

const procedure = settling(['classes']);

/** A weekly time at which a trainer can teach. A trainer without any can teach at all times. */
export const trainerHours = z.object({ weekday: z.number().int().min(1).max(7), from: clockTime, to: clockTime });
export type TrainerHours = z.infer<typeof trainerHours>;

export const trainerLeave = z.object({ from: date, to: date, reason: line(100).default('') });
export type TrainerLeave = z.infer<typeof trainerLeave>;

export const trainerQualification = z.object({
  name: requiredLine(80),
  number: line(60).default(''),
  /** Last valid date; null: valid for good. */
  validUntil: date.nullable().default(null),
  /** Courses that need it: the trainer teaches them only while one such qualification is valid. Empty: kept for the record. */
  courseIds: z.array(id).max(50).default([])
});
export type TrainerQualification = z.infer<typeof trainerQualification>;

export const trainerFields = {
  /** Courses the trainer can teach. */
  courseIds: z.array(id).max(100).default([]),
  qualifications: z.array(trainerQualification).max(20).default([]),
  hours: z.array(trainerHours).max(40).default([]),
  leave: z.array(trainerLeave).max(60).default([]),
  notes: line(400).default('')
};

export const trainer = z.object({
  /** Id of the person. */
  id,
  name: z.string(),
  organisation: z.object({ id, name: z.string() }).nullable(),
  mobileMasked: z.string(),
  courses: z.array(z.object({ id, title: z.string() })),
  qualifications: z.array(trainerQualification.extend({ expired: z.boolean() })),
  hours: z.array(trainerHours),
  leave: z.array(trainerLeave),
  notes: z.string(),
  active: z.boolean(),
  version
});
export type Trainer = z.infer<typeof trainer>;

/** What the rules read of a trainer. */
export interface TrainerRules {
  courseIds: readonly number[];
  qualifications: readonly Pick<TrainerQualification, 'courseIds' | 'validUntil'>[];
  hours: readonly TrainerHours[];
  leave: readonly Pick<TrainerLeave, 'from' | 'to'>[];
  active: boolean;
}

export const TRAINER_PROBLEMS = ['trainer_subject', 'trainer_qualification', 'trainer_hours', 'trainer_leave'] as const;
export type TrainerProblem = (typeof TRAINER_PROBLEMS)[number];

/** Why a trainer cannot teach a course at a time (UTC ms), clashes apart; empty: they can. */
export function trainerProblems(rules: TrainerRules, courseId: number, use: { from: number; to: number }): TrainerProblem[] {
  const problems: TrainerProblem[] = [];
  const day = dateOf(use.from);
  if (!rules.active || !rules.courseIds.includes(courseId)) problems.push('trainer_subject');
  const needed = rules.qualifications.filter((one) => one.courseIds.includes(courseId));
  if (needed.length > 0 && !needed.some((one) => one.validUntil === null || one.validUntil >= day)) problems.push('trainer_qualification');
  if (rules.hours.length > 0 && !coveredBy(rules.hours, use)) problems.push('trainer_hours');
  if (rules.leave.some((leave) => leave.from <= dateOf(use.to - 1) && leave.to >= day)) problems.push('trainer_leave');
  return problems;
}

function coveredBy(hours: readonly TrainerHours[], use: { from: number; to: number }): boolean {
  const start = startOfDate(dateOf(use.from));
  // Hours end at midnight, so they never cover a session that runs over it.
  if (use.to > start + DAY_MS) return false;
  const from = (use.from - start) / 60_000;
  const to = (use.to - start) / 60_000;
  const weekday = weekdayOf(dateOf(use.from));
  return hours.some((one) => one.weekday === weekday && minutesOf(one.from) <= from && to <= minutesOf(one.to));
}

export const MAX_CANDIDATE_SESSIONS = 200;

/** The trainers. Topic: `trainers`. */
export const trainers = {
  /** By name; former trainers only if asked for. */
  list: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(z.object({ courseId: id.optional(), inactive: z.boolean().default(false) }))
    .output(z.array(trainer)),
  get: procedure.meta({ permission: 'classes.read', read: true }).input(z.object({ id })).output(trainer).errors(may('NOT_FOUND')),
  /** Makes a person on record a trainer, former trainers included. INVALID {field:'hours', reason:'order'|'overlap'}; {field:'leave', reason:'order'}. */
  create: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ personId: id, ...trainerFields }))
    .output(z.object({ id }))
    .errors(may('NOT_FOUND', 'NAME_TAKEN')),
  /** Changes a trainer. Answers the coming sessions that the trainer can no longer take; they stay unchanged. */
  update: procedure
    .meta({ permission: 'classes.plan' })
    .input(commandInput({ id, version, active: z.boolean(), ...trainerFields }))
    .output(
      z.object({
        version,
        affected: z.array(
          z.object({
            sessionId: id,
            classId: id,
            code: z.string(),
            title: z.string(),
            from: instant,
            problems: z.array(z.enum(TRAINER_PROBLEMS))
          })
        )
      })
    )
    .errors(may('NOT_FOUND', 'STALE')),
  /** Who can teach a course at all of these times, and who at some of them, with the problems at the others. */
  candidates: procedure
    .meta({ permission: 'classes.read', read: true })
    .input(
      z.object({
        courseId: id,
        /** The zone, whose set-up and clear-up minutes also take the trainer's time. */ zoneId: id.optional(),
        uses: z
          .array(z.object({ from: instant, to: instant }))
          .min(1)
          .max(MAX_CANDIDATE_SESSIONS),
        /** Sessions to be changed; their own allocations are not in the way. */ exceptSessionIds: z.array(id).max(200).default([])
      })
    )
    .output(z.array(z.object({ id, name: z.string(), free: z.number().int(), clashes: z.array(clashSchema) })))
    .errors(may('NOT_FOUND')),
  /** Minutes taught in held sessions, by trainer and month. A session counts in full for each of its trainers. */
  hours: procedure
    .meta({ permission: 'class_figures.read', read: true })
    .input(z.object({ fromMonth: month, toMonth: month, trainerId: id.optional() }))
    .output(z.array(z.object({ trainerId: id, name: z.string(), month, sessions: z.number().int(), minutes: z.number().int() }))),
  /** The hours as .xlsx, with a sheet of the sessions. Recorded in the audit. */
  exportHours: procedure
    .meta({ permission: 'class_figures.read' })
    .input(z.object({ fromMonth: month, toMonth: month, trainerId: id.optional(), language }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
};
