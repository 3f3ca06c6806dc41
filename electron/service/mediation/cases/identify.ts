import { sealOf } from '../../core/vault/seal.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found } from '../../core/errors.ts';

/**
 * ID number and mobile of a person on record, for the form of a party. The audit records that a mediator read numbers, but not whose,
 * because together with the registration of a case that would reveal who is in a dispute. The sealed case holds the copied numbers.
 * @throws StationError NOT_FOUND, VAULT_LOCKED, VAULT_NOT_ADMITTED
 */
export async function identifyParty(context: Context, personId: number): Promise<{ idNumber: string; phone: string }> {
  sealOf(context, 'mediation');
  return unnumberedCommand(context, async (cmd) => {
    const row = found(
      await cmd.tx.selectFrom('person').select(['document_number', 'mobile']).where('id', '=', personId).executeTakeFirst(),
      'person',
      personId
    );
    cmd.audit({ entity: 'case', entityId: '', after: { fields: ['document', 'mobile'] } });
    return { idNumber: row.document_number, phone: row.mobile ?? '' };
  });
}
