import { implementer } from '../../core/implementer.ts';
import { exportCaseFigures } from './export.ts';
import { caseFigureTable, organisationCounts } from './read.ts';

const os = implementer.caseFigures;

export const caseFigures = os.router({
  table: os.table.handler(({ context, input }) => caseFigureTable(context, input)),
  organisations: os.organisations.handler(({ context, input }) => organisationCounts(context, input)),
  export: os.export.handler(({ context, input }) => exportCaseFigures(context, input))
});
