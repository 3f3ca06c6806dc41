import { ref } from 'vue';
import type { HoursProblem } from '@contract/volunteering/service-hour-rules.ts';
import type { RecordRow } from '@contract/volunteering/service-hours.ts';
import { errorCode, errorData } from '@/ui/components/call-errors.ts';
import { api } from '@/app/station.ts';

/** The record that somebody forgot to clock out of, asked for in a dialog. */
export interface LateOut {
  record: RecordRow;
  plannedTo: number | null;
}

/**
 * A clocking that is refused because somebody was never clocked out, here or at another shift, leads to the dialog that does it.
 * @returns `late` for the dialog, and `ask`: answers whether a failure was of that kind
 */
export function useLateOut() {
  const late = ref<LateOut | null>(null);

  async function ask(failure: unknown, running: { record: RecordRow; plannedTo: number | null } | null): Promise<boolean> {
    if (errorCode(failure) !== 'HOURS_REFUSED') return false;
    const problem = (errorData(failure)['rows'] as { problem: HoursProblem }[] | undefined)?.[0]?.problem;
    if (problem?.reason === 'still_running') {
      const { chain } = await api.serviceHours.get({ id: problem.recordId });
      const record = chain.find((one) => one.id === problem.recordId);
      if (record) late.value = { record, plannedTo: null };
      return record !== undefined;
    }
    if (running === null || (problem?.reason !== 'beyond_plan' && problem?.reason !== 'too_long')) return false;
    late.value = running;
    return true;
  }
  return { late, ask };
}
