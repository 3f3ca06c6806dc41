import type { Sheet } from '@/app/documents/documents.ts';
import { escapeHtml, printDocument } from '@/ui/components/print-document.ts';

/** A slip with a booking's code, or a badge with a person's, for the scanner at the door. */
export function codeSlip(data: { title: string; lines: string[]; text: string; qr: string; station: string }): Sheet {
  const body = `<div class="slip"><h1>${escapeHtml(data.title)}</h1>${data.lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}<img src="${escapeHtml(data.qr)}" alt=""><p class="code">${escapeHtml(data.text)}</p><p class="station">${escapeHtml(data.station)}</p></div>`;
  const css =
    '.slip{width:90mm;margin:0 auto;border:.4mm dashed #7f8691;padding:6mm;text-align:center}.slip p{margin:0 0 1mm;font-size:12pt}.slip img{width:44mm;height:44mm;margin-top:3mm}.code{font-family:monospace;letter-spacing:.1em}.station{color:#5f6672}';
  return { title: `${data.title} ${data.text}`, html: printDocument(data.title, body, { css }) };
}
