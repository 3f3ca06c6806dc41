import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, requiredLine, settling, text, version } from '../core/base.ts';
import { historyLine } from '../people/history.ts';
import { may } from './errors.ts';
import { chosen } from './volunteer-choices.ts';
import { projectState, projectStep } from './volunteer-project-rules.ts';

const procedure = settling(['reservations', 'shifts']);

export * from './volunteer-project-rules.ts';

/** A role that a project wants and for which shifts are made. */
export const projectNeed = z.object({
  /** Left out: a new need. A need missing from the list is removed, or archived if it has shifts. */
  id: id.optional(),
  role: requiredLine(40),
  skillIds: z.array(id).max(20).default([]),
  /** Number of volunteers that a shift of this role wants, and the minimum. */
  number: z.number().int().min(1).max(500),
  minimum: z.number().int().min(0).max(500).default(0),
  description: line(200).default('')
});
export type ProjectNeed = z.infer<typeof projectNeed>;

/** A project as a form gives it. */
export const projectFields = {
  title: requiredLine(80),
  categoryId: id,
  /** The organiser's name, as certificates show it, and the organisation's record if there is one. */
  organiser: line(80).default(''),
  organiserId: id.nullable().default(null),
  /** A zone of the station, or null and a place outside. */
  zoneId: id.nullable().default(null),
  place: line(120).default(''),
  /** 服务对象, and the work. */
  serviceObject: line(120).default(''),
  description: text(4000).default(''),
  /** The person in charge (负责人). */
  leaderId: id.nullable().default(null),
  contact: line(60).default(''),
  /** First and last day as announced; all shifts lie within. */
  fromDate: date,
  toDate: date,
  /** Dangerous work: volunteers need insurance and must not be minors. */
  dangerous: z.boolean().default(false),
  /** The risks as volunteers are told of them (志愿服务条例 article 12). */
  risks: text(1000).default(''),
  trainingIds: z.array(id).max(20).default([]),
  minAge: z.number().int().min(1).max(99).nullable().default(null),
  /** Withdrawing up to this many hours before a shift is not a no-show. */
  noticeHours: z.number().int().min(0).max(240).default(24),
  notes: text(2000).default(''),
  needs: z.array(projectNeed).max(40).default([])
};
export const projectFieldsSchema = z.object(projectFields);
export type ProjectFields = z.infer<typeof projectFieldsSchema>;

/** A row of lists. The project keeps all these numbers. */
export const projectRow = z.object({
  id,
  /** `2026-0001`: year of making and a counter without gaps. */
  code: z.string(),
  title: z.string(),
  category: chosen,
  organiser: z.string(),
  zone: z.object({ id, name: z.string(), nameEn: z.string() }).nullable(),
  place: z.string(),
  dangerous: z.boolean(),
  state: projectState,
  fromDate: z.string(),
  toDate: z.string(),
  /** Shifts (cancelled ones apart), places in coming shifts, and how many of these are taken. */
  shifts: z.number().int(),
  placesToCome: z.number().int(),
  signedToCome: z.number().int(),
  /** Approved minutes, approved services (人次), and different volunteers. */
  minutes: z.number().int(),
  services: z.number().int(),
  people: z.number().int(),
  /** Start of the next shift that is not over; null: none. */
  nextAt: instant.nullable(),
  version
});
export type ProjectRow = z.infer<typeof projectRow>;

export const needDetail = projectNeed.extend({ id, skills: z.array(chosen), shifts: z.number().int(), archived: z.boolean() });

export const projectDetail = projectRow.extend({
  ...projectFields,
  needs: z.array(needDetail),
  trainings: z.array(chosen),
  leader: z.object({ id, name: z.string() }).nullable(),
  organiserName: z.string(),
  /** Pending minutes. */
  pendingMinutes: z.number().int(),
  /** End of its last shift, cancelled ones apart, for the rules of its steps. */
  lastAt: instant.nullable(),
  /** The reason given with the last step that had one. */
  reason: z.string(),
  createdAt: instant,
  createdBy: z.string()
});
export type ProjectDetail = z.infer<typeof projectDetail>;

const read = { permission: 'projects.read', read: true } as const;
const plan = { permission: 'projects.plan' } as const;

/** Topics: `volunteer-projects`; shifts and their numbers are `shifts`. */
export const volunteerProjects = {
  /** By first day, newest first. `text`: a code's beginning or part of a title. */
  list: procedure
    .meta(read)
    .input(
      z.object({
        ...pageInput,
        states: z.array(projectState).optional(),
        categoryId: id.optional(),
        fromDate: date.optional(),
        toDate: date.optional(),
        text: line(60).optional()
      })
    )
    .output(pageOf(projectRow)),
  get: procedure.meta(read).input(z.object({ id })).output(projectDetail).errors(may('NOT_FOUND')),
  /** Proposes the fields of a new project from one to be repeated; its needs become new ones. */
  proposal: procedure
    .meta(read)
    .input(z.object({ projectId: id }))
    .output(projectFieldsSchema)
    .errors(may('NOT_FOUND')),
  /** INVALID: {field: 'toDate', reason: 'order'}; {field: 'place', reason: 'none'}: neither zone nor place; {field: 'needs', reason: 'minimum'|'twice'}. */
  create: procedure
    .meta(plan)
    .input(commandInput(projectFields))
    .output(z.object({ id, code: z.string(), version }))
    .errors(may('NOT_FOUND')),
  /** Changes a project; shifts keep zone and place. INVALID as for `create`, and {field: 'fromDate', reason: 'shifts_outside', params: {count}}: shifts lie outside the new days. */
  update: procedure
    .meta(plan)
    .input(commandInput({ id, version, ...projectFields }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE')),
  /** Takes one step. `cancel` cancels the coming shifts and lists everybody signed up for a call. INVALID {field: 'step', reason: no_needs|no_risks|signed|still_to_come}. */
  step: procedure
    .meta(plan)
    .input(commandInput({ id, version, step: projectStep, reason: line(200).default('') }))
    .output(z.object({ version, state: projectState, toCall: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED', 'IN_USE')),
  /** The history of the project, its shifts and sign-ups, newest first, at most 200 lines. */
  history: procedure
    .meta({ permission: 'sign_ups.read', read: true })
    .input(z.object({ id, signUpId: id.optional() }))
    .output(
      z.array(
        historyLine.extend({
          shiftId: id.nullable(),
          signUpId: id.nullable(),
          /** step, shift_added, shift_moved, shift_cancelled, shift_restored, signed, waiting, offered, accepted, promoted, ended, walk_up, outcome, called … */
          kind: z.string()
        })
      )
    )
    .errors(may('NOT_FOUND'))
};
