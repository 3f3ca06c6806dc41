import type { api } from '@/app/station.ts';

type Registered = Parameters<typeof api.volunteers.register>[0];

/** The volunteer's own fields, all of them, as they are sent. */
export type SentVolunteer = Omit<Registered, 'person' | 'activate' | 'commandId' | 'guardianPhone'>;
export type SentNewVolunteer = Registered['person'];
