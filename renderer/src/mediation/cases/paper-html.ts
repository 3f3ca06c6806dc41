import type { PaperBlock, PaperPage } from '@contract/mediation/case-papers.ts';
import { escapeHtml } from '@/ui/components/print-document.ts';

/**
 * Papers on A4 in the official layout (GB/T 9704-2012): 仿宋 in 3号 (16 pt), the title in 小标宋 or similar in 2号 (22 pt), a margin of
 * 37 mm at the top and 28 mm at the binding. The law asks for Chinese forms, whatever the window's language.
 */
const STYLE = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { margin: 0; color: #000; font: 16pt/1.75 "FangSong","仿宋","STFangsong","FangSong_GB2312","Noto Serif CJK SC","Noto Sans CJK SC",serif; }
.paper { break-before: page; }
.paper:first-of-type { break-before: auto; }
/* Nothing else is larger than 16 pt: by its title a paper's first page is known in the PDF (volume-pdf.ts). */
h1 { margin: 0 0 4mm; text-align: center; font: 700 22pt/1.5 "FZXiaoBiaoSong-B05S","方正小标宋简体","SimSun","宋体","Noto Serif CJK SC",serif; }
.number { margin: -2mm 0 5mm; text-align: right; font-size: 14pt; }
table { width: 100%; border-collapse: collapse; margin: 0 0 4mm; font-size: 14pt; line-height: 1.5; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: .35mm solid #000; padding: 1.6mm 2mm; text-align: left; vertical-align: middle; font-weight: 400; overflow-wrap: anywhere; }
thead th { text-align: center; }
td.label { width: 26mm; text-align: center; }
caption { caption-side: top; text-align: left; font-size: 14pt; padding: 0 0 1mm; }
.text { -webkit-box-decoration-break: clone; box-decoration-break: clone; margin: 0 0 4mm; border: .35mm solid #000; padding: 2mm 3mm; break-inside: auto; }
.text .label { font-weight: 700; }
.text p { margin: 0; white-space: pre-wrap; text-indent: 2em; overflow-wrap: anywhere; }
.plain { margin: 0 0 3mm; }
/* A party's lines stay together below their caption, and small: a wage case has a dozen of them. */
.fields { break-inside: avoid; }
.plain:has(+ .fields) { margin: 0 0 .5mm; font-size: 13pt; break-after: avoid; }
.plain:has(+ .fields) p { text-indent: 0; }
.plain + .fields { margin: 0 0 2mm; font-size: 12pt; line-height: 1.35; }
.plain + .fields td { padding: .9mm 1.6mm; }
.plain + .fields td.label { width: 24mm; }
.plain p { margin: 0; white-space: pre-wrap; text-indent: 2em; }
ol { margin: 0 0 4mm; padding: 0; list-style: none; }
ol li { text-indent: 2em; white-space: pre-wrap; }
/* No page has a seal or signatures alone. */
.sign { margin: 6mm 0 0; break-inside: avoid; break-before: avoid; }
.sign div { display: flex; gap: 3mm; align-items: flex-end; min-height: 11mm; }
.sign .value { flex: 1; border-bottom: .3mm solid #000; min-width: 50mm; }
.seal { margin: 10mm 0 0; text-align: right; break-inside: avoid; break-before: avoid; min-height: 40mm; position: relative; }
.seal p { margin: 0; padding-right: 10mm; }
.seal .place { display: inline-block; width: 40mm; height: 40mm; margin: 0 12mm -32mm 0; border: .3mm dashed #999; border-radius: 50%; font-size: 10pt; color: #777; text-align: center; line-height: 40mm; }
.cover h1 { margin-top: 10mm; font-size: 32pt; letter-spacing: .3em; }
.cover table { font-size: 16pt; margin-top: 10mm; }
.cover td { padding: 2.6mm 3mm; }
.cover .seal { margin-top: 4mm; }
`;

const cells = (line: readonly { label: string; value: string }[], columns: number): string =>
  line
    .map((cell, i) => {
      const rest = i === line.length - 1 ? columns - 2 * (line.length - 1) - 1 : 1;
      return `<td class="label">${escapeHtml(cell.label)}</td><td${rest > 1 ? ` colspan="${rest}"` : ''}>${escapeHtml(cell.value)}</td>`;
    })
    .join('');

function blockHtml(block: PaperBlock): string {
  switch (block.kind) {
    case 'fields': {
      const columns = 2 * Math.max(...block.lines.map((line) => line.length), 1);
      return `<table class="fields">${block.lines.map((line) => `<tr>${cells(line, columns)}</tr>`).join('')}</table>`;
    }
    case 'table':
      return `<table>${block.caption ? `<caption>${escapeHtml(block.caption)}</caption>` : ''}<thead><tr>${block.columns.map((column) => `<th style="width:${column.width}%">${escapeHtml(column.title)}</th>`).join('')}</tr></thead><tbody>${block.rows
        .map((row) => `<tr>${row.map((value) => `<td>${escapeHtml(value)}</td>`).join('')}</tr>`)
        .join('')}</tbody></table>`;
    case 'text': {
      if (block.label === '') return `<div class="plain"><p>${escapeHtml(block.value)}</p></div>`;
      // Room for handwriting, with lines of 16 pt at 1.75.
      return `<div class="text" style="min-height:${(block.lines * 9.9).toFixed(1)}mm"><span class="label">${escapeHtml(block.label)}</span>${block.value
        .split('\n')
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join('')}</div>`;
    }
    case 'list':
      return `<p class="plain"><b>${escapeHtml(block.label)}</b></p><ol>${block.items.map((item, i) => `<li>${i + 1}．${escapeHtml(item)}</li>`).join('')}</ol>`;
    case 'signatures':
      return `<div class="sign">${block.lines.map((line) => `<div><span>${escapeHtml(line.label)}：</span><span class="value">${escapeHtml(line.value)}</span></div>`).join('')}</div>`;
    case 'seal':
      return `<div class="seal"><span class="place">（印章）</span><p>${escapeHtml(block.name)}</p><p>${escapeHtml(block.date)}</p></div>`;
  }
}

const sectionHtml = (page: PaperPage): string =>
  `<section class="paper ${page.paper}"><h1>${escapeHtml(page.title)}</h1>${page.number ? `<p class="number">${escapeHtml(page.number)}</p>` : ''}${page.blocks.map(blockHtml).join('')}</section>`;

/** A document of one paper or of the whole volume, each paper beginning on a new page. */
export function papersHtml(pages: readonly PaperPage[]): string {
  const title = pages.length === 1 ? (pages[0]?.title ?? '') : '人民调解卷宗';
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${pages.map(sectionHtml).join('')}</body></html>`;
}
