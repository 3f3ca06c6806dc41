import type { PortGreeting } from '@contract/core/boot.ts';
import { ConnectionLost } from '@/ui/components/call-errors.ts';
import { PortLink } from './port-link.ts';

/** The port that leads to the service: which one is the newest, and whether the session has been taken up on it. */

const RECONNECT_TIMEOUT_MS = 15_000;

export interface Connection {
  link: PortLink;
  /** Fails with ConnectionLost as soon as the port died. */
  lost: Promise<never>;
  drop: () => void;
  dropped: boolean;
}

/** What the owner of the session does for each new port, and what it must know of ordinary calls. */
export interface PortListener {
  /** Takes the session up again; runs before ordinary calls go out on the port. */
  greet(greeting: PortGreeting): Promise<void>;
  /** `greet` failed for a reason other than another loss of the port. */
  failed(error: unknown): void;
  /** An ordinary call was answered NOT_SIGNED_IN or LOCKED. */
  refused(code: 'NOT_SIGNED_IN' | 'LOCKED'): void;
}

let owner: PortListener = { greet: async () => {}, failed() {}, refused() {} };
let newest: Connection | null = null;
/** The connection whose session has been taken up; ordinary calls use it. */
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
  // Heard before the link hears it, which then ends its calls with an error of its own.
  port.addEventListener('close', () => (newest === connection ? dropConnection() : drop()));
  port.start();
  const connection: Connection = { link: new PortLink(port), lost, drop: () => drop(), dropped: false };
  newest = connection;
  ready = null;
  // The session is taken up again before anything that waited goes out.
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

/** The connection for ordinary calls, waited for while the service starts anew. @throws ConnectionLost when none comes in time */
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

/** The newest connection, its session taken up or not. @throws ConnectionLost when there is none */
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

/** The service is gone: whatever is under way fails now, what comes next waits for the new port. */
export function dropConnection(): void {
  newest?.drop();
  newest = null;
  ready = null;
}
