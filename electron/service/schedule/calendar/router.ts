import { MAX_CALENDAR_DAYS } from '../../../contract/schedule/calendar.ts';
import { DAY_MS, startOfDate } from '../../../contract/core/time.ts';
import { command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import { implementer } from '../../core/implementer.ts';
import { listDays } from './days.ts';
import { importYearTx, setDayTx } from './write.ts';

const os = implementer.calendar;

export const calendar = os.router({
  days: os.days.handler(({ context, input }) => {
    if (startOfDate(input.to) - startOfDate(input.from) > MAX_CALENDAR_DAYS * DAY_MS)
      throw new StationError('INVALID', { field: 'to', reason: 'too_long' });
    return listDays(context.station.db, input.from, input.to);
  }),
  setDay: os.setDay.handler(({ context, input }) => command(context, input, (cmd) => setDayTx(cmd, input))),
  importYear: os.importYear.handler(({ context, input }) => command(context, input, (cmd) => importYearTx(cmd, input.file)))
});
