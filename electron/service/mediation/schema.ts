import { casesSchema } from './cases/schema.ts';
import { mediatorsSchema } from './mediators/schema.ts';

/** The tables of the area and their guards, leaf by leaf. */
export const mediationSchema: readonly string[] = [...mediatorsSchema, ...casesSchema];
