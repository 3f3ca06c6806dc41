import { caseFigures } from './case-figures/router.ts';
import { casePapers } from './case-papers/router.ts';
import { cases } from './cases/router.ts';
import type { Station } from '../core/context.ts';
import { hearingZoneHolder } from './hearings/closures.ts';
import { hearingHolderKind } from './hearings/holder.ts';
import { hearings } from './hearings/router.ts';
import { mediatorReference } from './mediators/people.ts';
import { mediators } from './mediators/router.ts';

export const mediation = {
  router: { cases, hearings, mediators, casePapers, caseFigures },
  personReferences: { mediators: mediatorReference },
  holderKinds: { hearing: hearingHolderKind },
  zoneHolders: { hearing: hearingZoneHolder },
  // Only the demonstration loads its data.
  demo: { mediation: { sealed: true as const, seed: async (station: Station) => (await import('./demo/cases.ts')).seedCases(station) } }
};
