import type { StationClient } from '@/app/station.ts';

/** The day's board. */
export const todayQuery = (client: StationClient) => ({ key: ['reservations', 'today'], query: () => client.reservations.today() });
