import { implementer } from '../../core/implementer.ts';
import { closeList, mark, reopenList, saveSheet, walkUp } from './mark.ts';
import { attendanceDoor, attendanceList, dueSessions, findAttending } from './read.ts';
import { scan } from './scan.ts';

const os = implementer.attendance;

export const attendance = os.router({
  due: os.due.handler(({ context }) => dueSessions(context)),
  list: os.list.handler(({ context, input }) => attendanceList(context, input.sessionId)),
  door: os.door.handler(({ context, input }) => attendanceDoor(context, input.sessionId)),
  find: os.find.handler(({ context, input }) => findAttending(context, input.sessionId, input.query)),
  scan: os.scan.handler(({ context, input }) => scan(context, input)),
  mark: os.mark.handler(({ context, input }) => mark(context, input)),
  saveSheet: os.saveSheet.handler(({ context, input }) => saveSheet(context, input)),
  walkUp: os.walkUp.handler(({ context, input }) => walkUp(context, input)),
  close: os.close.handler(({ context, input }) => closeList(context, input)),
  reopen: os.reopen.handler(({ context, input }) => reopenList(context, input))
});
