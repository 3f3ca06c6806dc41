import { calendar } from './calendar/router.ts';
import { closures } from './closures/router.ts';
import type { Station } from '../core/context.ts';
import { reservationHolderKind } from './reservations/holder.ts';
import { reservationReference, reservationTimeline } from './reservations/people.ts';
import { reservations } from './reservations/router.ts';
import { reservationsDue } from './reservations/settle.ts';
import { reservationClock } from './reservations/take-back.ts';
import { reservationUses } from './reservations/uses.ts';
import { reservationZoneHolder } from './reservations/zone-holder.ts';
import { series } from './series/router.ts';
import { exportFiguresJob } from './zone-log/export.ts';
import { figures } from './zone-log/router.ts';
import { zones } from './zones/router.ts';
import { offeredZonesTx } from './zones/write.ts';

export const schedule = {
  router: { zones, calendar, reservations, closures, series, figures },
  jobs: { exportFigures: exportFiguresJob },
  due: { reservations: reservationsDue },
  clockOwners: { reservation: reservationClock },
  personReferences: { reservations: reservationReference },
  timeline: { reservations: reservationTimeline },
  holderKinds: { reservation: reservationHolderKind },
  zoneHolders: { reservation: reservationZoneHolder },
  useSources: { reservation: reservationUses },
  setUp: { zones: offeredZonesTx },
  demo: {
    schedule: {
      begun: async ({ db }: Station) => (await db.selectFrom('reservation').select('id').limit(1).executeTakeFirst()) !== undefined,
      // Only the demonstration loads its data.
      seed: async (station: Station) => (await import('./demo/schedule.ts')).seedSchedule(station)
    }
  }
};
