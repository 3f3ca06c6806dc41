import { BrowserWindow } from 'electron';

export interface PdfOptions {
  landscape: boolean;
}

/**
 * Prints a self-contained HTML document to PDF (A4) in a hidden window in which scripts do not run. The bytes are what
 * the preview shows and what is printed or saved.
 */
export async function htmlToPdf(html: string, options: PdfOptions): Promise<Uint8Array> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { javascript: false, sandbox: true, contextIsolation: true, nodeIntegration: false, partition: 'print' }
  });
  try {
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html, 'utf8').toString('base64')}`);
    return await window.webContents.printToPDF({
      landscape: options.landscape,
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: false
    });
  } finally {
    window.destroy();
  }
}
