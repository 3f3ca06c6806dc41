import { once } from 'node:events';
import { registerHooks } from 'node:module';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import type { Client } from './open.ts';
import { TOKEN } from './generate.ts';

// Runs the window's own link; only its alias for the contract is resolved here.
const contract = new URL('../../electron/contract/', import.meta.url);
registerHooks({
  resolve: (name, context, next) => next(name.startsWith('@contract/') ? new URL(name.slice(10), contract).href : name, context)
});
const { PortLink } = await import('../../renderer/src/app/port-link.ts');

/** The service in a thread of its own, called over ports as by the window. */
export interface Rpc {
  /** Signed in as the head. */
  client: Client;
  /** Nobody is signed in here. */
  anonymous: Client;
  /** Asks for a prepared answer, over our RPC or over a bare port. */
  ready(what: 'empty' | 'rows'): Promise<unknown>;
  raw(what: 'empty' | 'rows'): Promise<unknown>;
  stop(): Promise<void>;
}

/** Message of the bare port, there and back. */
export interface RawMessage {
  id: number;
  what: 'empty' | 'rows';
  data?: unknown;
}

export interface RpcPorts {
  dataFolder: string;
  service: MessagePort[];
  ready: MessagePort;
  raw: MessagePort;
}

export async function startRpc(dataFolder: string): Promise<Rpc> {
  const channels = [new MessageChannel(), new MessageChannel(), new MessageChannel(), new MessageChannel()] as const;
  const [mine, nobody, made, bare] = channels;
  const workerData: RpcPorts = { dataFolder, service: [mine.port2, nobody.port2], ready: made.port2, raw: bare.port2 };
  const worker = new Worker(new URL('./rpc-worker.ts', import.meta.url), {
    workerData,
    transferList: channels.map((channel) => channel.port2)
  });
  await once(worker, 'message');
  const clientOf = <T>(port: MessagePort): T => {
    const client = createORPCClient(new PortLink(port as never)) as T;
    port.start();
    return client;
  };
  const client = clientOf<Client>(mine.port1);
  await client.access.resume({ token: TOKEN });
  const ready = clientOf<{ empty(): Promise<unknown>; rows(): Promise<unknown> }>(made.port1);
  const waiting = new Map<number, (data: unknown) => void>();
  let id = 0;
  bare.port1.on('message', (message: RawMessage) => {
    waiting.get(message.id)?.(message.data);
    waiting.delete(message.id);
  });
  return {
    client,
    anonymous: clientOf<Client>(nobody.port1),
    ready: (what) => ready[what](),
    raw: (what) =>
      new Promise((resolve) => {
        id += 1;
        waiting.set(id, resolve);
        bare.port1.postMessage({ id, what } satisfies RawMessage);
      }),
    async stop() {
      worker.postMessage('stop');
      await once(worker, 'exit');
      for (const { port1 } of channels) port1.close();
    }
  };
}
