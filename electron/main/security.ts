import { app, session, type IpcMainEvent, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from './protocol.ts';

/** Whether a URL is a page of this program. It compares origins, never the beginning of the text. */
export function isOwnPage(url: string, devUrl?: string): boolean {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return false;
  }
  // Node gives non-special schemes the origin "null", so compare protocol and host.
  if (`${parsed.protocol}//${parsed.host}` === APP_ORIGIN) return true;
  return devUrl !== undefined && parsed.origin === new URL(devUrl).origin;
}

/** Whether a message comes from the top frame of a page of this program. */
export function isOwnFrame(event: IpcMainEvent | IpcMainInvokeEvent, devUrl?: string): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOwnPage(frame.url, devUrl);
}

function guard(contents: WebContents, devUrl?: string): void {
  const refuseForeign = (event: { preventDefault(): void }, url: string) => {
    if (!isOwnPage(url, devUrl)) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Schemes of pages and developer tools. None leaves this machine or reads a file. */
const LOCAL = /^(station|data|blob|devtools):/;

function close(own: Session, devUrl?: string): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  // Files are saved through the shell, which asks for the place.
  own.on('will-download', (event) => event.preventDefault());
  // A spell checker would download dictionaries.
  own.setSpellCheckerEnabled(false);
  own.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !LOCAL.test(details.url) && !isOwnPage(details.url.replace(/^ws/, 'http'), devUrl) });
  });
}

/**
 * Refuses everything that the program does not need, in every session: foreign pages, new windows, webviews, permissions, devices,
 * downloads and requests that would leave this machine. It must run before the app is ready.
 */
export function lockDown(devUrl?: string): void {
  if (devUrl === undefined) {
    // On top of this, no host name is ever looked up and no proxy searched for.
    app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
    app.commandLine.appendSwitch('no-proxy-server');
  }
  app.on('web-contents-created', (_event, contents) => guard(contents, devUrl));
  const closed = new WeakSet<Session>();
  const once = (own: Session) => {
    if (!closed.has(own)) close(own, devUrl);
    closed.add(own);
  };
  app.on('session-created', once);
  void app.whenReady().then(() => once(session.defaultSession));
}
