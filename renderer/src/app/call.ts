import { ORPCError, type ClientLink } from '@orpc/client';
import { ConnectionLost, errorCode, errorData, TimedOut } from '@/ui/components/call-errors.ts';
import { anyConnection, awaitConnection, tellRefused, type Connection } from './connection.ts';

/**
 * The path of a call, from outside to inside:
 *
 * 1. **Command id.** A command of which this window never learned whether it was done goes out under its first id when the
 *    same is sent again, so that it is done once (`ordinaryLink`).
 * 2. **Repeating.** A call whose port died is asked again on the next port, if asking twice does no harm: a command, which
 *    the service knows by its id, and what the contract marks with `read: true` (`repeating`).
 * 3. **Time limit.** Each attempt ends after `timeout`, and at once when its port dies (`attempt`).
 *
 * Below it the port copies what is said (port-link.ts); which port that is, connection.ts knows.
 */

export interface CallContext {
  /** Time limit of an attempt, ms; long work sets its own, 0 for none. */
  timeout?: number;
}
type Options = Parameters<ClientLink<CallContext>['call']>[2];

const CALL_TIMEOUT_MS = 20_000;
/** How often a call is asked again when its port dies under it. */
const REPEATS = 3;

/** One attempt on one connection. @throws TimedOut, ConnectionLost, ORPCError as the service answers */
async function attempt(connection: Connection, path: readonly string[], input: unknown, options: Options): Promise<unknown> {
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

const isCommand = (input: unknown): input is { commandId: string } => typeof input === 'object' && input !== null && 'commandId' in input;
const repeatable = async (path: readonly string[], input: unknown): Promise<boolean> =>
  isCommand(input) || (await import('./reads.ts')).reads.has(path.join('.'));

/** @param onLost called for each port that died under the call */
async function repeating(path: readonly string[], input: unknown, options: Options, onLost: () => void): Promise<unknown> {
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await attempt(await awaitConnection(), path, input, options);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      onLost();
      if (repeats === REPEATS || options.signal?.aborted || !(await repeatable(path, input))) throw error;
    }
  }
}

/**
 * Commands whose outcome this window never learned, by what they would do. Somebody who sends the same form again means
 * the same command, so it goes out under the id it had and is done once.
 */
const unsettled = new Map<string, string>();

/** What a command would do, without its id; null where it cannot be compared: it carries a file. */
function contentOf(path: readonly string[], input: { commandId: string }): string | null {
  let plain = true;
  const text = JSON.stringify([path, { ...input, commandId: '' }], (_key, value: unknown) => {
    if (value instanceof Blob) plain = false;
    return value;
  });
  return plain ? text : null;
}

/** The way of ordinary calls: waits for the session to be taken up, repeats what may be repeated. */
export const ordinaryLink: ClientLink<CallContext> = {
  async call(path, input, options) {
    const content = isCommand(input) ? contentOf(path, input) : null;
    const earlier = content === null ? undefined : unsettled.get(content);
    const sent = earlier === undefined ? input : { ...(input as object), commandId: earlier };
    // Once its port died under it, only an answer says that it was not done before: asking again may have been refused at
    // the door (signed out, locked, a vault that closed with the service), before anybody looked for its id.
    let unknown = earlier !== undefined;
    try {
      const answer = await repeating(path, sent, options, () => (unknown = true));
      if (content !== null) unsettled.delete(content);
      return answer;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'NOT_SIGNED_IN' || code === 'LOCKED') tellRefused(code);
      if (content !== null) {
        // Another operator used this id: it was done, but not by the operator here now.
        const taken = code === 'INVALID' && errorData(error)['field'] === 'commandId';
        if (!taken && (unknown || error instanceof TimedOut || error instanceof ConnectionLost))
          unsettled.set(content, (sent as { commandId: string }).commandId);
        else unsettled.delete(content);
      }
      throw error;
    }
  }
};

/** The way of calls that take the session up: goes out at once on the newest port, one attempt. */
export const directLink: ClientLink<CallContext> = {
  call: async (path, input, options) => attempt(await anyConnection(), path, input, options)
};
