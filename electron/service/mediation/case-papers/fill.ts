import type { PaperBlock } from '../../../contract/mediation/case-papers.ts';
import type { Line, PaperData } from './data.ts';
import type { Cell, Form } from './forms.ts';

/** Fills in `{key}` in a text. */
export const fillIn = (text: string, data: PaperData | Line): string =>
  text.replace(/\{(\w+)\}/g, (_all, key: string) => {
    const value = data[key];
    return typeof value === 'string' ? value : '';
  });

const textOf = (data: PaperData | Line, key: string): string => (typeof data[key] === 'string' ? data[key] : '');
const listOf = (data: PaperData, key: string): Line[] => (Array.isArray(data[key]) ? data[key] : []);
const cells = (lines: Cell[][], data: PaperData | Line) =>
  lines.map((line) => line.map(({ label, key }) => ({ label, value: textOf(data, key) })));

/** Fills a form with its data, as the window shows and prints it. */
export function fillForm(form: Form, data: PaperData): PaperBlock[] {
  return form.blocks.flatMap((block): PaperBlock[] => {
    switch (block.kind) {
      case 'fields':
        return [{ kind: 'fields', lines: cells(block.lines, data) }];
      case 'each':
        return listOf(data, block.list).flatMap((line): PaperBlock[] => [
          { kind: 'text', label: '', value: fillIn(block.caption, line), lines: 0 },
          { kind: 'fields', lines: cells(block.lines, line) }
        ]);
      case 'table': {
        const rows = listOf(data, block.list).map((line) => block.columns.map(({ key }) => textOf(line, key)));
        return rows.length === 0 && block.caption !== ''
          ? []
          : [{ kind: 'table', caption: block.caption, columns: block.columns.map(({ title, width }) => ({ title, width })), rows }];
      }
      case 'text':
        return [{ kind: 'text', label: block.label, value: textOf(data, block.key), lines: block.lines }];
      case 'list':
        return [{ kind: 'list', label: block.label, items: listOf(data, block.list).map((line) => line['text'] ?? '') }];
      case 'fixed':
        return block.when !== undefined && data[block.when] !== true
          ? []
          : [{ kind: 'text', label: '', value: fillIn(block.text, data), lines: 0 }];
      case 'signatures':
        return [{ kind: 'signatures', lines: block.lines.map(({ label, key }) => ({ label, value: textOf(data, key) })) }];
      case 'seal':
        return [{ kind: 'seal', name: textOf(data, 'sealName'), date: '' }];
    }
  });
}
