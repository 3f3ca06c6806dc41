import './messages.ts';
import { useQuery } from '@pinia/colada';
import type { VaultName } from '@contract/core/vault.ts';
import { timestamp } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import { api } from '@/app/station.ts';
import { explainCode } from '@/ui/components/errors.ts';

/** The state of a vault for the operator; read again when anybody's access changes. */
export function useVault(vault: () => VaultName) {
  return useQuery({ key: () => ['vault', vault()], query: () => api.vault.state({ vault: vault() }) });
}

/** Registers sentences for wrong recovery codes, which name group and sheet. */
export function registerVaultSentences(): void {
  explainCode('RECOVERY_CODE_TYPO', ({ reason, group, missing }) => {
    if (reason === 'length')
      return translate(Number(missing) > 0 ? 'vault.code.short' : 'vault.code.long', { n: Math.abs(Number(missing)) });
    return translate(reason === 'character' ? 'vault.code.character' : 'vault.code.check', { group });
  });
  explainCode('RECOVERY_CODE_WRONG', ({ sheet, madeAt }) => translate('vault.code.wrong', { sheet, at: timestamp(Number(madeAt)) }));
}
