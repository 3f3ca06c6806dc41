import { implementer } from '../../core/implementer.ts';
import { issue, reprint, revoke, setResults } from './issue.ts';
import { classResults } from './qualify.ts';
import { exportCertificates, getCertificate, listCertificates, verifyCode } from './read.ts';

const os = implementer.certificates;

export const certificates = os.router({
  candidates: os.candidates.handler(async ({ context, input }) => {
    const { rule, finished, rows } = await classResults(context.station.db, input.classId, context.station.clock.now());
    return { rule, finished, rows };
  }),
  setResults: os.setResults.handler(({ context, input }) => setResults(context, input)),
  issue: os.issue.handler(({ context, input }) => issue(context, input)),
  get: os.get.handler(({ context, input }) => getCertificate(context, input.id)),
  list: os.list.handler(({ context, input }) => listCertificates(context, input)),
  verify: os.verify.handler(({ context, input }) => verifyCode(context, input.code)),
  reprint: os.reprint.handler(({ context, input }) => reprint(context, input)),
  revoke: os.revoke.handler(({ context, input }) => revoke(context, input)),
  export: os.export.handler(({ context, input }) => exportCertificates(context, input))
});
