import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, requiredLine, settling } from '../core/base.ts';
import { may } from './errors.ts';

const procedure = settling([]);

/** A star, or an honour with a title. */
export const AWARD_KINDS = ['star', 'honour'] as const;

export const starLevel = z.object({
  level: z.number().int().min(1).max(10),
  name: z.string().max(40),
  nameEn: z.string().max(60),
  minutes: z.number().int().min(1).max(10_000_000)
});

export const awardRow = z.object({
  id,
  volunteer: z.object({ id, number: z.string(), name: z.string(), organisation: z.string() }),
  kind: z.enum(AWARD_KINDS),
  /** Level of a star; null for an honour. */
  level: z.number().int().nullable(),
  title: z.string(),
  /** Approved minutes when it was given. */
  minutes: z.number().int(),
  on: date,
  /** Who gave it. */
  authority: z.string(),
  reference: z.string(),
  remark: z.string(),
  recordedAt: instant,
  recordedBy: z.string(),
  revokedAt: instant.nullable(),
  revokedReason: z.string()
});
export type AwardRow = z.infer<typeof awardRow>;

/** Where a volunteer stands on the ladder. Hours make a volunteer eligible; somebody decides on the award. */
export const standingRow = z.object({
  volunteer: z.object({ id, number: z.string(), name: z.string(), organisation: z.string() }),
  minutes: z.number().int(),
  awarded: z.number().int(),
  eligible: z.number().int(),
  next: z.object({ level: z.number().int(), left: z.number().int() }).nullable(),
  points: z.number().int(),
  /** Mean quality (1–5) of the approved services with a remark, and no-shows of the last year, because hours are not all that counts. */
  quality: z.number().nullable(),
  noShows: z.number().int()
});
export type StandingRow = z.infer<typeof standingRow>;

const read = { permission: 'recognition.read', read: true } as const;
const award = { permission: 'recognition.award' } as const;
const year = z.number().int().min(2000).max(2200);

/** Topics: `recognition`, `volunteers`. */
export const recognition = {
  ladder: procedure.meta(read).output(z.array(starLevel)),
  /** Sets the ladder: levels 1, 2, 3 …, each with more minutes than the one before. INVALID {field: 'ladder', reason: 'levels'|'order'}. */
  setLadder: procedure
    .meta(award)
    .input(commandInput({ ladder: z.array(starLevel).min(1).max(10) }))
    .output(z.object({})),
  /** Volunteers by approved minutes, most first. `eligible`: only those eligible for a higher star than awarded. */
  standings: procedure
    .meta(read)
    .input(z.object({ ...pageInput, eligible: z.boolean().default(false), level: z.number().int().min(0).max(10).optional() }))
    .output(pageOf(standingRow)),
  /**
   * Awards a star or an honour to several volunteers, all or none. INVALID {field: 'level', reason: 'not_eligible', params: {name, minutes,
   * needed}}: a star needs more hours; {field: 'level', reason: 'has', params: {name}}: they have this star.
   */
  award: procedure
    .meta(award)
    .input(
      commandInput({
        volunteerIds: z.array(id).min(1).max(200),
        kind: z.enum(AWARD_KINDS),
        level: z.number().int().min(1).max(10).nullable().default(null),
        /** Title of an honour. */
        title: line(60).default(''),
        on: date,
        authority: requiredLine(80),
        reference: line(60).default(''),
        remark: line(200).default('')
      })
    )
    .output(z.object({ ids: z.array(id) }))
    .errors(may('NOT_FOUND')),
  revoke: procedure
    .meta(award)
    .input(commandInput({ id, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED')),
  /** Honours of a year or of a volunteer, newest first. */
  awards: procedure
    .meta(read)
    .input(
      z.object({
        ...pageInput,
        year: year.optional(),
        volunteerId: id.optional(),
        kind: z.enum(AWARD_KINDS).optional(),
        revoked: z.boolean().default(false)
      })
    )
    .output(pageOf(awardRow)),
  /** The year's list of honours as .xlsx. Recorded in the audit. */
  export: procedure
    .meta({ permission: 'recognition.read' })
    .input(z.object({ year, language: z.enum(['zh-CN', 'en']) }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
    .errors(may('CANCELLED'))
};
