import { ElMessage } from 'element-plus';
import { translate } from '@/ui/i18n/index.ts';
import { showError } from './errors.ts';

/** Asks where to and saves a file the service made; says where it went. */
export async function saveBlob(name: string, file: Blob): Promise<void> {
  try {
    const path = await window.stationShell.save(name, new Uint8Array(await file.arrayBuffer()));
    if (path) ElMessage({ type: 'success', message: translate('common.exported', { path }) });
  } catch (error) {
    showError(error);
  }
}
