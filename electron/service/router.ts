import { access } from './access/router.ts';
import { audit } from './audit/router.ts';
import { backup } from './backup/router.ts';
import { drafts } from './drafts/router.ts';
import { calendar } from './calendar/router.ts';
import { closures } from './closures/router.ts';
import { figures } from './figures/router.ts';
import { implementer } from './implementer.ts';
import { reservations } from './reservations/router.ts';
import { organisations } from './organisations/router.ts';
import { people } from './people/router.ts';
import { series } from './series/router.ts';
import { station } from './station/router.ts';
import { zones } from './zones/router.ts';

/** Every area's handlers; a missing or extra one does not compile. */
export const router = implementer.router({ station, access, audit, backup, drafts, organisations, people, zones, calendar, reservations, closures, series, figures });
