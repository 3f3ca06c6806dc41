import { implementer } from '../../core/implementer.ts';
import { addAttachment, getAttachment, removeAttachment } from './attachments.ts';
import { moveReservation, updateReservation } from './change.ts';
import { createReservation, walkIn } from './create.ts';
import { getReservation, revealPhone } from './get.ts';
import { zoneCalendar } from './ics.ts';
import { readHistory } from './history.ts';
import { listReservations } from './list.ts';
import { readOptions } from './options.ts';
import { probeReservation } from './probe.ts';
import { readRange } from './range.ts';
import { takeStep } from './steps.ts';
import { readApprovals, readToday } from './today.ts';

const os = implementer.reservations;

export const reservations = os.router({
  probe: os.probe.handler(({ context, input }) => probeReservation(context, input)),
  options: os.options.handler(({ context, input }) => readOptions(context, input)),
  history: os.history.handler(({ context, input }) => readHistory(context, input.id)),
  create: os.create.handler(({ context, input }) => createReservation(context, input)),
  walkIn: os.walkIn.handler(({ context, input }) => walkIn(context, input)),
  update: os.update.handler(({ context, input }) => updateReservation(context, input)),
  move: os.move.handler(({ context, input }) => moveReservation(context, input)),
  approve: os.approve.handler(({ context, input }) => takeStep(context, 'approve', input)),
  decline: os.decline.handler(({ context, input }) => takeStep(context, 'decline', input)),
  withdrawApproval: os.withdrawApproval.handler(({ context, input }) => takeStep(context, 'withdraw_approval', input)),
  cancel: os.cancel.handler(({ context, input }) => takeStep(context, 'cancel', input)),
  checkIn: os.checkIn.handler(({ context, input }) => takeStep(context, 'check_in', input)),
  undoCheckIn: os.undoCheckIn.handler(({ context, input }) => takeStep(context, 'undo_check_in', input)),
  finish: os.finish.handler(({ context, input }) => takeStep(context, 'finish', input)),
  undoFinish: os.undoFinish.handler(({ context, input }) => takeStep(context, 'undo_finish', input)),
  markNoShow: os.markNoShow.handler(({ context, input }) => takeStep(context, 'mark_no_show', input)),
  reopen: os.reopen.handler(({ context, input }) => takeStep(context, 'reopen', input)),
  get: os.get.handler(({ context, input }) => getReservation(context, input.id)),
  revealPhone: os.revealPhone.handler(({ context, input }) => revealPhone(context, input.id)),
  list: os.list.handler(({ context, input }) => listReservations(context, input)),
  range: os.range.handler(({ context, input }) => readRange(context, input)),
  approvals: os.approvals.handler(({ context }) => readApprovals(context)),
  today: os.today.handler(({ context }) => readToday(context)),
  ics: os.ics.handler(({ context, input }) => zoneCalendar(context, input)),
  attachments: {
    get: os.attachments.get.handler(({ context, input }) => getAttachment(context, input.id)),
    add: os.attachments.add.handler(({ context, input }) => addAttachment(context, input)),
    remove: os.attachments.remove.handler(({ context, input }) => removeAttachment(context, input))
  }
});
