import { ElMessage } from 'element-plus';
import { translate } from '@/ui/i18n/index.ts';
import { showError } from './errors.ts';

/** Asks for a place, saves a file of the service, and confirms the path. */
export async function saveBlob(name: string, file: Blob): Promise<void> {
  try {
    const path = await window.stationShell.save(name, new Uint8Array(await file.arrayBuffer()));
    if (path) ElMessage({ type: 'success', message: translate('common.exported', { path }) });
  } catch (error) {
    showError(error);
  }
}
