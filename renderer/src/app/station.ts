import { ConnectionLost, TimedOut, errorCode, errorData } from '@/ui/components/call-errors.ts';
import { createORPCClient, ORPCError, type ClientLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { PortGreeting } from '@contract/core/boot.ts';
import type { Contract } from '@contract/index.ts';
import { PortLink } from './port-link.ts';

/**
 * The typed way to the station service. Calls go over the port that main hands out; when the service was restarted they
 * go over its new port. Each call has a time limit, and no call ever hangs on a port that died.
 */

export interface CallContext {
  /** Time limit, ms; long work sets its own, 0 for none. */
  timeout?: number;
}
export type StationClient = ContractRouterClient<Contract, CallContext>;

const CALL_TIMEOUT_MS = 20_000;
const RECONNECT_TIMEOUT_MS = 15_000;

interface Connection {
  generation: number;
  link: PortLink;
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

let current: Connection | null = null;
let waiters: ((connection: Connection) => void)[] = [];
let owner: PortListener = { greet: async () => {}, failed() {}, refused() {} };

function connect(greeting: PortGreeting, port: MessagePort): void {
  current?.drop();
  let drop = () => {};
  const lost = new Promise<never>((_resolve, reject) => {
    drop = () => {
      connection.dropped = true;
      reject(new ConnectionLost());
    };
  });
  lost.catch(() => {});
  // Heard before the link hears it, which then ends its calls with an error of its own.
  port.addEventListener('close', () => (current === connection ? dropConnection() : drop()));
  port.start();
  const connection: Connection = { generation: greeting.generation, link: new PortLink(port), lost, drop: () => drop(), dropped: false };
  current = connection;
  ready = null;
  // The session is taken up again before anything that waited goes out.
  owner.greet(greeting).then(
    () => {
      if (current !== connection) return;
      ready = connection;
      for (const waiter of waiters.splice(0)) waiter(connection);
    },
    (error: unknown) => {
      if (current === connection) owner.failed(error);
    }
  );
}

/** The connection whose session has been taken up; ordinary calls use it. */
let ready: Connection | null = null;

function awaitConnection(): Promise<Connection> {
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

async function callOnce(
  connection: Connection,
  path: readonly string[],
  input: unknown,
  options: Parameters<ClientLink<CallContext>['call']>[2]
) {
  const controller = new AbortController();
  const cancel = () => controller.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', cancel);
  const limit = options.context.timeout ?? CALL_TIMEOUT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    if (limit > 0) timer = setTimeout(() => reject(new TimedOut()), limit);
  });
  try {
    const call = connection.link.call(path, input, { ...options, context: {}, signal: controller.signal });
    return await Promise.race([call, late, connection.lost]);
  } catch (error) {
    if (error instanceof TimedOut || error instanceof ConnectionLost) controller.abort();
    if (connection.dropped && !(error instanceof ORPCError) && !options.signal?.aborted) throw new ConnectionLost();
    throw error;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', cancel);
  }
}

const hasCommandId = (input: unknown): input is { commandId: string } =>
  typeof input === 'object' && input !== null && 'commandId' in input;
const READS = new Set(['get', 'list', 'status']);
/** How often a call is asked again when its port dies under it. */
const REPEATS = 3;

/**
 * Commands whose outcome this window never learned, by what they would do. Somebody who sends the same form again means
 * the same command, so it goes out under the id it had and is done once.
 */
const unsettled = new Map<string, string>();

function contentOf(path: readonly string[], input: { commandId: string }): string | null {
  let plain = true;
  const text = JSON.stringify([path, { ...input, commandId: '' }], (_key, value: unknown) => {
    if (value instanceof Blob) plain = false;
    return value;
  });
  return plain ? text : null;
}

async function callRepeating(
  path: readonly string[],
  input: unknown,
  options: Parameters<ClientLink<CallContext>['call']>[2],
  onLost: () => void
): Promise<unknown> {
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await callOnce(await awaitConnection(), path, input, options);
    } catch (error) {
      // Asking again with the same command id answers what became of it, and does nothing twice. Reads are safe anyway.
      if (error instanceof ConnectionLost) onLost();
      const repeatable = hasCommandId(input) || READS.has(path.at(-1) ?? '');
      if (!(error instanceof ConnectionLost) || !repeatable || repeats === REPEATS || options.signal?.aborted) throw error;
    }
  }
}

const link: ClientLink<CallContext> = {
  async call(path, input, options) {
    const content = hasCommandId(input) ? contentOf(path, input) : null;
    const earlier = content === null ? undefined : unsettled.get(content);
    const sent = earlier === undefined ? input : { ...(input as object), commandId: earlier };
    // Once its port died under it, only an answer says that it was not done before: asking again may have been refused at
    // the door (signed out, locked, a vault that closed with the service), before anybody looked for its id.
    let unknown = earlier !== undefined;
    try {
      const answer = await callRepeating(path, sent, options, () => (unknown = true));
      if (content !== null) unsettled.delete(content);
      return answer;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'NOT_SIGNED_IN' || code === 'LOCKED') owner.refused(code);
      if (content !== null) {
        // An id that somebody else used is known to be done, and not by whoever sits here now.
        const taken = code === 'INVALID' && errorData(error)['field'] === 'commandId';
        if (!taken && (unknown || error instanceof TimedOut || error instanceof ConnectionLost))
          unsettled.set(content, (sent as { commandId: string }).commandId);
        else unsettled.delete(content);
      }
      throw error;
    }
  }
};

/** Every procedure of the contract. */
export const api: StationClient = createORPCClient(link);

const directLink: ClientLink<CallContext> = {
  call: (path, input, options) => {
    if (!current) return Promise.reject(new ConnectionLost());
    return callOnce(current, path, input, options);
  }
};
/** For taking the session up again while ordinary calls still wait. */
export const directApi: StationClient = createORPCClient(directLink);

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
  current?.drop();
  current = null;
  ready = null;
}

/** A new command id. One id per intention: make it when the form is sent, not when it is sent again. */
export const newCommandId = (): string => crypto.randomUUID();
