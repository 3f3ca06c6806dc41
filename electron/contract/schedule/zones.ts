import { z } from 'zod';
import { clockTime, commandInput, id, instant, line, requiredLine, settling, version } from '../core/base.ts';
import { may } from './errors.ts';
import { reservationRef } from './reservation.ts';
import { MAX_BUFFER_MINUTES } from './allocation.ts';
import { minutesOf } from '../core/time.ts';

const procedure = settling(['reservations']);

export { ZONE_OFFERS, type ZoneOffer } from './zone-offers.ts';

export const MAX_PHOTO_BYTES = 1024 * 1024;

const weekday = z.number().int().min(1).max(7);

/** Opening hours, clock times; several intervals a weekday, `24:00` ends a day. */
export const openingHours = z.object({ weekday, open: clockTime, close: clockTime });

/** What is wrong with a week of opening hours: an interval that ends before it begins, or two that overlap. */
export function hoursProblem(hours: readonly z.infer<typeof openingHours>[]): 'order' | 'overlap' | null {
  const sorted = hours.map((h) => ({ weekday: h.weekday, open: minutesOf(h.open), close: minutesOf(h.close) }));
  sorted.sort((a, b) => a.weekday - b.weekday || a.open - b.open);
  if (sorted.some((h) => h.close <= h.open)) return 'order';
  return sorted.some((h, i) => i > 0 && sorted[i - 1]!.weekday === h.weekday && h.open < sorted[i - 1]!.close) ? 'overlap' : null;
}

const minutes = z.number().int().min(0).max(MAX_BUFFER_MINUTES);
export const colour = z.string().regex(/^#[0-9A-Fa-f]{6}$/);

/** A zone as a form gives it. Where an English text is empty, the Chinese one is shown. */
export const zoneFields = {
  name: requiredLine(40),
  nameEn: line(60).default(''),
  purpose: line(200).default(''),
  purposeEn: line(300).default(''),
  place: line(80).default(''),
  /** Most people. */
  capacity: z.number().int().min(1).max(5000),
  /** Minutes before and after a use for which the zone is taken. */
  setupMinutes: minutes.default(0),
  clearupMinutes: minutes.default(0),
  needsApproval: z.boolean().default(false),
  colour,
  /** Policy for public holidays. For make-up workdays see `hoursOn` (allocation.ts). */
  holidayPolicy: z.enum(['closed', 'open']).default('closed'),
  responsibleId: id.nullable().default(null),
  hours: z.array(openingHours).max(70)
};

export const equipment = z.object({
  id,
  name: z.string(),
  nameEn: z.string(),
  quantity: z.number().int(),
  /** The zone in which it is fixed; null: movable to any zone. */
  zoneId: id.nullable(),
  archived: z.boolean(),
  version
});
export type Equipment = z.infer<typeof equipment>;

export const zone = z.object({
  id,
  /** Key of ZONE_OFFERS; null for a zone that the station added. */
  key: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  purpose: z.string(),
  purposeEn: z.string(),
  place: z.string(),
  capacity: z.number().int(),
  setupMinutes: z.number().int(),
  clearupMinutes: z.number().int(),
  needsApproval: z.boolean(),
  colour: z.string(),
  holidayPolicy: z.enum(['closed', 'open']),
  responsibleId: id.nullable(),
  responsibleName: z.string().nullable(),
  hours: z.array(openingHours),
  /** Fixed equipment of this zone. Movable equipment: `zones.equipment.list`. */
  equipment: z.array(equipment),
  hasPhoto: z.boolean(),
  /** The closure in force now, if any. */
  closure: z.object({ id, from: instant, to: instant, reason: z.string() }).nullable(),
  archived: z.boolean(),
  version
});
export type Zone = z.infer<typeof zone>;

export const purpose = z.object({
  id,
  /** Key of a built-in purpose, such as visit or class; null for the station's own. */
  key: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  archived: z.boolean(),
  version
});
export type Purpose = z.infer<typeof purpose>;

const named = z.object({ name: requiredLine(40), nameEn: line(60).default('') }).shape;
const stock = { ...named, quantity: z.number().int().min(1).max(10_000), zoneId: id.nullable() };

/** Topics: `zones` (zones, equipment, photos), `purposes`. */
export const zones = {
  /** In the order they were made. */
  list: procedure
    .meta({ permission: 'zones.read', read: true })
    .input(z.object({ archived: z.boolean().default(false) }))
    .output(z.array(zone)),
  get: procedure.meta({ permission: 'zones.read', read: true }).input(z.object({ id })).output(zone).errors(may('NOT_FOUND')),
  create: procedure
    .meta({ permission: 'zones.manage' })
    .input(commandInput(zoneFields))
    .output(z.object({ id }))
    .errors(may('NAME_TAKEN', 'NOT_FOUND')),
  /**
   * Changes a zone. New hours, buffers and capacity hold for new reservations only. Answers the coming reservations that lie outside
   * the new hours, so that somebody can look at them.
   */
  update: procedure
    .meta({ permission: 'zones.manage' })
    .input(commandInput({ id, version, ...zoneFields }))
    .output(z.object({ version, affected: z.array(reservationRef) }))
    .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN')),
  /** Archives a zone; zones are never deleted. IN_USE while reservations are to come. */
  archive: procedure
    .meta({ permission: 'zones.manage' })
    .input(commandInput({ id, version, archived: z.boolean() }))
    .output(z.object({ version }))
    .errors(may('NOT_FOUND', 'STALE', 'IN_USE', 'NAME_TAKEN')),
  photo: {
    get: procedure
      .meta({ permission: 'zones.read', read: true })
      .input(z.object({ id }))
      .output(z.object({ file: z.instanceof(Blob) }))
      .errors(may('NOT_FOUND')),
    /** Sets a JPEG or PNG of at most 1 MB; null removes it. */
    set: procedure
      .meta({ permission: 'zones.manage' })
      .input(commandInput({ id, file: z.instanceof(Blob).nullable() }))
      .output(z.object({}))
      .errors(may('NOT_FOUND', 'TOO_LARGE', 'FILE_UNREADABLE'))
  },
  equipment: {
    /** All equipment, fixed and movable. */
    list: procedure
      .meta({ permission: 'zones.read', read: true })
      .input(z.object({ archived: z.boolean().default(false) }))
      .output(z.array(equipment)),
    create: procedure.meta({ permission: 'zones.manage' }).input(commandInput(stock)).output(z.object({ id })).errors(may('NOT_FOUND')),
    /** CLASH: coming reservations need more than the new quantity. IN_USE: they need it in its present zone. */
    update: procedure
      .meta({ permission: 'zones.manage' })
      .input(commandInput({ id, version, ...stock }))
      .output(z.object({ version }))
      .errors(may('NOT_FOUND', 'STALE', 'CLASH', 'IN_USE')),
    archive: procedure
      .meta({ permission: 'zones.manage' })
      .input(commandInput({ id, version, archived: z.boolean() }))
      .output(z.object({ version }))
      .errors(may('NOT_FOUND', 'STALE', 'IN_USE'))
  },
  purposes: {
    list: procedure
      .meta({ permission: 'zones.read', read: true })
      .input(z.object({ archived: z.boolean().default(false) }))
      .output(z.array(purpose)),
    create: procedure.meta({ permission: 'zones.manage' }).input(commandInput(named)).output(z.object({ id })).errors(may('NAME_TAKEN')),
    update: procedure
      .meta({ permission: 'zones.manage' })
      .input(commandInput({ id, version, ...named, archived: z.boolean() }))
      .output(z.object({ version }))
      .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN'))
  }
};
