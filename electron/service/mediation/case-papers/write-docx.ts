import type { FileChild, Paragraph as DocxParagraph, Table as DocxTable, TableCell as DocxTableCell } from 'docx';
import type { PaperBlock } from '../../../contract/mediation/case-papers.ts';

/** The only file that knows the library for Word files. */

/** Official Word output follows GB/T 9704: 仿宋 and 黑体, top 37 mm, binding edge 28 mm. Twentieths of a point. */
const MM = 56.7;
const MARGIN = { top: Math.round(37 * MM), bottom: Math.round(28 * MM), left: Math.round(28 * MM), right: Math.round(26 * MM) };
const WIDTH = Math.round(210 * MM) - MARGIN.left - MARGIN.right;
const BODY = { name: '仿宋', eastAsia: '仿宋', ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' };
const HEAD = { name: '黑体', eastAsia: '黑体', ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman' };

/** A part of a paper, or in a template the tags around a repeated part. */
export type WrittenBlock = PaperBlock | { kind: 'tag'; text: string };

export interface WrittenPaper {
  title: string;
  number: string;
  blocks: WrittenBlock[];
}

/** Lays papers out with the library, which is large and therefore loaded with the first paper. */
function layoutWith(docx: typeof import('docx')) {
  const {
    AlignmentType,
    BorderStyle,
    Footer,
    PageNumber,
    Paragraph,
    Table,
    TableCell,
    TableLayoutType,
    TableRow,
    TextRun,
    VerticalAlignTable: VerticalAlign,
    WidthType
  } = docx;

  const run = (text: string, more: { bold?: boolean; size?: number } = {}) =>
    new TextRun({ text, font: BODY, size: more.size ?? 24, bold: more.bold ?? false });
  /** One paragraph for each line of a text. */
  const paragraphs = (text: string, options: { indent?: boolean; size?: number } = {}): DocxParagraph[] =>
    text.split('\n').map(
      (line) =>
        new Paragraph({
          children: [run(line, options)],
          spacing: { line: 400 },
          ...(options.indent === true ? { indent: { firstLine: 480 } } : {})
        })
    );

  const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const borders = { top: border, bottom: border, left: border, right: border };

  function cellOf(text: string, width: number, options: { head?: boolean; span?: number } = {}): DocxTableCell {
    return new TableCell({
      borders,
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      ...(options.span === undefined ? {} : { columnSpan: options.span }),
      children: text.split('\n').map(
        (line) =>
          new Paragraph({
            children: [run(line, { size: 22, bold: options.head ?? false })],
            alignment: options.head === true ? AlignmentType.CENTER : AlignmentType.LEFT
          })
      )
    });
  }

  const LABEL = 1500;

  /** Lines of labelled cells; the values of a line share its width. */
  function fieldsTable(lines: { label: string; value: string }[][]): DocxTable[] {
    return lines.map((line) => {
      const label = line.length > 2 ? 1050 : LABEL;
      const value = Math.floor((WIDTH - label * line.length) / line.length);
      return new Table({
        width: { size: WIDTH, type: WidthType.DXA },
        layout: TableLayoutType.FIXED,
        columnWidths: line.flatMap(() => [label, value]),
        rows: [
          new TableRow({
            cantSplit: true,
            children: line.flatMap((cell) => [cellOf(cell.label, label, { head: true }), cellOf(cell.value, value)])
          })
        ]
      });
    });
  }

  function listTable(columns: { title: string; width: number }[], rows: string[][]): DocxTable {
    const all = columns.reduce((sum, column) => sum + column.width, 0);
    const widths = columns.map((column) => Math.floor((column.width / all) * WIDTH));
    return new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      columnWidths: widths,
      rows: [
        new TableRow({ tableHeader: true, children: columns.map((column, i) => cellOf(column.title, widths[i]!, { head: true })) }),
        ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text, i) => cellOf(text, widths[i]!)) }))
      ]
    });
  }

  /** Empty lines for handwriting, to fill the room of the form. */
  const room = (value: string, lines: number): DocxParagraph[] =>
    Array.from(
      { length: Math.max(0, lines - value.split('\n').length - Math.floor(value.length / 30)) },
      () => new Paragraph({ spacing: { line: 400 } })
    );

  function childrenOf(block: WrittenBlock): FileChild[] {
    switch (block.kind) {
      case 'tag':
        return [new Paragraph({ children: [run(block.text)] })];
      case 'fields':
        return fieldsTable(block.lines);
      case 'table':
        return [
          ...(block.caption === '' ? [] : paragraphs(block.caption, { size: 24 })),
          listTable(block.columns, block.rows),
          new Paragraph({})
        ];
      case 'text':
        return [
          ...(block.label === '' ? [] : [new Paragraph({ children: [run(`${block.label}：`, { bold: true })], spacing: { before: 120 } })]),
          ...paragraphs(block.value, { indent: true }),
          ...room(block.value, block.lines)
        ];
      case 'list':
        return [
          new Paragraph({ children: [run(`${block.label}：`, { bold: true })], spacing: { before: 120 } }),
          ...block.items.flatMap((item, i) => paragraphs(`${i + 1}．${item}`, { indent: true }))
        ];
      case 'signatures':
        return block.lines.map(
          (line) => new Paragraph({ children: [run(`${line.label}：${line.value}　　　　　　　　`)], spacing: { before: 240 } })
        );
      case 'seal':
        return [
          new Paragraph({ children: [run(block.name)], alignment: AlignmentType.RIGHT, spacing: { before: 480 } }),
          new Paragraph({ children: [run('（印章）')], alignment: AlignmentType.RIGHT }),
          new Paragraph({ children: [run(block.date || '　　　年　　月　　日')], alignment: AlignmentType.RIGHT })
        ];
    }
  }

  const headOf = (paper: WrittenPaper): DocxParagraph[] => [
    new Paragraph({
      children: [new TextRun({ text: paper.title, font: HEAD, size: 40, bold: true })],
      alignment: AlignmentType.CENTER,
      spacing: { after: 160 }
    }),
    ...(paper.number === ''
      ? []
      : [new Paragraph({ children: [run(paper.number)], alignment: AlignmentType.RIGHT, spacing: { after: 120 } })])
  ];

  const footer = () =>
    new Footer({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [
            new TextRun({ font: BODY, size: 20, children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'] })
          ]
        })
      ]
    });

  return { headOf, childrenOf, footer };
}

/** One A4 .docx of several papers, each beginning on a new page, with continuous page numbers. */
export async function writePapers(papers: readonly WrittenPaper[]): Promise<Uint8Array> {
  const docx = await import('docx');
  const { Document, Packer, PageBreak, Paragraph } = docx;
  const { headOf, childrenOf, footer } = layoutWith(docx);
  const children = papers.flatMap((paper, i): FileChild[] => [
    ...(i === 0 ? [] : [new Paragraph({ children: [new PageBreak()] })]),
    ...headOf(paper),
    ...paper.blocks.flatMap(childrenOf)
  ]);
  const document = new Document({
    creator: '',
    title: '',
    sections: [
      {
        properties: { page: { size: { width: Math.round(210 * MM), height: Math.round(297 * MM) }, margin: MARGIN } },
        footers: { default: footer() },
        children
      }
    ]
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
