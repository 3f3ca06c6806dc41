import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';

export interface PdfOptions {
  landscape: boolean;
}

/** Longest layout of a document, ms. */
const WITHIN_MS = 60_000;
const PARTITION = 'print';
/** Content security policy of documents: no scripts, no files, nothing remote. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

const documents = new Map<string, string>();

/** Serves documents from memory, because Chromium takes no data: URL above 2 MB. Call it once, when the app is ready. */
export function servePrintDocuments(): void {
  session.fromPartition(PARTITION).protocol.handle('station', (request) => {
    const html = documents.get(request.url);
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
    return html === undefined ? new Response('', { status: 404 }) : new Response(html, { headers });
  });
}

/** Loads a document in a hidden window without scripts, and closes the window after `act`. */
async function withDocument<R>(html: string, act: (window: BrowserWindow) => Promise<R>): Promise<R> {
  const url = `station://print/${randomUUID()}`;
  const window = new BrowserWindow({
    show: false,
    webPreferences: { javascript: false, sandbox: true, contextIsolation: true, nodeIntegration: false, partition: PARTITION }
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the document took too long')), WITHIN_MS);
  });
  try {
    documents.set(url, html);
    await Promise.race([window.loadURL(url), late]);
    clearTimeout(timer);
    return await act(window);
  } finally {
    clearTimeout(timer);
    documents.delete(url);
    window.destroy();
  }
}

/** Lays out a self-contained HTML document as PDF (A4), for the preview and for saving. */
export function htmlToPdf(html: string, options: PdfOptions): Promise<Uint8Array> {
  return withDocument(html, (window) =>
    window.webContents.printToPDF({
      landscape: options.landscape,
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: false
    })
  );
}

/**
 * Prints a document through the system's dialog, laid out by the same engine as the preview.
 * @param left aborts when the operator leaves; the document and its dialog close and nothing is printed
 * @returns false when the person cancels or leaves
 * @throws Error when printing fails
 */
export function printHtml(html: string, options: PdfOptions, left: AbortSignal): Promise<boolean> {
  return withDocument(
    html,
    (window) =>
      new Promise<boolean>((resolve, reject) => {
        if (left.aborted) return resolve(false);
        left.addEventListener('abort', () => resolve(false));
        window.webContents.print({ landscape: options.landscape, pageSize: 'A4', printBackground: true }, (printed, reason) => {
          if (printed || /cancel/i.test(reason)) resolve(printed);
          else reject(new Error(reason));
        });
      })
  );
}
