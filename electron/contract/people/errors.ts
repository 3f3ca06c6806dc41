import { z } from 'zod';
import { CORE_ERRORS, mayOf } from '../core/errors.ts';

/** The errors of people and organisations that a person can act on. */
export const PEOPLE_ERRORS = {
  DUPLICATE_DOCUMENT: z.object({ personId: z.number().int(), name: z.string() }),
  DUPLICATE_PERSON: z.object({ personId: z.number().int(), name: z.string() }),
  IMPORT_HAS_PROBLEMS: z.object({ count: z.number().int() })
} as const;
type PeopleErrors = typeof PEOPLE_ERRORS;

declare module '../core/errors.ts' {
  interface ErrorCatalogue extends PeopleErrors {}
}

export const may = mayOf({ ...CORE_ERRORS, ...PEOPLE_ERRORS });
