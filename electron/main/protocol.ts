import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Protocol } from 'electron';

/** The window's own scheme. It is a real origin, so a content security policy and same-origin rules apply. */
export const APP_ORIGIN = 'station://app';

/**
 * No remote content, no inline scripts, no eval. Styles may be inline because Vue and Element Plus set them on elements.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json'
};

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'station', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } as Electron.Privileges }
  ]);
}

/** The file below `folder` for a URL of the window's scheme, or null. */
export function fileOf(folder: string, address: string): string | null {
  try {
    const url = new URL(address);
    if (url.protocol !== 'station:' || url.host !== 'app') return null;
    const file = url.pathname === '/' ? join(folder, 'index.html') : normalize(join(folder, decodeURIComponent(url.pathname)));
    return file.startsWith(folder + sep) && TYPES[extname(file)] !== undefined ? file : null;
  } catch {
    // A broken escape sequence.
    return null;
  }
}

const refused = (): Response => new Response('', { status: 404, headers: { 'content-security-policy': "default-src 'none'" } });

/** Serves the built renderer and nothing else. */
export function serveRenderer(folder: string, on: Protocol = protocol): void {
  on.handle('station', async (request) => {
    const file = request.method === 'GET' ? fileOf(folder, request.url) : null;
    if (file === null) return refused();
    try {
      // Read from disk, because a fetch would need file: to be allowed for every page.
      const body = await readFile(file);
      return new Response(body as BodyInit, {
        headers: {
          'content-type': TYPES[extname(file)] ?? '',
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'x-content-type-options': 'nosniff'
        }
      });
    } catch {
      return refused();
    }
  });
}
