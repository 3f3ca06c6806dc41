import { implementer } from '../../core/implementer.ts';
import { clockIn, clockOut, scan, undoClock, walkUp } from './clock.ts';
import { approve, correct, reject, remark } from './decide.ts';
import { deskOfShift } from './desk.ts';
import { exportService } from './export.ts';
import { approvers, countPending, getRecord, hoursSummary, listRecords, paperSheet, runningRecords } from './read.ts';
import { checkSheet, enterSheet } from './sheet.ts';
import { closeShift, reopenShift, setOutcome, wholeShift } from './whole.ts';

const os = implementer.serviceHours;

export const serviceHours = os.router({
  ofShift: os.ofShift.handler(({ context, input }) => deskOfShift(context, input.shiftId)),
  running: os.running.handler(({ context }) => runningRecords(context)),
  scan: os.scan.handler(({ context, input }) => scan(context, input)),
  clockIn: os.clockIn.handler(({ context, input }) => clockIn(context, input)),
  clockOut: os.clockOut.handler(({ context, input }) => clockOut(context, input)),
  undoClock: os.undoClock.handler(({ context, input }) => undoClock(context, input)),
  walkUp: os.walkUp.handler(({ context, input }) => walkUp(context, input)),
  wholeShift: os.wholeShift.handler(({ context, input }) => wholeShift(context, input)),
  setOutcome: os.setOutcome.handler(({ context, input }) => setOutcome(context, input)),
  close: os.close.handler(({ context, input }) => closeShift(context, input)),
  reopen: os.reopen.handler(({ context, input }) => reopenShift(context, input)),
  checkSheet: os.checkSheet.handler(({ context, input }) => checkSheet(context, input)),
  enterSheet: os.enterSheet.handler(({ context, input }) => enterSheet(context, input)),
  list: os.list.handler(({ context, input }) => listRecords(context, input)),
  get: os.get.handler(({ context, input }) => getRecord(context, input.id)),
  summary: os.summary.handler(({ context, input }) => hoursSummary(context, input)),
  count: os.count.handler(({ context }) => countPending(context)),
  approvers: os.approvers.handler(({ context }) => approvers(context.station.db)),
  approve: os.approve.handler(({ context, input }) => approve(context, input)),
  reject: os.reject.handler(({ context, input }) => reject(context, input)),
  correct: os.correct.handler(({ context, input }) => correct(context, input)),
  remark: os.remark.handler(({ context, input }) => remark(context, input)),
  export: os.export.handler(({ context, input, signal }) => exportService(context, input, signal)),
  paperSheet: os.paperSheet.handler(({ context, input }) => paperSheet(context, input))
});
