import { ref } from 'vue';
import { useSession } from '@/app/access/session.ts';
import { showError } from '@/ui/components/errors.ts';
import { saveBlob } from '@/ui/components/save-file.ts';

interface MadeFile {
  name: string;
  file: Blob;
}

/** Asks the service for a file and saves it where the person chooses, unless they left meanwhile. */
export async function saveMade(make: () => Promise<MadeFile>): Promise<void> {
  const seated = useSession().holdSeat();
  try {
    const made = await make();
    if (!seated()) return;
    await saveBlob(made.name, made.file);
  } catch (failure) {
    showError(failure);
  }
}

export interface Sheet {
  title: string;
  html: string;
  landscape?: boolean;
}

/** A sheet that is laid out on demand and shown in PdfPreview: `<PdfPreview v-if="sheet" v-model="open" …>`. */
export function useSheet() {
  const sheet = ref<Sheet | null>(null);
  const open = ref(false);
  async function show(make: () => Promise<Sheet> | Sheet): Promise<void> {
    try {
      sheet.value = await make();
      open.value = true;
    } catch (failure) {
      showError(failure);
    }
  }
  return { sheet, open, show };
}
