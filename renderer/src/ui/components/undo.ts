import { ElButton, ElMessage, ElMessageBox } from 'element-plus';
import { h } from 'vue';
import { translate } from '@/ui/i18n/index.ts';
import { showError } from './errors.ts';

const UNDO_MS = 10_000;

/** Confirms a reversible action and offers to undo it for ten seconds. Ctrl+Z does the same. */
export function offerUndo(message: string, undo: () => Promise<unknown>): void {
  let used = false;
  const run = async () => {
    if (used) return;
    used = true;
    latest = null;
    note.close();
    try {
      await undo();
      ElMessage({ type: 'success', message: translate('common.undone') });
    } catch (error) {
      showError(error);
    }
  };
  const note = ElMessage({
    type: 'success',
    duration: UNDO_MS,
    showClose: true,
    message: h('span', { class: 'undo-note' }, [
      message,
      h(ElButton, { link: true, type: 'primary', onClick: () => void run() }, () => translate('common.undo'))
    ]),
    onClose: () => {
      if (latest === run) latest = null;
    }
  });
  latest = run;
}

/** Removes messages and questions for the operator before, which the next one must not read. */
export function closeNotes(): void {
  ElMessage.closeAll();
  ElMessageBox.close();
}

let latest: (() => Promise<void>) | null = null;

/** Undoes the newest action that can be undone; false if there is none. */
export function undoLatest(): boolean {
  if (!latest) return false;
  void latest();
  return true;
}
