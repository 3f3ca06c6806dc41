import { implementer } from '../implementer.ts';
import { exportAudit, listAudit } from './list.ts';
import { runJob } from '../jobs/run.ts';

const os = implementer.audit;

export const audit = os.router({
  list: os.list.handler(({ context, input }) => listAudit(context, input)),
  verify: os.verify.handler(({ context, signal }) => runJob(context.station, 'verifyAudit', {}, { signal })),
  export: os.export.handler(({ context, input }) => exportAudit(context, input))
});
