import { sealOf } from '../../core/vault/seal.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found } from '../../core/errors.ts';

/**
 * The numbers of somebody of the station, for their form as a party. That a mediator read some is audited, whose they are is
 * not: beside the registration of a case it would tell whoever reads the audit who is in a dispute. The case itself, which is
 * sealed, holds what was taken over.
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
