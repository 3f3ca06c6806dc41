import type { ReservationRef, ReservationState } from '../../../contract/schedule/reservation.ts';

export const REF_COLUMNS = ['reservation.id', 'number', 'zone_id', 'purpose_id', 'title', 'from_at', 'to_at', 'state'] as const;

export function toRef(row: {
  id: number;
  number: string;
  zone_id: number;
  purpose_id: number;
  title: string;
  from_at: number;
  to_at: number;
  state: ReservationState;
}): ReservationRef {
  return {
    kind: 'reservation',
    id: row.id,
    number: row.number,
    zoneId: row.zone_id,
    purposeId: row.purpose_id,
    title: row.title,
    from: row.from_at,
    to: row.to_at,
    state: row.state
  };
}
