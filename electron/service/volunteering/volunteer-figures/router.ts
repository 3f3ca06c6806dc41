import { implementer } from '../../core/implementer.ts';
import { exportVolunteerFigures } from './export.ts';
import { leaderboard } from './leaders.ts';
import { volunteerFigureTable } from './read.ts';
import { volunteerFigureRows } from './rows.ts';

const os = implementer.volunteerFigures;

export const volunteerFigures = os.router({
  table: os.table.handler(({ context, input }) => volunteerFigureTable(context.station.db, input)),
  rows: os.rows.handler(({ context, input }) => volunteerFigureRows(context.station.db, input)),
  leaderboard: os.leaderboard.handler(({ context, input }) => leaderboard(context.station.db, input)),
  export: os.export.handler(({ context, input }) => exportVolunteerFigures(context, input))
});
