import { z } from 'zod';
import { date, id, instant, line, text, version } from '../core/base.ts';
import { clashSchema } from '../core/errors.ts';
import { reservationState } from './reservation.ts';

/** Shapes of a reservation: fields of the forms, rows of lists, the whole record, and the columns of the calendar. */

const quantities = z
  .array(z.object({ equipmentId: id, quantity: z.number().int().min(1).max(10_000) }))
  .max(30)
  .refine((lines) => new Set(lines.map((l) => l.equipmentId)).size === lines.length, 'twice');
export const headcount = z.number().int().min(0).max(5000);

/** Fields of a reservation besides place and time. */
export const aboutFields = {
  purposeId: id,
  /** Its title on the calendar; empty: the purpose is shown. */
  title: line(80).default(''),
  /** The organisation that hosts it. */
  organisationId: id.nullable().default(null),
  /** The contact's record; null: only the name below. */
  contactId: id.nullable().default(null),
  contactName: line(40).default(''),
  /** Left out in a change: stays the same, because the window only sees it masked. */
  contactPhone: line(30).optional(),
  expectedHeadcount: headcount.min(1),
  notes: text(4000).default('')
};

/** Zone, time, equipment and staff: what a reservation takes in the schedule. */
export const whereFields = {
  zoneId: id,
  from: instant,
  to: instant,
  /** Fixed equipment of the zone, or movable equipment. */
  equipment: quantities.default([]),
  /** A person whose time it takes, usually the zone's responsible person; null: nobody. */
  staffId: id.nullable().default(null)
};

export const named = z.object({ id, name: z.string(), nameEn: z.string() });

/** A row of lists and of today's board. */
export const reservationRow = z.object({
  id,
  number: z.string(),
  zone: named.extend({ colour: z.string() }),
  purpose: named,
  title: z.string(),
  organisation: z.object({ id, name: z.string() }).nullable(),
  contactId: id.nullable(),
  contactName: z.string(),
  expectedHeadcount: z.number().int(),
  headcount: z.number().int().nullable(),
  from: instant,
  to: instant,
  state: reservationState,
  seriesId: id.nullable(),
  /** Changed on its own, so a change of the series leaves it alone. */
  seriesChanged: z.boolean(),
  checkedInAt: instant.nullable(),
  finishedAt: instant.nullable(),
  version
});
export type ReservationRow = z.infer<typeof reservationRow>;

export const attachment = z.object({
  id,
  name: z.string(),
  mime: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  addedAt: instant
});
export type Attachment = z.infer<typeof attachment>;

export const reservation = reservationRow.extend({
  notes: z.string(),
  /** Masked; `reservations.revealPhone` answers the full number and is audited. */
  contactPhone: z.string(),
  /** Set-up and clear-up minutes of the zone when it was reserved. */
  setupMinutes: z.number().int(),
  clearupMinutes: z.number().int(),
  needsApproval: z.boolean(),
  equipment: z.array(z.object({ equipmentId: id, name: z.string(), nameEn: z.string(), quantity: z.number().int(), fixed: z.boolean() })),
  staff: z.object({ id, name: z.string() }).nullable(),
  /** The reason given with the last step that had one. */
  reason: z.string(),
  /** While suspended, the closure that suspends it. */
  closure: z.object({ id, from: instant, to: instant, reason: z.string() }).nullable(),
  /** The date that the rule of the series gave; a move changes its own date only. */
  seriesDate: date.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  attachments: z.array(attachment)
});
export type Reservation = z.infer<typeof reservation>;

export const probeResult = z.object({
  clashes: z.array(clashSchema),
  /** The time for which it would take the zone, buffers included. */
  occupied: z.object({ from: instant, to: instant }),
  /** Other zones that are large enough and free at the same time, with the same movable equipment. */
  alternatives: z.array(named.extend({ capacity: z.number().int() })),
  /** The next free times of the same zone: at most three, within 14 days. */
  nextFree: z.array(z.object({ from: instant, to: instant }))
});
export type ProbeResult = z.infer<typeof probeResult>;

/** Reservations of a calendar range as columns, so that a month of 1,500 crosses the port in about a millisecond. */
export interface ReservationColumns {
  id: number[];
  version: number[];
  number: string[];
  zoneId: number[];
  purposeId: number[];
  from: number[];
  to: number[];
  /** Set-up and clear-up minutes. */
  setup: number[];
  clearup: number[];
  state: z.infer<typeof reservationState>[];
  title: string[];
  organisation: (string | null)[];
  contact: string[];
  expected: number[];
  headcount: (number | null)[];
  seriesId: (number | null)[];
}

/** A use of a zone by another area than reservations, such as a class session. Only that area changes it. */
export interface ZoneUse {
  /** Kind of the holder in the schedule, such as `session`. */
  kind: string;
  id: number;
  /** The record whose page shows it, such as the class of a session. */
  recordId: number;
  /** Number of the record in lists, such as the code of a class; may be empty. */
  number: string;
  zoneId: number;
  from: number;
  to: number;
  /** Set-up and clear-up minutes, for which it also holds the zone. */
  setup: number;
  clearup: number;
  /** Empty: shown as occupied only. */
  title: string;
  titleEn: string;
  /** Who leads it; empty: nobody, or not shown. */
  who: string;
  /** `tentative`: it holds the zone but is not announced yet, because its class is a draft. */
  state: 'tentative' | 'coming' | 'done';
  /** People expected, and people who came; null: unknown. */
  expected: number | null;
  headcount: number | null;
  /** Rises with every change of the record behind it. */
  version: number;
}
