import type { Paper } from '../../../contract/mediation/case-paper-rules.ts';
import { PAPER_TITLES } from './words.ts';

/** File name of a paper's template in resources/templates/case and in the station's folder. */
export const templateFile = (paper: Paper): string => `${paper.replaceAll('_', '-')}.docx`;
export const templateName = (paper: Paper): string => `${PAPER_TITLES[paper]}.docx`;
