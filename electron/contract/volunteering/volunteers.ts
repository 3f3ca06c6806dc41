import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, requiredLine, settling, text, version } from '../core/base.ts';
import { may } from './errors.ts';
import { documentKind, sex } from '../people/people.ts';
import { chosen, volunteerChoices } from './volunteer-choices.ts';
import { ALWAYS, VOLUNTEER_MISSING, volunteerState, volunteerStep } from './volunteer-rules.ts';

const procedure = settling(['shifts']);

export * from './volunteer-rules.ts';
export { CHOICE_KINDS, type Choice, type ChoiceKind, type Chosen } from './volunteer-choices.ts';

/** A training that a volunteer has. */
export const volunteerTraining = z.object({
  trainingId: id,
  on: date,
  /** Last valid date; null: for good. */
  validUntil: date.nullable().default(null),
  /** Certificate number, trainer, or whatever proves it. */
  reference: line(80).default('')
});

/** A volunteer as the form gives it. Name, document, mobile and emergency contact belong to the person (`people`). */
export const volunteerFields = {
  skillIds: z.array(id).max(40).default([]),
  languageIds: z.array(id).max(20).default([]),
  trainings: z.array(volunteerTraining).max(40).default([]),
  /** Bits of weekday and part of the day (`availabilityBit`); 0: not stated. */
  availability: z.number().int().min(0).max(ALWAYS).default(0),
  availabilityNote: line(120).default(''),
  /** Limits of health or age to respect when assigning work. */
  limits: line(400).default(''),
  guardianName: line(40).default(''),
  /** When a minor's guardian agreed; null: not agreed. */
  guardianConsentOn: date.nullable().default(null),
  /** Accident insurance, and its last valid date; null: none. */
  insurance: line(80).default(''),
  insuredUntil: date.nullable().default(null),
  /** Whether the volunteer agreed to publish name and hours (志愿服务条例 article 20). */
  publishConsent: z.boolean().default(false),
  team: line(40).default(''),
  teamLeader: z.boolean().default(false),
  /** Number in the national system (MZ/T 061), if they have one. */
  nationalNumber: line(40).default(''),
  notes: text(2000).default('')
};
const guardianPhone = line(30);
export const volunteerFieldsSchema = z.object({ ...volunteerFields, guardianPhone: guardianPhone.default('') });
export type VolunteerFields = z.infer<typeof volunteerFieldsSchema>;

export const volunteerRow = z.object({
  /** Id of the person. */
  id,
  /** `2026-00001`: year of application and a counter without gaps. */
  number: z.string(),
  name: z.string(),
  sex: sex.nullable(),
  /** Null also where the operator may not see it; then only `birthYear` is given (people-rules.ts). */
  birthDate: z.string().nullable(),
  birthYear: z.number().nullable(),
  mobileMasked: z.string(),
  organisation: z.object({ id, name: z.string() }).nullable(),
  state: volunteerState,
  team: z.string(),
  teamLeader: z.boolean(),
  skills: z.array(chosen),
  /** Approved service: minutes, number of services, and the end of the last. */
  minutes: z.number().int(),
  services: z.number().int(),
  lastServedAt: instant.nullable(),
  /** Highest star in force; 0: none. */
  star: z.number().int(),
  insuredUntil: z.string().nullable(),
  registeredAt: instant.nullable(),
  version
});
export type VolunteerRow = z.infer<typeof volunteerRow>;

export const volunteer = volunteerRow.extend({
  ...volunteerFields,
  languages: z.array(chosen),
  trainings: z.array(volunteerTraining.extend({ name: z.string(), nameEn: z.string(), expired: z.boolean() })),
  documentKind,
  documentMasked: z.string(),
  guardianPhoneMasked: z.string(),
  emergencyName: z.string(),
  emergencyPhoneMasked: z.string(),
  minor: z.boolean(),
  insured: z.boolean(),
  /** What the volunteer lacks before they can be active. */
  missing: z.array(z.enum(VOLUNTEER_MISSING)),
  publishConsentAt: instant.nullable(),
  /** Reason of the last step, and when and by whom it was taken. */
  reason: z.string(),
  stateAt: instant,
  stateBy: z.string(),
  appliedAt: instant,
  /** Pending minutes. */
  pendingMinutes: z.number().int(),
  /** The star for which the hours make eligible, the next star with the minutes left, and the points. */
  eligible: z.number().int(),
  next: z.object({ level: z.number().int(), left: z.number().int() }).nullable(),
  points: z.number().int(),
  /** Number of sign-ups to coming shifts. */
  upcoming: z.number().int()
});
export type Volunteer = z.infer<typeof volunteer>;

/** Somebody on record, or somebody new. */
export const newVolunteerPerson = z.union([
  z.object({ personId: id }),
  z.object({
    name: requiredLine(60),
    mobile: line(30).default(''),
    documentKind: documentKind.default('none'),
    documentNumber: line(40).default(''),
    sex: sex.nullable().default(null),
    birthDate: date.nullable().default(null),
    organisationId: id.nullable().default(null),
    emergencyName: line(40).default(''),
    emergencyPhone: line(30).default(''),
    /** After a DUPLICATE_PERSON warning. */
    confirmDuplicate: z.boolean().default(false)
  })
]);

