import { caseFigures } from './case-figures.ts';
import { casePapers } from './case-papers.ts';
import { cases } from './cases.ts';
import { hearings } from './hearings.ts';
import { mediators } from './mediators.ts';

/** The procedures of mediation. */
export const mediationContract = {
  cases,
  hearings,
  mediators,
  casePapers,
  caseFigures
};
