import { demandMonths } from '../../core/figures/months.ts';
import { implementer } from '../../core/implementer.ts';
import { exportFigures } from './export.ts';
import { readFiguresBeside } from './read.ts';
import { pageOfUses } from './uses.ts';

const os = implementer.figures;

export const figures = os.router({
  zones: os.zones.handler(({ context, input }) => readFiguresBeside(context.station.db, input, context.station.clock.now())),
  rows: os.rows.handler(async ({ context, input }) => {
    demandMonths(input);
    const { zoneId, ...rest } = input;
    return pageOfUses(context.station.db, { ...rest, ...(zoneId === undefined ? {} : { zoneIds: [zoneId] }) });
  }),
  export: os.export.handler(({ context, input, signal }) => exportFigures(context, input, signal))
});
