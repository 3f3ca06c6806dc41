import { app, session, type WebContents } from 'electron';
import { APP_ORIGIN } from './protocol.ts';

/** Whether a URL is a page of this program: compared by origin, never by how the text begins. */
export function isOwnPage(url: string, devUrl?: string): boolean {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return false;
  }
  // Non-special schemes have the origin "null" in Node, hence protocol and host.
  if (`${parsed.protocol}//${parsed.host}` === APP_ORIGIN) return true;
  return devUrl !== undefined && parsed.origin === new URL(devUrl).origin;
}

function guard(contents: WebContents, devUrl?: string): void {
  const refuseForeign = (event: { preventDefault(): void }, url: string) => {
    if (!isOwnPage(url, devUrl)) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/**
 * Refuses everything the program does not need: foreign pages, new windows, webviews, permissions, devices, and any
 * request that would leave this machine.
 */
export function lockDown(devUrl?: string): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, devUrl));
  void app.whenReady().then(() => {
    const own = session.defaultSession;
    own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    own.setPermissionCheckHandler(() => false);
    own.setDevicePermissionHandler(() => false);
    own.webRequest.onBeforeRequest((details, answer) => {
      const allowed = /^(station|file|data|blob|devtools|chrome-extension|chrome):/.test(details.url);
      answer({ cancel: !allowed && !isOwnPage(details.url.replace(/^ws/, 'http'), devUrl) });
    });
  });
}
