import { access } from './access.ts';
import { audit } from './audit.ts';
import { station } from './station.ts';

/** The whole promise between service and window. */
export const contract = { station, access, audit };
export type Contract = typeof contract;
