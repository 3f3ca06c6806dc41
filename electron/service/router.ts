import { areas } from './areas.ts';
import { implementer } from './core/implementer.ts';

/** Every area's handlers; a missing or extra one does not compile. */
export const router = implementer.router({
  ...areas.core.router,
  ...areas.people.router,
  ...areas.schedule.router,
  ...areas.training.router,
  ...areas.volunteering.router,
  ...areas.mediation.router
});
