import { z } from 'zod';
import { commandInput, date, line, settling } from '../core/base.ts';
import { may } from './errors.ts';
import { reservationRef } from './reservation.ts';

const procedure = settling([]);

export const dayKind = z.enum(['ordinary', 'holiday', 'workday']);

/** A date that differs from its weekday, or that the station has set by hand. */
export const calendarDay = z.object({
  date,
  kind: dayKind,
  /** Name of the holiday, such as 国庆节; for a make-up workday, the holiday it makes up for. */
  name: z.string(),
  nameEn: z.string(),
  /** Origin: the bundled notices, an imported yearly file, or set by hand. A later one of these wins. */
  origin: z.enum(['bundled', 'imported', 'manual'])
});
export type CalendarDay = z.infer<typeof calendarDay>;

/** Longest range of one call, days. */
export const MAX_CALENDAR_DAYS = 750;

export const calendar = {
  /**
   * The special days of a range (both dates included); every other date is ordinary. For years in `unpublished` the State Council's
   * arrangement is unknown, and the window says so (放假安排未公布) instead of showing ordinary weeks.
   */
  days: procedure
    .meta({ permission: 'zones.read', read: true })
    .input(z.object({ from: date, to: date }))
    .output(z.object({ days: z.array(calendarDay), unpublished: z.array(z.number().int()) })),
  /**
   * Sets a date by hand; a null `kind` takes that back. Answers the coming reservations that now lie outside their zone's hours;
   * they stay unchanged.
   */
  setDay: procedure
    .meta({ permission: 'zones.manage' })
    .input(commandInput({ date, kind: dayKind.nullable(), name: line(40).default('') }))
    .output(z.object({ affected: z.array(reservationRef) })),
  /** Imports a year's arrangement from a file in the format of holiday-cn (JSON) and replaces the earlier import of that year. */
  importYear: procedure
    .meta({ permission: 'zones.manage' })
    .input(commandInput({ file: z.string().max(500_000) }))
    .output(z.object({ year: z.number().int(), holidays: z.number().int(), workdays: z.number().int(), affected: z.array(reservationRef) }))
    .errors(may('FILE_UNREADABLE'))
};
