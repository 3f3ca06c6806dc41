/** Writes the program's own templates of the papers of a case from their forms: run it after changing one. */
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
