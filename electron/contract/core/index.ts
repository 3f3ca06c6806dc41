import { access } from './access.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { drafts } from './drafts.ts';
import { station } from './station.ts';
import { vault } from './vault.ts';

/** The procedures of core. */
export const coreContract = {
  station,
  access,
  audit,
  backup,
  drafts,
  vault
};
