import { api } from '@/app/station.ts';
import type { Sheet } from '@/app/documents/documents.ts';
import { certificateSheet } from '@/training/sheets.ts';

/** Several certificates as one document, a page each, in the order they were issued. */
export async function certificatesSheet(ids: readonly number[]): Promise<Sheet> {
  const sheets: Sheet[] = [];
  for (const id of ids) sheets.push(certificateSheet(await api.classDocuments.certificate({ certificateId: id })));
  const [first] = sheets;
  if (!first) throw new RangeError('no certificate to print');
  if (sheets.length === 1) return first;
  const bodies = sheets.map((sheet) => sheet.html.slice(sheet.html.indexOf('<body>') + 6, sheet.html.lastIndexOf('</body>')));
  // Each page is as high as the paper, so each needs the padding that the body gives a single page.
  const pages = bodies.map((body) => `<div class="page">${body}</div>`).join('');
  const css =
    '<style>body{height:auto!important;padding:0!important}.page{height:209mm;padding:10mm;box-sizing:border-box;break-after:page}.page:last-child{break-after:auto}</style>';
  const start = first.html.slice(0, first.html.indexOf('</head>'));
  return { title: `${first.title} +${sheets.length - 1}`, html: `${start}${css}</head><body>${pages}</body></html>`, landscape: true };
}
