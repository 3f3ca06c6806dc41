import { ref } from 'vue';
import type { ProbeResult } from '@contract/schedule/reservations.ts';
import { showError } from '@/ui/components/errors.ts';
import { offerUndo } from '@/ui/components/undo.ts';
import { momentSpan } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import { api, newCommandId } from '@/app/station.ts';
import type { Booking } from './timeline.ts';
import type { Drop } from './use-drag.ts';

interface Place {
  zoneId: number;
  from: number;
  to: number;
}
/** A refused drop: what is in the way, and what would work. */
export interface Refused extends Place {
  booking: Booking;
  probe: ProbeResult;
}

/**
 * Handles a drop on the calendar. A new booking opens the form. A moved one is checked by the service first; if it clashes, it goes
 * back with the reason.
 * @param create opens the form at a place
 */
export function useDrop(create: (place: Place) => void, titleOf: (booking: Booking) => string) {
  const refused = ref<Refused | null>(null);

  async function move(booking: Booking, place: Place): Promise<void> {
    refused.value = null;
    try {
      const full = await api.reservations.get({ id: booking.id });
      const probe = await api.reservations.probe({
        ...place,
        // Equipment fixed in the old zone cannot come along.
        equipment: full.equipment
          .filter((item) => !item.fixed || place.zoneId === full.zone.id)
          .map(({ equipmentId, quantity }) => ({ equipmentId, quantity })),
        staffId: full.staff?.id ?? null,
        expectedHeadcount: full.expectedHeadcount,
        reservationId: booking.id,
        proposals: true
      });
      if (probe.clashes.length > 0) {
        refused.value = { ...place, booking, probe };
        return;
      }
      const moved = await api.reservations.move({ commandId: newCommandId(), id: booking.id, version: full.version, ...place });
      const key = moved.state === 'requested' && full.state === 'approved' ? 'schedule.movedAsks' : 'schedule.moved';
      offerUndo(translate(key, { title: titleOf(booking), time: momentSpan(place.from, place.to) }), () =>
        api.reservations.move({
          commandId: newCommandId(),
          id: booking.id,
          version: moved.version,
          zoneId: full.zone.id,
          from: full.from,
          to: full.to
        })
      );
    } catch (error) {
      showError(error);
    }
  }

  async function drop(made: Drop): Promise<void> {
    const place = { zoneId: made.zoneId, from: made.from, to: made.to };
    if (made.booking) await move(made.booking, place);
    else create(place);
  }

  /** Takes one of the proposals of a refusal. */
  function retry(change: Partial<Place>): void {
    const last = refused.value;
    if (last) void move(last.booking, { zoneId: last.zoneId, from: last.from, to: last.to, ...change });
  }
  const dismiss = () => (refused.value = null);
  return { drop, refused, retry, dismiss };
}
