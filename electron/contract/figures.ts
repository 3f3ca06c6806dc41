import { z } from 'zod';
import { id, pageInput, pageOf, procedure } from './base.ts';
import { may } from './errors.ts';
import { reservationRow } from './reservations.ts';
import { language } from './station.ts';

/** Month `YYYY-MM`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Used ÷ open, 0–1 (more when used outside opening hours); null where the zone was never open. */
export function utilisation(usedMinutes: number, openMinutes: number): number | null {
  return openMinutes === 0 ? null : usedMinutes / openMinutes;
}

const sums = {
  /** 场次 */
  uses: z.number().int(),
  /** 人次 */
  attendances: z.number().int(),
  /** Minutes used, from the planned start (late arrivals: from their check-in) to the actual end, at most the planned one. */
  minutes: z.number().int()
};

export const figureCell = z.object({ zoneId: id, purposeId: id, month, ...sums });
export type FigureCell = z.infer<typeof figureCell>;

/** Months both included; at most 120. */
const range = { fromMonth: month, toMonth: month };

/** The zone log in figures, from the roll-up kept with every finished use. Topic: `figures`. */
export const figures = {
  zones: procedure
    .meta({ permission: 'figures.read' })
    .input(z.object({ ...range, zoneIds: z.array(id).max(60).optional() }))
    .output(
      z.object({
        cells: z.array(figureCell),
        /** Opening minutes per zone and month, up to today in the running month: hours as they are now, holidays and closures taken off. */
        open: z.array(z.object({ zoneId: id, month, minutes: z.number().int() })),
        totals: z.object({ ...sums, openMinutes: z.number().int() })
      })
    ),
  /** The finished uses behind a number, newest first. */
  rows: procedure
    .meta({ permission: 'figures.read' })
    .input(z.object({ ...range, ...pageInput, zoneId: id.optional(), purposeId: id.optional() }))
    .output(pageOf(reservationRow)),
  /** The log as .xlsx: a sheet by zone and month, a sheet by zone and purpose, a sheet of the uses. Recorded in the audit. */
  export: procedure
    .meta({ permission: 'figures.read' })
    .input(z.object({ ...range, zoneIds: z.array(id).max(60).optional(), language }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
    .errors(may('CANCELLED'))
};
