import { implementer } from '../../core/implementer.ts';
import { exportFigures } from './export.ts';
import { demandMonths, readFiguresBeside } from './read.ts';
import { pageOfUses, settleUses } from './uses.ts';

const os = implementer.figures;

export const figures = os.router({
  zones: os.zones.handler(async ({ context, input }) => {
    await settleUses(context.station);
    return readFiguresBeside(context.station.db, input, context.station.clock.now());
  }),
  rows: os.rows.handler(async ({ context, input }) => {
    demandMonths(input);
    await settleUses(context.station);
    const { zoneId, ...rest } = input;
    return pageOfUses(context.station.db, { ...rest, ...(zoneId === undefined ? {} : { zoneIds: [zoneId] }) });
  }),
  export: os.export.handler(({ context, input, signal }) => exportFigures(context, input, signal))
});
