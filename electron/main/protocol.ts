import { net, protocol } from 'electron';
import { extname, join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The window's own scheme: a real origin, so that a content security policy and same-origin rules hold. */
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
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
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

/** Serves the built renderer and nothing else. */
export function serveRenderer(folder: string): void {
  protocol.handle('station', async (request) => {
    const url = new URL(request.url);
    const path = normalize(join(folder, decodeURIComponent(url.pathname)));
    const file = url.pathname === '/' ? join(folder, 'index.html') : path;
    if (url.host !== 'app' || !(file + sep).startsWith(folder + sep)) return new Response('', { status: 404 });
    const type = TYPES[extname(file)];
    if (type === undefined) return new Response('', { status: 404 });
    try {
      const response = await net.fetch(pathToFileURL(file).toString());
      return new Response(response.body, {
        status: response.status,
        headers: { 'content-type': type, 'content-security-policy': CONTENT_SECURITY_POLICY, 'x-content-type-options': 'nosniff' }
      });
    } catch {
      return new Response('', { status: 404 });
    }
  });
}
