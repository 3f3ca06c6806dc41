import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerMessage, CallMessage } from '@contract/core/wire.ts';

// The way to the service as the window has it, over real ports, with a service that answers what the test says.

type Station = typeof import('@/app/station.ts');
type Errors = typeof import('@/ui/components/call-errors.ts');
let station: Station;
let errors: Errors;
let refused: string[];
let failures: unknown[];
let greet: () => Promise<void>;
let stopListening: () => void;
const channels: MessageChannel[] = [];

beforeEach(async () => {
  vi.resetModules();
  station = await import('@/app/station.ts');
  errors = await import('@/ui/components/call-errors.ts');
  // Unbuilt, the names of what only reads come with the whole contract: no test waits for that.
  await import('@/app/reads.ts');
  refused = [];
  failures = [];
  greet = async () => {};
  // Each test has a window's program of its own; its listener goes with it.
  const listening = vi.spyOn(window, 'addEventListener');
  station.listenForPorts({ greet: () => greet(), failed: (error) => failures.push(error), refused: (code) => refused.push(code) });
  const [, listener] = listening.mock.calls.at(-1)!;
  listening.mockRestore();
  stopListening = () => window.removeEventListener('message', listener as EventListener);
});
afterEach(() => {
  stopListening();
  for (const { port1, port2 } of channels.splice(0)) [port1, port2].forEach((port) => port.close());
});

/** A call as the service got it. */
type Call = Extract<CallMessage, { call: string }>;

/** A service on a port of its own. It answers when told; `calls` are those it got, in order. */
function service(generation = 1): {
  calls: Call[];
  answer(call: Call, output: unknown): void;
  refuse(call: Call, code: string): void;
  end(): void;
} {
  const channel = new MessageChannel();
  channels.push(channel);
  const calls: Call[] = [];
  channel.port2.on('message', (message: CallMessage) => 'call' in message && calls.push(message));
  const send = (message: AnswerMessage) => channel.port2.postMessage(message);
  const data = { type: 'station-port', generation, demoToken: null };
  window.dispatchEvent(Object.assign(new Event('message'), { data, source: window, ports: [channel.port1 as NodePort] }));
  return {
    calls,
    answer: (call, output) => send({ id: call.id, output }),
    refuse: (call, code) =>
      send({ id: call.id, error: { defined: true, code, status: 400, message: code, data: {}, inferable: true } as never }),
    end: () => channel.port2.close()
  };
}

const until = (met: () => boolean) => vi.waitFor(() => expect(met()).toBe(true), { interval: 1 });
const settings = (commandId: string, graceMinutes = 15) => station.api.station.changeSettings({ commandId, settings: { graceMinutes } });
const idOf = (call: Call | undefined) => (call?.input as { commandId: string }).commandId;

describe('calls', () => {
  it('wait for a port, and for the session to be taken up on it', async () => {
    let taken = () => {};
    greet = () => new Promise((resolve) => (taken = resolve));
    const call = station.api.zones.list({});
    const one = service();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(one.calls).toEqual([]);
    taken();
    await until(() => one.calls.length === 1);
    one.answer(one.calls[0]!, []);
    expect(await call).toEqual([]);
  });

  it('go to the newest port, even when the one before still lives', async () => {
    const first = service(1);
    await new Promise((resolve) => setTimeout(resolve, 0));
    const second = service(1);
    const call = station.api.zones.list({});
    await until(() => second.calls.length === 1);
    second.answer(second.calls[0]!, []);
    await call;
    expect(first.calls).toEqual([]);
  });

  it('wait when their session cannot be resumed, and the owner of the session learns of it', async () => {
    greet = () => Promise.reject(new Error('no answer'));
    const one = service();
    await until(() => failures.length === 1);
    expect(one.calls).toEqual([]);
  });

  it('that were refused because nobody sits there, or the window is locked, are told of', async () => {
    const one = service();
    const call = station.api.zones.list({}).catch((error: unknown) => errors.errorCode(error));
    await until(() => one.calls.length === 1);
    one.refuse(one.calls[0]!, 'LOCKED');
    expect(await call).toBe('LOCKED');
    expect(refused).toEqual(['LOCKED']);
  });
});

