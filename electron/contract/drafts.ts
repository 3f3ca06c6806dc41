import { z } from 'zod';
import { instant, procedure } from './base.ts';

/** `reservation:new`, `person:42`: which form of this operator. */
const key = z.string().regex(/^[a-z_]+:[\w-]{1,40}$/);

/** Forms kept while they are filled in, one per operator and form. Drafts are nobody else's and are not audited. */
export const drafts = {
  get: procedure
    .meta({ permission: 'signed_in' })
    .input(z.object({ key }))
    .output(z.object({ body: z.unknown(), savedAt: instant }).nullable()),
  save: procedure
    .meta({ permission: 'signed_in' })
    .input(z.object({ key, body: z.record(z.string(), z.unknown()) }))
    .output(z.object({})),
  discard: procedure.meta({ permission: 'signed_in' }).input(z.object({ key })).output(z.object({}))
};
