import { implementer } from '../../core/implementer.ts';
import { serviceCertificateData, serviceCertificateDocx } from './document.ts';
import { declineCertificate, issueCertificate, reprintCertificate, requestCertificate, revokeCertificate } from './issue.ts';
import {
  exportServiceCertificates,
  getServiceCertificate,
  listServiceCertificates,
  previewCertificate,
  verifyServiceCode
} from './read.ts';

const os = implementer.serviceCertificates;

export const serviceCertificates = os.router({
  preview: os.preview.handler(({ context, input }) => previewCertificate(context, input)),
  request: os.request.handler(({ context, input }) => requestCertificate(context, input)),
  issue: os.issue.handler(({ context, input }) => issueCertificate(context, input)),
  decline: os.decline.handler(({ context, input }) => declineCertificate(context, input)),
  get: os.get.handler(({ context, input }) => getServiceCertificate(context.station.db, input.id)),
  list: os.list.handler(({ context, input }) => listServiceCertificates(context.station.db, input)),
  verify: os.verify.handler(({ context, input }) => verifyServiceCode(context.station.db, input.code)),
  reprint: os.reprint.handler(({ context, input }) => reprintCertificate(context, input)),
  revoke: os.revoke.handler(({ context, input }) => revokeCertificate(context, input)),
  document: os.document.handler(({ context, input }) => serviceCertificateData(context.station.db, input.id)),
  docx: os.docx.handler(({ context, input }) => serviceCertificateDocx(context, input.id)),
  export: os.export.handler(({ context, input, signal }) => exportServiceCertificates(context, input, signal))
});
