import { settleClasses } from '../classes/settle.ts';
import { implementer } from '../../core/implementer.ts';
import { exportClassFigures } from './export.ts';
import { classFigureTable } from './read.ts';
import { classFigureRows } from './rows.ts';

const os = implementer.classFigures;

export const classFigures = os.router({
  table: os.table.handler(async ({ context, input }) => {
    await settleClasses(context.station);
    return classFigureTable(context.station.db, input);
  }),
  rows: os.rows.handler(({ context, input }) => classFigureRows(context.station.db, input)),
  export: os.export.handler(async ({ context, input }) => {
    await settleClasses(context.station);
    return exportClassFigures(context, input);
  })
});
