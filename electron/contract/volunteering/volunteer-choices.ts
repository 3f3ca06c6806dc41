import { z } from 'zod';
import { commandInput, id, line, requiredLine, settling, version } from '../core/base.ts';
import { may } from './errors.ts';

const procedure = settling([]);

/** Short lists that the station keeps: skills, languages, trainings, kinds of project. */
export const CHOICE_KINDS = ['skill', 'language', 'training', 'project_category'] as const;
export type ChoiceKind = (typeof CHOICE_KINDS)[number];

export const choice = z.object({
  id,
  kind: z.enum(CHOICE_KINDS),
  name: z.string(),
  nameEn: z.string(),
  archived: z.boolean(),
  /** How many volunteers or projects have it. */
  used: z.number().int(),
  version
});
export type Choice = z.infer<typeof choice>;
/** A choice where it is used. */
export const chosen = z.object({ id, name: z.string(), nameEn: z.string() });
export type Chosen = z.infer<typeof chosen>;

/** Topic: `volunteer-choices`. */
export const volunteerChoices = {
  /** All kinds unless one is asked for; by kind and name. */
  list: procedure
    .meta({ permission: 'volunteers.read', read: true })
    .input(z.object({ kind: z.enum(CHOICE_KINDS).optional(), archived: z.boolean().default(false) }))
    .output(z.array(choice)),
  create: procedure
    .meta({ permission: 'volunteers.manage' })
    .input(commandInput({ kind: z.enum(CHOICE_KINDS), name: requiredLine(40), nameEn: line(60).default('') }))
    .output(z.object({ id }))
    .errors(may('NAME_TAKEN')),
  update: procedure
    .meta({ permission: 'volunteers.manage' })
    .input(commandInput({ id, version, name: requiredLine(40), nameEn: line(60).default('') }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN')),
  /** No longer offered; whatever has it keeps it. `archived: false` offers it again. */
  archive: procedure
    .meta({ permission: 'volunteers.manage' })
    .input(commandInput({ id, version, archived: z.boolean() }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN'))
};
