import { implementer } from '../../core/implementer.ts';
import { award, exportAwards, listAwards, revokeAward } from './awards.ts';
import { readLadder, setLadder } from './ladder.ts';
import { listStandings } from './standings.ts';

const os = implementer.recognition;

export const recognition = os.router({
  ladder: os.ladder.handler(({ context }) => readLadder(context.station.db)),
  setLadder: os.setLadder.handler(({ context, input }) => setLadder(context, input)),
  standings: os.standings.handler(({ context, input }) => listStandings(context, input)),
  award: os.award.handler(({ context, input }) => award(context, input)),
  revoke: os.revoke.handler(({ context, input }) => revokeAward(context, input)),
  awards: os.awards.handler(({ context, input }) => listAwards(context, input)),
  export: os.export.handler(({ context, input, signal }) => exportAwards(context, input, signal))
});
