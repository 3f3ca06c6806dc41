import { createProcedureClient, isProcedure, ORPCError, type AnyRouter } from '@orpc/server';
import { holdsFile, packFiles, unpackFiles, type AnswerMessage, type CallMessage } from '../contract/core/wire.ts';

/** The functions of a port: a MessagePort, Electron's port or the relay of a child process. */
export interface ServicePort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(data: unknown): void;
}

type Call = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Answers the calls of a port until it closes, all with the same `context`. */
export function servePort(router: AnyRouter, port: ServicePort, context: object): void {
  const calls = new Map<string, Call>();
  const running = new Map<number, AbortController>();

  /** @throws ORPCError NOT_FOUND */
  function callFor(name: string): Call {
    let call = calls.get(name);
    if (!call) {
      const path = name.split('.');
      // Own properties only, so that a name cannot reach inherited ones.
      let at: unknown = router;
      for (const part of path)
        at = typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? (at as Record<string, unknown>)[part] : undefined;
      if (!isProcedure(at)) throw new ORPCError('NOT_FOUND');
      call = createProcedureClient(at as never, { context, path } as never) as unknown as Call;
      calls.set(name, call);
    }
    return call;
  }

  async function answer(message: Extract<CallMessage, { call: string }>): Promise<void> {
    const { id } = message;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const output = await callFor(message.call)(message.files ? unpackFiles(message.input) : message.input, { signal: controller.signal });
      if (isStream(output)) await stream(id, output, controller.signal);
      else if (holdsFile(output)) send({ id, output: await packFiles(output), files: true });
      else send({ id, output });
    } catch (error) {
      send({ id, error: (error instanceof ORPCError ? error : new ORPCError('INTERNAL_SERVER_ERROR')).toJSON() });
    } finally {
      running.delete(id);
    }
  }

  async function stream(id: number, values: AsyncIterable<unknown>, signal: AbortSignal): Promise<void> {
    send({ id, stream: true });
    for await (const value of values) {
      if (signal.aborted) return;
      send({ id, value });
    }
    send({ id, end: true });
  }

  function send(message: AnswerMessage): void {
    port.postMessage(message);
  }

  port.on('message', ({ data }) => {
    const message = data as CallMessage;
    if (typeof message !== 'object' || message === null || typeof message.id !== 'number') return;
    if ('call' in message && typeof message.call === 'string') void answer(message);
    else running.get(message.id)?.abort();
  });
  port.on('close', () => {
    for (const controller of running.values()) controller.abort();
  });
}
