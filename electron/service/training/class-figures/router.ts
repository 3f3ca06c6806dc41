import { implementer } from '../../core/implementer.ts';
import { exportClassFigures } from './export.ts';
import { classFigureTable } from './read.ts';
import { classFigureRows } from './rows.ts';

const os = implementer.classFigures;

export const classFigures = os.router({
  table: os.table.handler(({ context, input }) => classFigureTable(context.station.db, input)),
  rows: os.rows.handler(({ context, input }) => classFigureRows(context.station.db, input)),
  export: os.export.handler(({ context, input }) => exportClassFigures(context, input))
});
