import type { Paper } from '../../../contract/mediation/case-paper-rules.ts';
import { PAPER_TITLES } from './words.ts';

/** A paper's file in resources/templates/case, and its name in the station's folder of templates. */
export const templateFile = (paper: Paper): string => `${paper.replaceAll('_', '-')}.docx`;
export const templateName = (paper: Paper): string => `${PAPER_TITLES[paper]}.docx`;
