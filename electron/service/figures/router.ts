import { addDays } from '../../contract/time.ts';
import { implementer } from '../implementer.ts';
import { listReservations } from '../reservations/list.ts';
import { exportFigures } from './export.ts';
import { addMonths, demandMonths, readFigures } from './read.ts';

const os = implementer.figures;

export const figures = os.router({
  zones: os.zones.handler(({ context, input }) => readFigures(context.station.db, input, context.station.clock.now())),
  rows: os.rows.handler(({ context, input }) => {
    demandMonths(input);
    return listReservations(context, {
      after: input.after,
      limit: input.limit,
      ascending: false,
      states: ['finished'],
      fromDate: `${input.fromMonth}-01`,
      toDate: addDays(`${addMonths(input.toMonth, 1)}-01`, -1),
      ...(input.zoneId === undefined ? {} : { zoneIds: [input.zoneId] }),
      ...(input.purposeId === undefined ? {} : { purposeIds: [input.purposeId] })
    });
  }),
  export: os.export.handler(({ context, input, signal }) => exportFigures(context, input, signal))
});
