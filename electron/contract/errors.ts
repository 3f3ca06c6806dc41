import { CORE_ERRORS, type ErrorCatalogue } from './core/errors.ts';
import { MEDIATION_ERRORS } from './mediation/errors.ts';
import { PEOPLE_ERRORS } from './people/errors.ts';
import { SCHEDULE_ERRORS } from './schedule/errors.ts';
import { TRAINING_ERRORS } from './training/errors.ts';
import { VOLUNTEERING_ERRORS } from './volunteering/errors.ts';

/** The errors of every area. A test fails when two areas declare the same code. */
export const ERROR_PARTS = [CORE_ERRORS, PEOPLE_ERRORS, SCHEDULE_ERRORS, TRAINING_ERRORS, VOLUNTEERING_ERRORS, MEDIATION_ERRORS] as const;

/** Every error a person can act on. It does not compile without the errors that an area declares. */
export const ERRORS: ErrorCatalogue = {
  ...CORE_ERRORS,
  ...PEOPLE_ERRORS,
  ...SCHEDULE_ERRORS,
  ...TRAINING_ERRORS,
  ...VOLUNTEERING_ERRORS,
  ...MEDIATION_ERRORS
};