export const volunteerFilter = {
  states: z.array(volunteerState).optional(),
  skillId: id.optional(),
  languageId: id.optional(),
  /** This organisation and all below it. */
  organisationId: id.optional(),
  team: line(40).optional(),
  /** Only volunteers whose insurance or a training has ended or ends within 30 days. */
  expiring: z.boolean().default(false),
  /** A number's beginning, or part of a name. */
  text: line(60).optional()
};

const read = { permission: 'volunteers.read', read: true } as const;
const write = { permission: 'volunteers.write' } as const;

/**
 * Entries of a person's time line, by area and kind, with their params; `recordId` is the record of that area.
 * `volunteers` (the person): applied {number}, active {number}, paused, left, declined {reason}; `sign-ups` (the shift):
 * signed, waiting {project, role, from}, ended {project, role, from, why}, absent {project, role, from};
 * `service-hours` (the record): served {project, role, minutes, state, source}; `recognition` (the award): awarded
 * {kind, level, title, authority}, revoked {title, reason}; `service-certificates` (the certificate): requested, issued
 * {number, minutes}, declined {reason}, revoked {number, reason}.
 */
export const VOLUNTEER_TIMELINE_AREAS = ['volunteers', 'sign-ups', 'service-hours', 'recognition', 'service-certificates'] as const;

/** Topics: `volunteers`, `volunteer-choices`. */
export const volunteers = {
  choices: volunteerChoices,
  /** By number, newest first. `order`: `hours` puts the most approved minutes first, `name` sorts by pinyin. */
  list: procedure
    .meta(read)
    .input(z.object({ ...pageInput, ...volunteerFilter, order: z.enum(['number', 'hours', 'name']).default('number') }))
    .output(pageOf(volunteerRow)),
  /** Volunteers for a picker, by name, pinyin, initials, last digits or number (`12` for 2026-00012), at most `limit`, without those who left. */
  search: procedure
    .meta(read)
    .input(z.object({ query: line(60), limit: z.number().int().min(1).max(20).default(8) }))
    .output(z.array(volunteerRow)),
  /** The person of a scanned badge, code or ID card: a volunteer, another person, or unknown. */
  scan: procedure
    .meta(read)
    .input(z.object({ code: line(80) }))
    .output(
      z.object({
        outcome: z.enum(['volunteer', 'person', 'unknown']),
        person: z.object({ id, name: z.string() }).nullable(),
        volunteer: volunteerRow.nullable()
      })
    ),
  /** A volunteer by the person's id. NOT_FOUND {what: 'volunteer'} for a person who is not a volunteer. */
  get: procedure.meta(read).input(z.object({ id })).output(volunteer).errors(may('NOT_FOUND')),
  /** Whether a person is a volunteer; for the person's page. */
  ofPerson: procedure
    .meta(read)
    .input(z.object({ personId: id }))
    .output(volunteerRow.nullable()),
  /** Teams in use: choices for form and filter. */
  teams: procedure.meta(read).output(z.array(z.string())),
  /** The guardian's number in full; audited. */
  revealGuardian: procedure
    .meta({ permission: 'people.reveal' })
    .input(z.object({ id }))
    .output(z.object({ value: z.string() }))
    .errors(may('NOT_FOUND')),
  /**
   * Registers a volunteer as applied, or with `activate` as active. IN_USE {what: 'volunteer'}: the person is a volunteer already.
   * INVALID {field: 'personId', reason: 'incomplete', params: {missing}}: something is missing for being active.
   */
  register: procedure
    .meta(write)
    .input(
      commandInput({
        person: newVolunteerPerson,
        ...volunteerFields,
        guardianPhone: guardianPhone.default(''),
        activate: z.boolean().default(false)
      })
    )
    .output(z.object({ id, number: z.string(), state: volunteerState, version }))
    .errors(may('NOT_FOUND', 'IN_USE', 'DUPLICATE_PERSON', 'DUPLICATE_DOCUMENT')),
  /** Changes a volunteer. The guardian's number stays the same when it is left out. */
  update: procedure
    .meta(write)
    .input(commandInput({ id, version, ...volunteerFields, guardianPhone: guardianPhone.optional() }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE')),
  /** Takes one step (VOLUNTEER_STEP_RULES). Pausing or leaving ends sign-ups to coming shifts; `ended` is their number. INVALID as for `register`. */
  step: procedure
    .meta(write)
    .input(commandInput({ id, version, step: volunteerStep, reason: line(200).default('') }))
    .output(z.object({ version, state: volunteerState, ended: z.number().int() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED', 'REASON_NEEDED')),
  /** The filtered register as .xlsx; documents and mobiles are masked unless the operator may reveal them. Recorded in the audit. */
  export: procedure
    .meta(write)
    .input(z.object({ ...volunteerFilter, language: z.enum(['zh-CN', 'en']) }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
    .errors(may('TOO_LARGE', 'CANCELLED'))
};
