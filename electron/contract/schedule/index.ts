import { calendar } from './calendar.ts';
import { closures } from './closures.ts';
import { reservations } from './reservations.ts';
import { series } from './series.ts';
import { figures } from './zone-log.ts';
import { zones } from './zones.ts';

/** The procedures of schedule. */
export const scheduleContract = {
  zones,
  calendar,
  reservations,
  series,
  closures,
  figures
};
