import { RPCHandler } from '@orpc/server/message-port';
import type { PortSession, Station } from './context.ts';
import { router } from './router.ts';

/** What a port must do; a real MessagePort, Electron's or the child process's relay. */
export interface ServicePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(data: unknown): void;
}

const handler = new RPCHandler(router);

/** Serves one window's port; the session begins signed out and ends with the port. */
export function serve(station: Station, port: ServicePort): PortSession {
  const session: PortSession = { sessionId: null, operator: null, locked: false, accountsVersion: -1 };
  handler.upgrade(port as never, { context: { station, session } });
  return session;
}
