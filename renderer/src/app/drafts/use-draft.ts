import { nextTick, onBeforeUnmount, watch, type Ref } from 'vue';
import type { DraftKey } from '@contract/core/drafts.ts';
import { api } from '@/app/station.ts';

const SAVE_AFTER_MS = 1_000;

/**
 * Saves a form in the database a second after the last key, so that closing it by mistake, a crash or a power cut loses at most that
 * second. There is one draft per operator and key.
 * @param key such as `reservation:new` or `person:42`
 * @param active whether the form is open and was touched
 */
export function useDraft<F extends object>(key: () => DraftKey, form: Ref<F>, active: () => boolean) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending = false;
  // How often it was thrown away: a save that fails afterwards is not tried again.
  let discarded = 0;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (!pending) return;
    pending = false;
    const before = discarded;
    // A draft that cannot be saved must not disturb the typing; the next key tries again.
    await api.drafts.save({ key: key(), body: JSON.parse(JSON.stringify(form.value)) as Record<string, unknown> }).catch(() => {
      if (discarded === before) pending = true;
    });
  }

  watch(
    form,
    () => {
      if (!active()) return;
      pending = true;
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
    },
    { deep: true }
  );
  onBeforeUnmount(() => void flush());

  /** The saved draft, or null. */
  async function restore(): Promise<Partial<F> | null> {
    const kept = await api.drafts.get({ key: key() }).catch(() => null);
    return kept ? (kept.body as Partial<F>) : null;
  }

  /** Removes the draft, after saving the form or when the person discards it. */
  async function discard(): Promise<void> {
    discarded += 1;
    // What was typed in this very moment is not yet noticed: it is thrown away with the rest.
    await nextTick();
    clearTimeout(timer);
    pending = false;
    await api.drafts.discard({ key: key() }).catch(() => {});
  }

  return { restore, discard, flush };
}
