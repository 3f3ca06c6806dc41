import { z } from 'zod';
import { date, id, instant, line, text, version } from '../core/base.ts';
import { clashSchema } from '../core/errors.ts';
import { reservationState } from './reservation.ts';

/** What a reservation is made of and how it is shown: fields of the forms, rows, the whole record, and the columns of the calendar. */

const quantities = z
  .array(z.object({ equipmentId: id, quantity: z.number().int().min(1).max(10_000) }))
  .max(30)
  .refine((lines) => new Set(lines.map((l) => l.equipmentId)).size === lines.length, 'twice');
export const headcount = z.number().int().min(0).max(5000);

/** What is said of a reservation besides where and when. */
export const aboutFields = {
  purposeId: id,
  /** What it is called on the calendar; empty: its purpose. */
  title: line(80).default(''),
  /** The organisation that hosts it. */
  organisationId: id.nullable().default(null),
  /** A contact on record, or one just named here. */
  contactId: id.nullable().default(null),
  contactName: line(40).default(''),
  /** Left out on a change: stays as it is (the window sees it masked only). */
  contactPhone: line(30).optional(),
  expectedHeadcount: headcount.min(1),
  notes: text(4000).default('')
};

/** Where, when and with what: what the schedule is asked for. */
export const whereFields = {
  zoneId: id,
  from: instant,
  to: instant,
  /** Fixed equipment of the zone, or movable equipment. */
  equipment: quantities.default([]),
  /** A person whose time it takes (usually the zone's responsible person); null: nobody's. */
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
  /** Changed by itself: a change of the series leaves it alone. */
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
  /** Masked; `reservations.revealPhone` shows it whole and is logged. */
  contactPhone: z.string(),
  /** Minutes as they were when it was reserved. */
  setupMinutes: z.number().int(),
  clearupMinutes: z.number().int(),
  needsApproval: z.boolean(),
  equipment: z.array(z.object({ equipmentId: id, name: z.string(), nameEn: z.string(), quantity: z.number().int(), fixed: z.boolean() })),
  staff: z.object({ id, name: z.string() }).nullable(),
  /** The reason given with the last step that had one. */
  reason: z.string(),
  /** While suspended: the closure that did it. */
  closure: z.object({ id, from: instant, to: instant, reason: z.string() }).nullable(),
  /** Date of the series it was made for; differs from its own after a move. */
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
  /** The time it would take the zone, buffers included. */
  occupied: z.object({ from: instant, to: instant }),
  /** Zones large enough in which it would fit at the same time, with the same movable equipment; own zone left out. */
  alternatives: z.array(named.extend({ capacity: z.number().int() })),
  /** The next times, up to three within 14 days, at which it would fit in the asked zone. */
  nextFree: z.array(z.object({ from: instant, to: instant }))
});
export type ProbeResult = z.infer<typeof probeResult>;

/** Reservations of a calendar range, by columns: a month of 1,500 crosses the port in about a millisecond. */
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

/** What an area other than reservations holds of a zone: a class session, say. Changed in that area alone. */
export interface ZoneUse {
  /** Kind of the holder, as the schedule calls it: `session`. */
  kind: string;
  id: number;
  /** The record whose page shows it: of a session its class. */
  recordId: number;
  /** What the record is called in lists: the class's code. Empty: nothing. */
  number: string;
  zoneId: number;
  from: number;
  to: number;
  /** Set-up and clear-up minutes, in which it holds the zone as well. */
  setup: number;
  clearup: number;
  /** Empty: shown as occupied, and nothing more. */
  title: string;
  titleEn: string;
  /** Who leads it; empty: nobody or not to be told. */
  who: string;
  /** `tentative`: it holds the zone and is not announced yet (the class is a draft). */
  state: 'tentative' | 'coming' | 'done';
  /** How many are expected and have come; null: not known. */
  expected: number | null;
  headcount: number | null;
  /** Goes up with every change of the record behind it. */
  version: number;
}
