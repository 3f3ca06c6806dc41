import { wipePort } from './core/vault/memory.ts';
import type { PortSession, Station } from './core/context.ts';
import { router } from './router.ts';
import { servePort, type ServicePort } from './wire.ts';

export type { ServicePort };

/** Serves one window's port; the session begins signed out and ends with the port. */
export function serve(station: Station, port: ServicePort): PortSession {
  const session: PortSession = { sessionId: null, operator: null, locked: false, accountsVersion: -1 };
  servePort(router, port, { station, session });
  port.on('close', () => wipePort({ station, session }));
  return session;
}
