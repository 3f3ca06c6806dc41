import { draftVault } from '../../../contract/core/drafts.ts';
import { StationError } from '../errors.ts';
import { implementer, type PortContext } from '../implementer.ts';
import { discardSealedDraft, getSealedDraft, saveSealedDraft } from './sealed.ts';

const os = implementer.drafts;
const MAX_BODY = 256 * 1024;

function ownerOf(context: PortContext): number {
  if (!context.session.operator) throw new StationError('NOT_SIGNED_IN', {});
  return context.session.operator.id;
}

// Drafts are saved every second or two while somebody types, so a save is a single statement and is not audited.
export const drafts = os.router({
  get: os.get.handler(async ({ context, input }) => {
    const vault = draftVault(input.key);
    if (vault) return getSealedDraft(context, vault, ownerOf(context), input.key);
    const row = await context.station.db
      .selectFrom('draft')
      .selectAll()
      .where('account_id', '=', ownerOf(context))
      .where('key', '=', input.key)
      .executeTakeFirst();
    return row ? { body: JSON.parse(row.body) as unknown, savedAt: row.saved_at } : null;
  }),
  save: os.save.handler(async ({ context, input }) => {
    const body = JSON.stringify(input.body);
    if (body.length > MAX_BODY) throw new StationError('INVALID', { field: 'body', reason: 'too_long' });
    const vault = draftVault(input.key);
    if (vault) {
      await saveSealedDraft(context, vault, ownerOf(context), input.key, input.body);
      return {};
    }
    const values = { body, saved_at: context.station.clock.now() };
    await context.station.db
      .insertInto('draft')
      .values({ account_id: ownerOf(context), key: input.key, ...values })
      .onConflict((conflict) => conflict.columns(['account_id', 'key']).doUpdateSet(values))
      .execute();
    return {};
  }),
  discard: os.discard.handler(async ({ context, input }) => {
    if (draftVault(input.key)) await discardSealedDraft(context, ownerOf(context), input.key);
    else await context.station.db.deleteFrom('draft').where('account_id', '=', ownerOf(context)).where('key', '=', input.key).execute();
    return {};
  })
});
