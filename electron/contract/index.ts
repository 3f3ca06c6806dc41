import { access } from './access.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { calendar } from './calendar.ts';
import { closures } from './closures.ts';
import { drafts } from './drafts.ts';
import { figures } from './figures.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { reservations } from './reservations.ts';
import { series } from './series.ts';
import { station } from './station.ts';
import { zones } from './zones.ts';

/** The whole promise between service and window. */
export const contract = { station, access, audit, backup, drafts, organisations, people, zones, calendar, reservations, series, closures, figures };
export type Contract = typeof contract;
