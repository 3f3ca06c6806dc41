import { coreContract } from './core/index.ts';
import { mediationContract } from './mediation/index.ts';
import { peopleContract } from './people/index.ts';
import { scheduleContract } from './schedule/index.ts';
import { trainingContract } from './training/index.ts';
import { volunteeringContract } from './volunteering/index.ts';

/** All procedures, area by area. */
export const contract = {
  ...coreContract,
  ...peopleContract,
  ...scheduleContract,
  ...trainingContract,
  ...volunteeringContract,
  ...mediationContract
};
export type Contract = typeof contract;
