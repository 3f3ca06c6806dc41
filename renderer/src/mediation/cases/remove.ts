import { ElMessageBox } from 'element-plus';
import { translate } from '@/ui/i18n/index.ts';

/** Asks for the reason to remove something from a case, and names it. @returns null: not removed */
export async function askReason(what: string): Promise<string | null> {
  const answer = await ElMessageBox.prompt(translate('cases.remove.sure', { what }), translate('cases.remove.title'), {
    confirmButtonText: translate('cases.remove.title'),
    confirmButtonClass: 'el-button--danger',
    cancelButtonText: translate('common.cancel'),
    inputPlaceholder: translate('common.reason'),
    inputValidator: (text) => (text ?? '').trim() !== '' || translate('common.reasonNeeded')
  }).catch(() => null);
  const value = answer === null || typeof answer === 'string' ? '' : (answer as { value?: string }).value;
  return value?.trim() ? value.trim().slice(0, 300) : null;
}
