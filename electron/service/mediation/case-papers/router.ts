import { ENCLOSURES } from '../../../contract/mediation/case-paper-rules.ts';
import { implementer } from '../../core/implementer.ts';
import { listTemplates, putTemplate, readTemplate, resetTemplate } from '../../core/templates/store.ts';
import { filePaper, listPapers, notePrinted, paperDocx, previewPaper, unfilePaper, volumeDocx, volumePreview } from './print.ts';
import { templateName } from './names.ts';
import { CASE_TEMPLATES } from './templates.ts';

const os = implementer.casePapers;

export const casePapers = os.router({
  list: os.list.handler(({ context, input }) => listPapers(context, input.caseId)),
  preview: os.preview.handler(({ context, input }) => previewPaper(context, input)),
  volume: os.volume.handler(({ context, input }) => volumePreview(context, input)),
  docx: os.docx.handler(({ context, input }) => paperDocx(context, input)),
  volumeDocx: os.volumeDocx.handler(({ context, input }) => volumeDocx(context, input)),
  printed: os.printed.handler(({ context, input }) => notePrinted(context, input)),
  file: os.file.handler(({ context, input }) => filePaper(context, input)),
  unfile: os.unfile.handler(({ context, input }) => unfilePaper(context, input)),
  templates: {
    list: os.templates.list.handler(({ context }) =>
      listTemplates(context.station, CASE_TEMPLATES)
        .filter(({ document }) => !ENCLOSURES.includes(document))
        .map(({ document, ...template }) => ({ paper: document, ...template }))
    ),
    get: os.templates.get.handler(({ context, input }) => {
      const name = templateName(input.paper);
      return { name, file: new Blob([readTemplate(context.station, CASE_TEMPLATES, name) as BlobPart]) };
    }),
    put: os.templates.put.handler(({ context, input }) =>
      putTemplate(context, CASE_TEMPLATES, { ...input, name: templateName(input.paper) })
    ),
    reset: os.templates.reset.handler(({ context, input }) =>
      resetTemplate(context, CASE_TEMPLATES, { ...input, name: templateName(input.paper) })
    )
  }
});
