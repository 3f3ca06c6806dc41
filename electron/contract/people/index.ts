import { calls } from './calls.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';

/** The procedures of people. */
export const peopleContract = {
  organisations,
  people,
  calls
};
