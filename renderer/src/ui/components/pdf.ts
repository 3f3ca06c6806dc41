import type { PDFDocumentProxy } from 'pdfjs-dist';
import { escapeHtml } from './print-document.ts';
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/**
 * Opens a PDF for drawing. The first preview loads the library, without building code from text and without WebAssembly, which the
 * content security policy forbids.
 * @throws Error of the library when the bytes are not a PDF
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  GlobalWorkerOptions.workerSrc = worker;
  // A copy, because the library takes over the bytes.
  return getDocument({ data: bytes.slice(), isEvalSupported: false, useWasm: false, enableXfa: false }).promise;
}

/**
 * The pages, from 1, that begin with a title.
 * @param points smallest size of a title; all other text is smaller
 */
export async function titlePages(bytes: Uint8Array, points: number): Promise<{ places: number[]; total: number }> {
  const pdf = await openPdf(bytes);
  try {
    const places: number[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const first = items.find((item) => 'str' in item && item.str.trim() !== '');
      if (first && 'height' in first && first.height >= points) places.push(number);
    }
    return { places, total: pdf.numPages };
  } finally {
    void pdf.destroy();
  }
}

/** Height of a page's number above the lower edge, points (25 mm, inside the margin of official papers). */
const FOOT = 68;
const NUMBER_SIZE = 14;

/**
 * Writes a text, such as its number, at the centre of the foot of each page. Latin letters, digits and dashes only.
 * @param texts one for each page; null leaves the page unchanged
 */
export async function numberPages(bytes: Uint8Array, texts: readonly (string | null)[]): Promise<Uint8Array> {
  const { PDFDocument, StandardFonts } = await import('@cantoo/pdf-lib');
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  for (const [i, page] of pdf.getPages().entries()) {
    const text = texts[i];
    if (!text) continue;
    page.drawText(text, { font, size: NUMBER_SIZE, x: (page.getWidth() - font.widthOfTextAtSize(text, NUMBER_SIZE)) / 2, y: FOOT });
  }
  return pdf.save();
}

/** Dots per inch of a page printed as a picture: enough for fine print, with a tenth of a photograph's data. */
const PRINTED_DPI = 220;

/**
 * A document whose pages are pictures of a PDF's pages, so that the print is the same as the preview.
 * @param title name in the printer's queue
 */
export async function picturesOf(bytes: Uint8Array, title: string): Promise<string> {
  const pdf = await openPdf(bytes);
  try {
    const pictures: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const viewport = page.getViewport({ scale: PRINTED_DPI / 72 });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport, intent: 'print' }).promise;
      pictures.push(`<img src="${canvas.toDataURL('image/png')}" alt="">`);
      // Frees the memory at once, without waiting for garbage collection.
      canvas.width = canvas.height = 0;
    }
    const style =
      '@page{size:A4;margin:0}body{margin:0}img{display:block;width:210mm;height:296.9mm;break-after:page}img:last-child{break-after:auto}';
    return `<!doctype html><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${style}</style>${pictures.join('')}`;
  } finally {
    void pdf.destroy();
  }
}
