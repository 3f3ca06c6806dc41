import { z } from 'zod';
import { id, instant, pageInput, pageOf, settling } from '../core/base.ts';
import { may } from './errors.ts';
import { language } from '../core/station.ts';
import { yearBeforeOf } from '../core/year-before.ts';

const procedure = settling('all');

/** Month `YYYY-MM`. */
export const month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/);

/** Used ÷ open: 0–1, above 1 with use outside opening hours; null where the zone was never open. */
export function utilisation(usedMinutes: number, openMinutes: number): number | null {
  return openMinutes === 0 ? null : usedMinutes / openMinutes;
}

const sums = {
  /** 场次 */
  uses: z.number().int(),
  /** 人次 */
  attendances: z.number().int(),
  /** Minutes used, from the planned start (late arrivals: check-in) to the actual end, at most the planned one. Class sessions and shifts count as planned; simultaneous shifts of a project count once. */
  minutes: z.number().int()
};

/** A use behind a number: a finished reservation, a held class session, or volunteer shifts of one project that shared their zone. */
export const countedUse = z.object({
  kind: z.enum(['reservation', 'session', 'shift']),
  id,
  /** The record that shows it: the reservation, the class, or the first shift. */
  recordId: id,
  /** Number of the reservation, code of the class or of the project. */
  number: z.string(),
  zone: z.object({ id, name: z.string(), nameEn: z.string() }),
  /** Class sessions count under the built-in purpose `class`, shifts under `volunteer`. */
  purpose: z.object({ id, name: z.string(), nameEn: z.string() }),
  /** Empty: the purpose is shown. */
  title: z.string(),
  titleEn: z.string(),
  /** The host organisation; and the contact, the trainers of a session or the leader of a project. Empty: not named. */
  organisation: z.string(),
  contact: z.string(),
  from: instant,
  to: instant,
  expected: z.number().int(),
  headcount: z.number().int(),
  minutes: z.number().int()
});
export type CountedUse = z.infer<typeof countedUse>;

export const figureCell = z.object({ zoneId: id, purposeId: id, month, ...sums });
export type FigureCell = z.infer<typeof figureCell>;

/** Months both included; at most 120. */
const range = { fromMonth: month, toMonth: month };

/** Figures of the zone log, from a roll-up that every finished reservation, held session and held shift updates. Topic: `figures`. */
export const figures = {
  zones: procedure
    .meta({ permission: 'figures.read', read: true })
    .input(z.object({ ...range, zoneIds: z.array(id).max(60).optional() }))
    .output(
      z.object({
        cells: z.array(figureCell),
        /** Opening minutes per zone and month by the current hours, without holidays and closures; the current month up to today. */
        open: z.array(z.object({ zoneId: id, month, minutes: z.number().int() })),
        totals: z.object({ ...sums, openMinutes: z.number().int() }),
        /** The same zones in the same months a year before. */
        yearBefore: yearBeforeOf(z.object({ ...sums, openMinutes: z.number().int() }))
      })
    ),
  /** The uses behind a number, newest first. */
  rows: procedure
    .meta({ permission: 'figures.read', read: true })
    .input(z.object({ ...range, ...pageInput, zoneId: id.optional(), purposeId: id.optional() }))
    .output(pageOf(countedUse)),
  /** The log as .xlsx: a sheet by zone and month, a sheet by zone and purpose, a sheet of the uses. Recorded in the audit. */
  export: procedure
    .meta({ permission: 'figures.read' })
    .input(z.object({ ...range, zoneIds: z.array(id).max(60).optional(), language }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
    .errors(may('CANCELLED'))
};
