import { access } from './access/router.ts';
import { audit } from './audit/router.ts';
import { backup } from './backup/router.ts';
import { drafts } from './drafts/router.ts';
import { implementer } from './implementer.ts';
import { station } from './station/router.ts';

/** Every area's handlers; a missing or extra one does not compile. */
export const router = implementer.router({ station, access, audit, backup, drafts });
