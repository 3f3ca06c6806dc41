import { ORPCError, type ClientLink } from '@orpc/client';
import { ConnectionLost, errorCode, errorData, TimedOut } from '@/ui/components/call-errors.ts';
import { anyConnection, awaitConnection, tellRefused, type Connection } from './connection.ts';

/**
 * The path of a call, from outside to inside:
 *
 * 1. **Command id.** If this window never learned whether a command was done and sends the same command again, it uses the first
 *    id, so that the command is done once (`ordinaryLink`).
 * 2. **Repeating.** A call whose port died is repeated on the next port if that does no harm: a command, which the service knows by
 *    its id, or a procedure that the contract marks with `read: true` (`repeating`).
 * 3. **Time limit.** Each attempt ends after `timeout`, and at once when its port dies (`attempt`).
 *
 * Below that, port-link.ts sends messages over the port, and connection.ts knows the current port.
 */

export interface CallContext {
  /** Time limit of an attempt, ms; 0: no limit. Long work sets its own. */
  timeout?: number;
}
type Options = Parameters<ClientLink<CallContext>['call']>[2];

const CALL_TIMEOUT_MS = 20_000;
/** Most repetitions of a call whose port dies. */
const REPEATS = 3;

/** One attempt on one connection. @throws TimedOut, ConnectionLost, or the ORPCError of the service */
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

/** Calls and repeats where that is safe. @param onLost called for each port that died during the call */
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
 * Ids of commands whose outcome this window never learned, by their content. Sending the same form again means the same command, so it
 * goes out under its first id and is done once.
 */
const unsettled = new Map<string, string>();

/** The content of a command without its id; null for a command with a file, which cannot be compared. */
function contentOf(path: readonly string[], input: { commandId: string }): string | null {
  let plain = true;
  const text = JSON.stringify([path, { ...input, commandId: '' }], (_key, value: unknown) => {
    if (value instanceof Blob) plain = false;
    return value;
  });
  return plain ? text : null;
}

/** The link of ordinary calls: waits until the session is resumed, and repeats where that is safe. */
export const ordinaryLink: ClientLink<CallContext> = {
  async call(path, input, options) {
    const content = isCommand(input) ? contentOf(path, input) : null;
    const earlier = content === null ? undefined : unsettled.get(content);
    const sent = earlier === undefined ? input : { ...(input as object), commandId: earlier };
    // After its port died, only an answer tells that the command was not done before. A repetition may be refused before its id is looked
    // up (signed out, locked, a vault that locked with the service).
    let unknown = earlier !== undefined;
    try {
      const answer = await repeating(path, sent, options, () => (unknown = true));
      if (content !== null) unsettled.delete(content);
      return answer;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'NOT_SIGNED_IN' || code === 'LOCKED') tellRefused(code);
      if (content !== null) {
        // Another operator used this id, so the command was done, but not by the present operator.
        const taken = code === 'INVALID' && errorData(error)['field'] === 'commandId';
        if (!taken && (unknown || error instanceof TimedOut || error instanceof ConnectionLost))
          unsettled.set(content, (sent as { commandId: string }).commandId);
        else unsettled.delete(content);
      }
      throw error;
    }
  }
};

/** The link of calls that resume the session: one attempt, at once, on the newest port. */
export const directLink: ClientLink<CallContext> = {
  call: async (path, input, options) => attempt(await anyConnection(), path, input, options)
};
