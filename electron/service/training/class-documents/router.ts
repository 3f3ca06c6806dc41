import { implementer } from '../../core/implementer.ts';
import { badgeQr, bookingQr, certificateData, doorSignData, rosterData, signInSheetData, timetableData } from './data.ts';
import { certificateDocx, doorSignDocx, rosterDocx, signInSheetDocx, timetableDocx } from './docx.ts';
import { classSheet, rosterSheet, sessionCalendar } from './sheets.ts';
import { listTemplates, putTemplate, readTemplate, resetTemplate } from '../../core/templates/store.ts';
import { documentSet } from '../../core/templates/documents.ts';
import type { DocumentName } from '../../../contract/training/class-documents.ts';
import type { TemplateSet } from '../../core/templates/store.ts';

const os = implementer.classDocuments;

/** The templates of all documents. Areas register them under the names of the contract. */
const templates = () => documentSet() as TemplateSet<DocumentName>;

export const classDocuments = os.router({
  signInSheet: os.signInSheet.handler(({ context, input }) => signInSheetData(context.station.db, input.sessionId)),
  roster: os.roster.handler(({ context, input }) => rosterData(context.station.db, input.classId)),
  doorSign: os.doorSign.handler(({ context, input }) => doorSignData(context.station.db, input.sessionId)),
  timetable: os.timetable.handler(({ context, input }) => timetableData(context.station.db, input)),
  certificate: os.certificate.handler(({ context, input }) => certificateData(context.station.db, input.certificateId)),
  bookingCode: os.bookingCode.handler(({ context, input }) => bookingQr(context.station.db, input.bookingId)),
  badge: os.badge.handler(({ context, input }) => badgeQr(context.station.db, input.personId)),
  docx: {
    signInSheet: os.docx.signInSheet.handler(({ context, input }) => signInSheetDocx(context, input.sessionId)),
    roster: os.docx.roster.handler(({ context, input }) => rosterDocx(context, input.classId)),
    doorSign: os.docx.doorSign.handler(({ context, input }) => doorSignDocx(context, input.sessionId)),
    timetable: os.docx.timetable.handler(({ context, input }) => timetableDocx(context, input)),
    certificate: os.docx.certificate.handler(({ context, input }) => certificateDocx(context, input.certificateId))
  },
  ics: os.ics.handler(({ context, input }) => sessionCalendar(context, input)),
  rosterSheet: os.rosterSheet.handler(({ context, input }) => rosterSheet(context, input)),
  classSheet: os.classSheet.handler(({ context, input }) => classSheet(context, input)),
  templates: {
    list: os.templates.list.handler(({ context }) => listTemplates(context.station, templates())),
    get: os.templates.get.handler(({ context, input }) => ({
      name: input.name,
      file: new Blob([readTemplate(context.station, templates(), input.name) as BlobPart])
    })),
    put: os.templates.put.handler(({ context, input }) => putTemplate(context, templates(), input)),
    reset: os.templates.reset.handler(({ context, input }) => resetTemplate(context, templates(), input))
  }
});
