import { createORPCErrorFromJson, type ClientLink, type ClientOptions } from '@orpc/client';
import { holdsFile, isPlain, packFiles, unpackFiles, type AnswerMessage, type CallMessage } from '@contract/core/wire.ts';

/** The used part of a port. */
export interface LinkPort {
  addEventListener(event: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(event: 'close', listener: () => void): void;
  postMessage(data: unknown): void;
}

interface Waiting {
  resolve(output: unknown): void;
  reject(error: unknown): void;
  stream: Stream | null;
}

/** The port closed during or before the call. */
export class PortClosed extends Error {
  constructor() {
    super('the port is closed');
    this.name = 'PortClosed';
  }
}

type Context = Record<never, never>;

/** Calls procedures over a port; electron/service/wire.ts answers them. */
export class PortLink implements ClientLink<Context> {
  private readonly port: LinkPort;
  private readonly waiting = new Map<number, Waiting>();
  private latest = 0;
  private closed = false;

  /** The owner must start the port. */
  constructor(port: LinkPort) {
    this.port = port;
    port.addEventListener('message', ({ data }) => this.receive(data as AnswerMessage));
    port.addEventListener('close', () => {
      this.closed = true;
      for (const id of [...this.waiting.keys()]) this.fail(id, new PortClosed());
    });
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<Context>): Promise<unknown> {
    const { signal } = options;
    signal?.throwIfAborted();
    const own = withoutProxies(input);
    const files = holdsFile(own);
    const sent = files ? await packFiles(own) : own;
    if (this.closed) throw new PortClosed();
    const id = (this.latest += 1);
    const stop = () => {
      this.send({ id, stop: true });
      this.fail(id, signal?.reason);
    };
    signal?.addEventListener('abort', stop);
    try {
      return await new Promise((resolve, reject) => {
        this.waiting.set(id, { resolve, reject, stream: null });
        this.send(files ? { id, call: path.join('.'), input: sent, files } : { id, call: path.join('.'), input: sent });
      });
    } catch (error) {
      this.waiting.delete(id);
      throw error;
    } finally {
      // A stream continues until its reader stops it.
      signal?.removeEventListener('abort', stop);
    }
  }

  private receive(message: AnswerMessage): void {
    const waiting = this.waiting.get(message.id);
    if (!waiting) return;
    if ('output' in message) {
      this.waiting.delete(message.id);
      waiting.resolve(message.files ? unpackFiles(message.output) : message.output);
    } else if ('error' in message) {
      this.fail(message.id, createORPCErrorFromJson(message.error));
    } else if ('stream' in message) {
      waiting.stream = new Stream(() => {
        if (this.waiting.delete(message.id)) this.send({ id: message.id, stop: true });
      });
      waiting.resolve(waiting.stream);
    } else if ('value' in message) {
      waiting.stream?.push(message.value);
    } else {
      this.waiting.delete(message.id);
      waiting.stream?.end();
    }
  }

  private fail(id: number, error: unknown): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (waiting?.stream) waiting.stream.fail(error);
    else waiting?.reject(error);
  }

  private send(message: CallMessage): void {
    if (!this.closed) this.port.postMessage(message);
  }
}

/** Copies lists and objects, because a form's state has Vue's proxies, which no port can copy. */
function withoutProxies(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProxies);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, withoutProxies(own)]));
}

type Result = IteratorResult<unknown, undefined>;

/** A queue of values, kept until somebody asks for them. */
class Stream implements AsyncIterableIterator<unknown, undefined> {
  private readonly values: unknown[] = [];
  private asking: { resolve(result: Result): void; reject(error: unknown): void }[] = [];
  private over: { error?: unknown } | null = null;
  private readonly stop: () => void;

  constructor(stop: () => void) {
    this.stop = stop;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  push(value: unknown): void {
    const next = this.asking.shift();
    if (next) next.resolve({ value, done: false });
    else this.values.push(value);
  }

  end(): void {
    this.over ??= {};
    for (const next of this.asking.splice(0)) next.resolve({ value: undefined, done: true });
  }

  fail(error: unknown): void {
    const [next, ...others] = this.asking.splice(0);
    // The reader who waits or asks next gets the error; afterwards the stream is over.
    this.over ??= next ? {} : { error };
    next?.reject(error);
    for (const other of others) other.resolve({ value: undefined, done: true });
  }

  next(): Promise<Result> {
    if (this.values.length > 0) return Promise.resolve({ value: this.values.shift(), done: false });
    if (this.over === null) return new Promise((resolve, reject) => void this.asking.push({ resolve, reject }));
    if (!('error' in this.over)) return Promise.resolve({ value: undefined, done: true });
    const { error } = this.over;
    this.over = {};
    return Promise.reject(error);
  }

  return(): Promise<Result> {
    this.stop();
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }
}
