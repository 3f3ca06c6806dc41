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
  /** Number of volunteers or projects that use it. */
  used: z.number().int(),
  version
});
export type Choice = z.infer<typeof choice>;
/** A choice as a volunteer or project refers to it. */
export const chosen = z.object({ id, name: z.string(), nameEn: z.string() });
export type Chosen = z.infer<typeof chosen>;

/** Topic: `volunteer-choices`. */
export const volunteerChoices = {
  /** Choices of all kinds or of one, by kind and name. */
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
  /** Archives a choice: forms do not offer it, its users keep it. `archived: false` brings it back. */
  archive: procedure
    .meta({ permission: 'volunteers.manage' })
    .input(commandInput({ id, version, archived: z.boolean() }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN'))
};
