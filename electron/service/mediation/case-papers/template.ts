import type { PaperBlock } from '../../../contract/mediation/case-papers.ts';
import type { Paper } from '../../../contract/mediation/case-paper-rules.ts';
import type { Line, PaperData } from './data.ts';
import { FORMS, type Cell, type Form } from './forms.ts';
import { writePapers, type WrittenBlock } from './write-docx.ts';

const tag = (text: string): WrittenBlock => ({ kind: 'tag', text });
const tagged = (lines: Cell[][]): PaperBlock => ({
  kind: 'fields',
  lines: lines.map((line) => line.map(({ label, key }) => ({ label, value: `{${key}}` })))
});

/** The blocks of a form as a template: a tag for each value, and a pair of tags around each repeated part. */
function templateBlocks(form: Form): WrittenBlock[] {
  return form.blocks.flatMap((block): WrittenBlock[] => {
    switch (block.kind) {
      case 'fields':
        return [tagged(block.lines)];
      case 'each':
        return [
          tag(`{#${block.list}}`),
          { kind: 'text', label: '', value: block.caption, lines: 0 },
          tagged(block.lines),
          tag(`{/${block.list}}`)
        ];
      case 'table': {
        const last = block.columns.length - 1;
        const row = block.columns.map(
          ({ key }, i) => `${i === 0 ? `{#${block.list}}` : ''}{${key}}${i === last ? `{/${block.list}}` : ''}`
        );
        return [
          { kind: 'table', caption: block.caption, columns: block.columns.map(({ title, width }) => ({ title, width })), rows: [row] }
        ];
      }
      case 'text':
        return [{ kind: 'text', label: block.label, value: `{${block.key}}`, lines: 0 }];
      case 'list':
        return [
          { kind: 'text', label: block.label, value: '', lines: 0 },
          tag(`{#${block.list}}`),
          { kind: 'text', label: '', value: '{number}．{text}', lines: 0 },
          tag(`{/${block.list}}`)
        ];
      case 'fixed':
        return block.when === undefined
          ? [{ kind: 'text', label: '', value: block.text, lines: 0 }]
          : [tag(`{#${block.when}}`), { kind: 'text', label: '', value: block.text, lines: 0 }, tag(`{/${block.when}}`)];
      case 'signatures':
        return [{ kind: 'signatures', lines: block.lines.map(({ label, key }) => ({ label, value: `{${key}}` })) }];
      case 'seal':
        return [{ kind: 'seal', name: '{sealName}', date: '' }];
    }
  });
}

/** The program's own template of a paper; `scripts/make-case-templates.ts` keeps it in resources. */
export const templateOf = (paper: Paper): Promise<Uint8Array> =>
  writePapers([{ title: FORMS[paper].title, number: FORMS[paper].numbered ? '{number}' : '', blocks: templateBlocks(FORMS[paper]) }]);

/** Sample data for every tag of a form, for trying a new template. */
export function sampleOf(paper: Paper): PaperData {
  const data: PaperData = { number: '（2026）人民调字第1号', sealName: '虚构街道人民调解委员会', committee: '虚构街道人民调解委员会' };
  const line = (keys: readonly string[]): Line => Object.fromEntries(keys.map((key) => [key, '甲']));
  for (const block of FORMS[paper].blocks) {
    if (block.kind === 'fields' || block.kind === 'signatures')
      for (const { key } of block.kind === 'fields' ? block.lines.flat() : block.lines) data[key] ??= '甲';
    else if (block.kind === 'each') data[block.list] = [line(['no', 'client', ...block.lines.flat().map(({ key }) => key)])];
    else if (block.kind === 'table') data[block.list] = [line(block.columns.map(({ key }) => key))];
    else if (block.kind === 'text') data[block.key] ??= '甲';
    else if (block.kind === 'list') data[block.list] = [line(['number', 'text'])];
    else if (block.kind === 'fixed' && block.when !== undefined) data[block.when] = true;
  }
  return data;
}
