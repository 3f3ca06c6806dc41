import { callsSchema } from './calls/schema.ts';
import { noShowsSchema } from './no-shows/schema.ts';
import { organisationsSchema } from './organisations/schema.ts';
import { peopleSchema as ownSchema } from './people/schema.ts';

/** The tables of the area and their guards, leaf by leaf. */
export const peopleSchema: readonly string[] = [...organisationsSchema, ...ownSchema, ...callsSchema, ...noShowsSchema];
