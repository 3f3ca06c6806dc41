import { z } from 'zod';
import { commandInput, id, instant, line, requiredLine, settling, text, version } from '../core/base.ts';
import { hearing } from './cases.ts';
import { clashSchema } from '../core/errors.ts';
import { may } from './errors.ts';

const procedure = settling(['reservations']);

export const PURPOSES = ['round', 'investigation', 'signing', 'other'] as const;

/** Zone, time and mediators. The schedule does not hold the parties' time, because that would name them. */
const where = {
  from: instant,
  to: instant,
  zoneId: id.nullable(),
  /** Mediators whose time it takes; empty: those of the case. */
  mediatorIds: z.array(id).max(6).default([])
};

/** Hearings take their zone and mediators in the one schedule. Others see them as occupied time only (reservations.range, `others`). Topics: `hearings`, `cases`, `reservations`. */
export const hearings = {
  /** Hearings that touch [from, to), at most 62 days. */
  list: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ from: instant, to: instant, mediatorId: id.optional() }))
    .output(z.array(hearing.extend({ number: z.string().nullable(), applicant: z.string(), respondent: z.string() }))),
  /** What is in the way of a hearing. Writes nothing. */
  probe: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ ...where, caseId: id, hearingId: id.optional() }))
    .output(z.object({ clashes: z.array(clashSchema) }))
    .errors(may('NOT_FOUND')),
  /** INVALID {field:'mediatorIds', reason:'none'|'not_mediator'}, {field:'to', reason:'order'|'too_long'}. */
  plan: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ ...where, caseId: id, purpose: z.enum(PURPOSES), note: text(1000).default('') }))
    .output(z.object({ id, version }))
    .errors(may('NOT_FOUND', 'CLASH', 'CASE_ARCHIVED', 'STEP_NOT_ALLOWED')),
  move: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ ...where, id, version, purpose: z.enum(PURPOSES), note: text(1000).default('') }))
    .output(z.object({ id, version }))
    .errors(may('NOT_FOUND', 'STALE', 'CLASH', 'CASE_ARCHIVED', 'STEP_NOT_ALLOWED')),
  cancel: procedure
    .meta({ permission: 'cases.write' })
    .input(commandInput({ id, version, reason: requiredLine(300) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STALE', 'CASE_ARCHIVED', 'STEP_NOT_ALLOWED')),
  /** Zones free for a hearing, small ones first. */
  zones: procedure
    .meta({ permission: 'cases.read', read: true })
    .input(z.object({ from: instant, to: instant, hearingId: id.optional(), text: line(40).optional() }))
    .output(z.array(z.object({ id, name: z.string(), nameEn: z.string(), capacity: z.number().int(), free: z.boolean() })))
};
