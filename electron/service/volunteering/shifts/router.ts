import { implementer } from '../../core/implementer.ts';
import { cancelShift } from './cancel.ts';
import { previewShifts } from './preview.ts';
import { dueShifts, getShift, shiftCalendar, shiftsOfProject } from './read.ts';
import { addShifts, restoreShift, updateShift } from './write.ts';

const os = implementer.shifts;

export const shifts = os.router({
  ofProject: os.ofProject.handler(({ context, input }) => shiftsOfProject(context, input.projectId)),
  calendar: os.calendar.handler(({ context, input }) => shiftCalendar(context, input)),
  get: os.get.handler(({ context, input }) => getShift(context, input.id)),
  preview: os.preview.handler(({ context, input }) => previewShifts(context, input)),
  add: os.add.handler(({ context, input }) => addShifts(context, input)),
  update: os.update.handler(({ context, input }) => updateShift(context, input)),
  cancel: os.cancel.handler(({ context, input }) => cancelShift(context, input)),
  restore: os.restore.handler(({ context, input }) => restoreShift(context, input)),
  due: os.due.handler(({ context }) => dueShifts(context))
});
