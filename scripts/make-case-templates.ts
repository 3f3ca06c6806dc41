/** Writes the program's own templates of case papers from their forms. Run it after changing a form. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAPERS } from '../electron/contract/mediation/case-paper-rules.ts';
import { templateFile } from '../electron/service/mediation/case-papers/names.ts';
import { templateOf } from '../electron/service/mediation/case-papers/template.ts';
import { root } from './paths.ts';

const folder = join(root, 'resources', 'templates', 'case');
mkdirSync(folder, { recursive: true });
for (const paper of PAPERS) writeFileSync(join(folder, templateFile(paper)), await templateOf(paper));
console.log(`${PAPERS.length} templates in ${folder}`);
