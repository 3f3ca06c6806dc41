import { allocationSchema } from './allocation/schema.ts';
import { calendarSchema } from './calendar/schema.ts';
import { closuresSchema } from './closures/schema.ts';
import { reservationsSchema } from './reservations/schema.ts';
import { seriesSchema } from './series/schema.ts';
import { zoneLogSchema } from './zone-log/schema.ts';
import { zonesSchema } from './zones/schema.ts';

/** The tables of the area and their guards, leaf by leaf. */
export const scheduleSchema: readonly string[] = [
  ...zonesSchema,
  ...calendarSchema,
  ...closuresSchema,
  ...allocationSchema,
  ...seriesSchema,
  ...reservationsSchema,
  ...zoneLogSchema
];