describe('a port that dies', () => {
  it('takes a command along to the next one, under its id', async () => {
    const first = service(1);
    const call = settings('one');
    await until(() => first.calls.length === 1);
    first.end();
    const second = service(2);
    await until(() => second.calls.length === 1);
    expect(idOf(second.calls[0])).toBe('one');
    second.answer(second.calls[0]!, {});
    expect(await call).toEqual({});
  });

  it('takes along what only reads, whatever it is called, and nothing that leaves a trace', async () => {
    const first = service(1);
    const read = station.api.reservations.today();
    const recorded = station.api.people.reveal({ id: 1, field: 'mobile' }).catch((error: unknown) => error);
    await until(() => first.calls.length === 2);
    first.end();
    const second = service(2);
    await until(() => second.calls.length === 1);
    expect(second.calls[0]!.call).toBe('reservations.today');
    second.answer(second.calls[0]!, {});
    expect(await read).toEqual({});
    expect(await recorded).toBeInstanceOf(errors.ConnectionLost);
    expect(second.calls.length).toBe(1);
  });

  it('ends what cannot be asked twice', async () => {
    const first = service(1);
    const call = station.api.access.signIn({ name: 'a', password: 'b' }).catch((error: unknown) => error);
    await until(() => first.calls.length === 1);
    first.end();
    expect(await call).toBeInstanceOf(errors.ConnectionLost);
  });

  it('is not asked for ever: a command that kills the service again and again is given up', async () => {
    let now = service(1);
    const call = settings('deadly').catch((error: unknown) => error);
    for (let generation = 2; generation <= 5; generation += 1) {
      const dying = now;
      await until(() => dying.calls.length === 1);
      dying.end();
      if (generation < 5) now = service(generation);
    }
    expect(await call).toBeInstanceOf(errors.ConnectionLost);
  });
});

describe('a command without an answer', () => {
  /** Sends it and lets the time run out. */
  async function timesOut(one: ReturnType<typeof service>, commandId: string, graceMinutes?: number): Promise<void> {
    const before = one.calls.length;
    const call = station.api.station
      .changeSettings({ commandId, settings: { graceMinutes: graceMinutes ?? 15 } }, { context: { timeout: 10 } })
      .catch((error: unknown) => error);
    await until(() => one.calls.length === before + 1);
    expect(await call).toBeInstanceOf(errors.TimedOut);
  }

  it('goes out under its first id when the same is sent again', async () => {
    const one = service();
    await timesOut(one, 'first');
    const again = settings('second');
    await until(() => one.calls.length === 2);
    expect(idOf(one.calls[1])).toBe('first');
    one.answer(one.calls[1]!, {});
    await again;
    // Settled now: the next like it is a new one.
    const third = settings('third');
    await until(() => one.calls.length === 3);
    expect(idOf(one.calls[2])).toBe('third');
    one.answer(one.calls[2]!, {});
    await third;
  });

  it('says nothing about another one', async () => {
    const one = service();
    await timesOut(one, 'first', 15);
    const other = settings('second', 20);
    await until(() => one.calls.length === 2);
    expect(idOf(one.calls[1])).toBe('second');
    one.answer(one.calls[1]!, {});
    await other;
  });

  it('is not settled by a refusal, which may come before anybody looks for its id', async () => {
    const one = service();
    await timesOut(one, 'first');
    for (const id of ['second', 'third']) {
      const again = settings(id).catch((error: unknown) => errors.errorCode(error));
      await until(() => one.calls.length === (id === 'second' ? 2 : 3));
      expect(idOf(one.calls.at(-1))).toBe('first');
      one.refuse(one.calls.at(-1)!, 'VAULT_LOCKED');
      expect(await again).toBe('VAULT_LOCKED');
    }
    const last = settings('fourth');
    await until(() => one.calls.length === 4);
    expect(idOf(one.calls[3])).toBe('first');
    one.answer(one.calls[3]!, {});
    await last;
  });

  it('asked for again on the next port and refused there, keeps its id', async () => {
    const one = service();
    const first = settings('first').catch((error: unknown) => errors.errorCode(error));
    await until(() => one.calls.length === 1);
    one.end();
    const two = service(2);
    await until(() => two.calls.length === 1);
    two.refuse(two.calls[0]!, 'VAULT_LOCKED');
    expect(await first).toBe('VAULT_LOCKED');
    void settings('second').catch(() => {});
    await until(() => two.calls.length === 2);
    expect(idOf(two.calls[1])).toBe('first');
  });
});
