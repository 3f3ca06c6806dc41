import { ElMessage } from 'element-plus';
import type { ReservationStep } from '@contract/schedule/reservation.ts';
import { offerUndo } from '@/ui/components/undo.ts';
import { translate } from '@/ui/i18n/index.ts';
import { api, newCommandId } from '@/app/station.ts';

interface Subject {
  id: number;
  version: number;
}
export interface StepWords {
  reason?: string;
  headcount?: number;
}

/** Takes a step. @returns the reservation's new version and state */
export function takeStep(step: ReservationStep, { id, version }: Subject, words: StepWords = {}) {
  const commandId = newCommandId();
  const said = { commandId, id, version, reason: words.reason ?? '' };
  switch (step) {
    case 'approve':
      return api.reservations.approve(said);
    case 'decline':
      return api.reservations.decline(said);
    case 'withdraw_approval':
      return api.reservations.withdrawApproval(said);
    case 'cancel':
      return api.reservations.cancel(said);
    case 'check_in':
      return api.reservations.checkIn({ commandId, id, version, headcount: words.headcount ?? 0 });
    case 'undo_check_in':
      return api.reservations.undoCheckIn(said);
    case 'finish':
      return api.reservations.finish({ commandId, id, version, ...(words.headcount === undefined ? {} : { headcount: words.headcount }) });
    case 'undo_finish':
      return api.reservations.undoFinish(said);
    case 'mark_no_show':
      return api.reservations.markNoShow(said);
    case 'reopen':
      return api.reservations.reopen(said);
  }
}

/** Steps whose opposite needs no reason right afterwards, so they are taken at once and can be undone. */
const OPPOSITE: Partial<Record<ReservationStep, ReservationStep>> = { check_in: 'undo_check_in', finish: 'undo_finish' };

/** Takes a step and confirms it; if it can be undone without a reason, offers that for ten seconds. */
export async function takeStepAndTell(step: ReservationStep, subject: Subject & { title: string }, words: StepWords = {}) {
  const done = await takeStep(step, subject, words);
  const opposite = OPPOSITE[step];
  const message = translate(`schedule.done.${step}`, { title: subject.title, n: words.headcount ?? 0 });
  if (opposite) offerUndo(message, () => takeStep(opposite, { id: subject.id, version: done.version }));
  else ElMessage({ type: 'success', message });
  return { ...done, message, undoable: opposite !== undefined };
}
