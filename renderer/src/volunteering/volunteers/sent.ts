import type { api } from '@/app/station.ts';

type Registered = Parameters<typeof api.volunteers.register>[0];

/** All of the volunteer's own fields to send. */
export type SentVolunteer = Omit<Registered, 'person' | 'activate' | 'commandId' | 'guardianPhone'>;
export type SentNewVolunteer = Registered['person'];
