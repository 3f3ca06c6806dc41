import { PAPERS, type Paper } from '../../../contract/mediation/case-paper-rules.ts';
import type { TemplateSet } from '../../core/templates/store.ts';
import { templateFile, templateName } from './names.ts';
import { sampleOf } from './template.ts';

/** The templates of case papers, one for each paper, in a folder of their own. */
export const CASE_TEMPLATES: TemplateSet<Paper> = {
  folder: 'mediation',
  own: Object.fromEntries(PAPERS.map((paper) => [paper, { name: templateName(paper), file: `case/${templateFile(paper)}` }])) as Record<
    Paper,
    { name: string; file: string }
  >,
  further: null,
  sample: sampleOf,
  uses: async () => 0
};
