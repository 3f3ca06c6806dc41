import type { PortGreeting } from '@contract/core/boot.ts';
import { ConnectionLost } from '@/ui/components/call-errors.ts';
import { PortLink } from './port-link.ts';

/** The current port to the service, and whether the session is resumed on it. */

const RECONNECT_TIMEOUT_MS = 15_000;

export interface Connection {
  link: PortLink;
  /** Rejects with ConnectionLost when the port dies. */
  lost: Promise<never>;
  drop: () => void;
  dropped: boolean;
}

/** The owner of the session: greets each new port and learns of refused calls. */
export interface PortListener {
  /** Resumes the session, before ordinary calls go out on the port. */
  greet(greeting: PortGreeting): Promise<void>;
  /** Called when `greet` failed for another reason than the loss of the port. */
  failed(error: unknown): void;
  /** Called when an ordinary call was answered NOT_SIGNED_IN or LOCKED. */
  refused(code: 'NOT_SIGNED_IN' | 'LOCKED'): void;
}

let owner: PortListener = { greet: async () => {}, failed() {}, refused() {} };
let newest: Connection | null = null;
/** The connection with a resumed session, for ordinary calls. */
let ready: Connection | null = null;
let waiters: ((connection: Connection) => void)[] = [];

function connect(greeting: PortGreeting, port: MessagePort): void {
  newest?.drop();
  let drop = () => {};
  const lost = new Promise<never>((_resolve, reject) => {
    drop = () => {
      connection.dropped = true;
      reject(new ConnectionLost());
    };
  });
  lost.catch(() => {});
  // This listener runs before that of the link, which ends its calls with its own error.
  port.addEventListener('close', () => (newest === connection ? dropConnection() : drop()));
  port.start();
  const connection: Connection = { link: new PortLink(port), lost, drop: () => drop(), dropped: false };
  newest = connection;
  ready = null;
  // The session is resumed before waiting calls go out.
  owner.greet(greeting).then(
    () => {
      if (newest !== connection) return;
      ready = connection;
      for (const waiter of waiters.splice(0)) waiter(connection);
    },
    (error: unknown) => {
      if (newest === connection) owner.failed(error);
    }
  );
}

/** Waits for the connection for ordinary calls while the service starts again. @throws ConnectionLost when none comes in time */
export function awaitConnection(): Promise<Connection> {
  if (ready) return Promise.resolve(ready);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      waiters = waiters.filter((waiter) => waiter !== accept);
      reject(new ConnectionLost());
    }, RECONNECT_TIMEOUT_MS);
    const accept = (connection: Connection) => {
      clearTimeout(timer);
      resolve(connection);
    };
    waiters.push(accept);
  });
}

/** The newest connection, even before its session is resumed. @throws ConnectionLost when there is none */
export async function anyConnection(): Promise<Connection> {
  if (!newest) throw new ConnectionLost();
  return newest;
}

/** Tells the owner of the session that an ordinary call was refused. */
export const tellRefused = (code: 'NOT_SIGNED_IN' | 'LOCKED'): void => owner.refused(code);

/** Begins listening for ports; called once. */
export function listenForPorts(listener: PortListener): void {
  owner = listener;
  window.addEventListener('message', (event: MessageEvent<PortGreeting>) => {
    const [port] = event.ports;
    if (event.source !== window || event.data?.type !== 'station-port' || !port) return;
    connect(event.data, port);
  });
}

/** Drops the connection when the service is gone: running calls fail now, later ones wait for the new port. */
export function dropConnection(): void {
  newest?.drop();
  newest = null;
  ready = null;
}
