import { i18n } from '@/ui/i18n/index.ts';

/** Escapes a text for HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

// A Chinese font would set English apostrophes and quotes as wide as a character.
const STYLE = `
@page { size: A4; margin: 18mm 16mm 16mm; }
@page landscape { size: A4 landscape; }
body { margin: 0; color: #1f2329; font: 10.5pt/1.5 "FangSong", "仿宋", "Noto Serif CJK SC", "Noto Sans CJK SC", serif; }
h1 { margin: 0 0 2mm; text-align: center; font: 600 18pt/1.4 "SimHei", "黑体", "Noto Sans CJK SC", sans-serif; color: #b3191f; }
html[lang="en"] body { font-family: "Times New Roman", "Liberation Serif", "FangSong", "仿宋", "Noto Serif CJK SC", serif; }
html[lang="en"] h1 { font-family: Arial, "Liberation Sans", "SimHei", "黑体", "Noto Sans CJK SC", sans-serif; }
.sub { text-align: center; margin: 0 0 5mm; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #5f6672; padding: 1.5mm 2mm; text-align: left; vertical-align: top; }
th { background: #f2f3f5; font-weight: 600; }
.foot { margin-top: 6mm; display: flex; justify-content: space-between; }
`;

/** A whole A4 document for PdfPreview. @param body HTML with texts escaped by `escapeHtml` */
export function printDocument(title: string, body: string, options: { landscape?: boolean; css?: string } = {}): string {
  const page = options.landscape ? '@page { size: A4 landscape; }' : '';
  return `<!doctype html><html lang="${i18n.global.locale.value}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}${page}${options.css ?? ''}</style></head><body>${body}</body></html>`;
}
