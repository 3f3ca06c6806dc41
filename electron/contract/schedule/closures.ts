import { z } from 'zod';
import { commandInput, id, instant, requiredLine, settling, version } from '../core/base.ts';
import { clashSchema } from '../core/errors.ts';
import { may } from './errors.ts';
import { reservationRef } from './reservation.ts';

const procedure = settling('all');

export const closure = z.object({
  id,
  zone: z.object({ id, name: z.string(), nameEn: z.string() }),
  from: instant,
  to: instant,
  reason: z.string(),
  state: z.enum(['planned', 'in_force', 'ended', 'cancelled']),
  /** Reservations it has set aside that are still suspended. */
  suspended: z.number().int(),
  createdBy: z.string(),
  version
});
export type Closure = z.infer<typeof closure>;

const stays = z.object({ reservation: reservationRef, clashes: z.array(clashSchema) });

/** What a change of closures did to reservations. */
const effect = {
  /** Set aside now. */
  suspended: z.array(reservationRef),
  /** Back in the state they had. */
  restored: z.array(reservationRef),
  /** Could not be restored, and why: somebody else has the time, another closure, or it is past. Move or cancel them. */
  stillSuspended: z.array(stays)
};

/** A zone shut from–to, at most a year. `from` earlier than now means now. Topics: `closures`, `reservations`, `zones`. */
export const closures = {
  list: procedure
    .meta({ permission: 'zones.read', read: true })
    .input(z.object({ zoneId: id.optional(), /** Ended and cancelled ones too, the newest 200. */ past: z.boolean().default(false) }))
    .output(z.array(closure)),
  /** What it would set aside, and what stands in its way: uses that are on now must be finished first. */
  preview: procedure
    .meta({ permission: 'closures.manage', read: true })
    .input(z.object({ zoneId: id, from: instant, to: instant, closureId: id.optional() }))
    .output(z.object({ hits: z.array(reservationRef), inUse: z.array(reservationRef), restores: z.array(reservationRef) }))
    .errors(may('NOT_FOUND')),
  /** CLASH names uses that are on now. */
  create: procedure
    .meta({ permission: 'closures.manage' })
    .input(commandInput({ zoneId: id, from: instant, to: instant, reason: requiredLine(200) }))
    .output(z.object({ id, suspended: z.array(reservationRef) }))
    .errors(may('NOT_FOUND', 'CLASH')),
  /** Another end, another start or reason: suspends what it newly hits, restores what it no longer does. */
  update: procedure
    .meta({ permission: 'closures.manage' })
    .input(commandInput({ id, version, from: instant, to: instant, reason: requiredLine(200) }))
    .output(z.object({ version, ...effect }))
    .errors(may('NOT_FOUND', 'STALE', 'CLASH', 'STEP_NOT_ALLOWED')),
  /** Opens the zone again now; a closure that has not begun is cancelled. Restores what it had set aside. */
  end: procedure
    .meta({ permission: 'closures.manage' })
    .input(commandInput({ id, version }))
    .output(z.object({ version, ...effect }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED'))
};
