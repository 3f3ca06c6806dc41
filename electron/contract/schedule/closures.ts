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
  /** Number of reservations that it still suspends. */
  suspended: z.number().int(),
  createdBy: z.string(),
  version
});
export type Closure = z.infer<typeof closure>;

const stays = z.object({ reservation: reservationRef, clashes: z.array(clashSchema) });

/** The effect of a change of closures on reservations. */
const effect = {
  /** Suspended by this change. */
  suspended: z.array(reservationRef),
  /** Restored to the state they had. */
  restored: z.array(reservationRef),
  /** Not restored, with the reason: the time is taken, another closure holds, or it is past. Somebody has to move or cancel them. */
  stillSuspended: z.array(stays)
};

/** Closures of zones, at most a year long. A `from` in the past means now. Topics: `closures`, `reservations`, `zones`. */
export const closures = {
  list: procedure
    .meta({ permission: 'zones.read', read: true })
    .input(z.object({ zoneId: id.optional(), /** Ended and cancelled ones too, the newest 200. */ past: z.boolean().default(false) }))
    .output(z.array(closure)),
  /** The reservations that a closure would suspend, and the running uses that must finish first. Writes nothing. */
  preview: procedure
    .meta({ permission: 'closures.manage', read: true })
    .input(z.object({ zoneId: id, from: instant, to: instant, closureId: id.optional() }))
    .output(z.object({ hits: z.array(reservationRef), inUse: z.array(reservationRef), restores: z.array(reservationRef) }))
    .errors(may('NOT_FOUND')),
  /** Makes a closure. CLASH names uses that are running. */
  create: procedure
    .meta({ permission: 'closures.manage' })
    .input(commandInput({ zoneId: id, from: instant, to: instant, reason: requiredLine(200) }))
    .output(z.object({ id, suspended: z.array(reservationRef) }))
    .errors(may('NOT_FOUND', 'CLASH')),
  /** Changes start, end or reason; suspends the reservations it newly covers and restores the others. */
  update: procedure
    .meta({ permission: 'closures.manage' })
    .input(commandInput({ id, version, from: instant, to: instant, reason: requiredLine(200) }))
    .output(z.object({ version, ...effect }))
    .errors(may('NOT_FOUND', 'STALE', 'CLASH', 'STEP_NOT_ALLOWED')),
  /** Opens the zone again at once, or cancels a closure that has not begun, and restores the reservations it suspended. */
  end: procedure
    .meta({ permission: 'closures.manage' })
    .input(commandInput({ id, version }))
    .output(z.object({ version, ...effect }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED'))
};
