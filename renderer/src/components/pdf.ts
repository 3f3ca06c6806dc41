import type { PDFDocumentProxy } from 'pdfjs-dist';
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/**
 * Opens a PDF for drawing. The library is fetched when the first preview is opened; it builds no code from text and uses
 * no WebAssembly, which the content security policy forbids.
 * @throws Error of the library when the bytes are no PDF
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  GlobalWorkerOptions.workerSrc = worker;
  // A copy, because the library takes the bytes away from whoever gives them.
  return getDocument({ data: bytes.slice(), isEvalSupported: false, useWasm: false, enableXfa: false }).promise;
}
