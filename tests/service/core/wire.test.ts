import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { os } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reactive } from 'vue';
import { serve } from '../../../electron/service/server.ts';
import { servePort, type ServicePort } from '../../../electron/service/wire.ts';
import { PortClosed, PortLink } from '../../../renderer/src/app/port-link.ts';
import { cid, errorOf, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
let channel: MessageChannel;
beforeEach(async () => {
  t = await openTestStation();
  channel = new MessageChannel();
});
afterEach(async () => {
  channel.port1.close();
  await t.close();
});

const servicePort = (): ServicePort => ({
  on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
    channel.port2.on(event, (data: unknown) => listener({ data })),
  postMessage: (data) => channel.port2.postMessage(data)
});

function linked<T>(): T {
  const client = createORPCClient(new PortLink(channel.port1 as never));
  channel.port1.start();
  return client as T;
}

const head = { name: 'head', displayName: '站长', password: 'correct horse' };

async function signedIn(): Promise<Client> {
  serve(t.station, servicePort());
  const client = linked<Client>();
  await client.station.setUp({ commandId: cid(), language: 'zh-CN', stationName: '示范站', zones: [], demonstration: false, head });
  return client;
}

describe('a port', () => {
  it('carries calls, answers and declared errors of the real service', async () => {
    const client = await signedIn();
    expect((await client.station.status()).settings.stationName).toBe('示范站');
    expect((await client.access.accounts.list()).map((account) => account.name)).toEqual(['head']);
    expect(await errorOf(client.people.get({ id: 99 }))).toEqual({ code: 'NOT_FOUND', data: { what: 'person', id: 99 } });
    const refused = await client.people.get({ id: 'x' as never }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ORPCError);
    expect(refused).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['id'] }] } });
  });

  it('knows the procedures of the contract by their own names only', async () => {
    serve(t.station, servicePort());
    const client = linked<Record<string, Record<string, (input?: unknown) => Promise<unknown>>>>();
    for (const [area, name] of [
      ['people', 'nothing'],
      ['constructor', 'name'],
      ['people', '__proto__'],
      ['people', '~orpc']
    ] as const) {
      expect(await errorOf(client[area]![name]!()), `${area}.${name}`).toMatchObject({ code: 'NOT_FOUND' });
    }
    // What is no message is let lie.
    for (const rubbish of [null, 1, 'x', {}, { id: 'x' }, { id: 7 }]) channel.port1.postMessage(rubbish);
    expect(await client.station!.status!()).toMatchObject({ setUp: false });
  });

  it('carries files both ways, with their names and types', async () => {
    const echo = os.handler(({ input }) => input);
    servePort(os.router({ echo }), servicePort(), {});
    const client = linked<{ echo(value: unknown): Promise<never> }>();
    const sent = {
      at: new Date(5),
      list: [null, { file: new File(['名单'], '名单.xlsx', { type: 'text/x' }) }],
      photo: new Blob([new Uint8Array([1, 255])], { type: 'image/png' })
    };
    const back = (await client.echo(sent)) as typeof sent;
    expect(back.at).toEqual(new Date(5));
    const { file } = back.list[1] as { file: File };
    expect([file.name, file.type, await file.text()]).toEqual(['名单.xlsx', 'text/x', '名单']);
    expect([back.photo.type, [...new Uint8Array(await back.photo.arrayBuffer())]]).toEqual(['image/png', [1, 255]]);
    // As they are: no copy of anything without a file.
    const plain = { a: [1, 'x', null], map: new Map([[1, 2]]), bytes: new Uint8Array([7]), nothing: undefined };
    expect(await client.echo(plain)).toEqual(plain);
  });

  it('carries what a form holds, proxies and all', async () => {
    servePort(os.router({ echo: os.handler(({ input }) => input) }), servicePort(), {});
    const client = linked<{ echo(value: unknown): Promise<unknown> }>();
    const form = reactive({ name: '张三', tags: ['甲'], at: { from: new Date(3) }, file: new File(['x'], 'x.txt') });
    const back = (await client.echo({ form, list: form.tags })) as { form: typeof form; list: string[] };
    expect([back.form.name, back.form.tags, back.form.at.from, back.form.file.name, back.list]).toEqual([
      '张三',
      ['甲'],
      new Date(3),
      'x.txt',
      ['甲']
    ]);
  });

  it('answers what cannot be sent with an error, not with silence', async () => {
    servePort(
      os.router({ odd: os.handler(() => ({ f: () => 1 })), breaks: os.handler(() => Promise.reject(new Error('secret'))) }),
      servicePort(),
      {}
    );
    const client = linked<{ odd(): Promise<unknown>; breaks(): Promise<unknown> }>();
    expect(await errorOf(client.odd())).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    const error = (await client.breaks().catch((e: unknown) => e)) as Error;
    expect(error.message).not.toContain('secret');
  });

  it('streams, and stops streaming when nobody reads on', async () => {
    const client = await signedIn();
    const seen: string[][] = [];
    const changes = await client.station.changes();
    const reading = (async () => {
      for await (const { topics } of changes) {
        seen.push(topics);
        if (seen.length === 2) break;
      }
    })();
    await client.station.changeSettings({ commandId: cid(), settings: { graceMinutes: 20 } });
    await expect.poll(() => seen.length).toBe(1);
    await client.station.changeSettings({ commandId: cid(), settings: { graceMinutes: 21 } });
    await reading;
    expect(seen).toEqual([['settings'], ['settings']]);
    const listeners = (t.station.changes as unknown as { listeners: Set<unknown> }).listeners;
    await expect.poll(() => listeners.size).toBe(0);
  });

  it('informs the service when a call is abandoned', async () => {
    let stopped = false;
    const slow = os.handler(
      ({ signal }) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => {
            stopped = true;
            resolve(null);
          });
        })
    );
    servePort(os.router({ slow }), servicePort(), {});
    const client = linked<{ slow(input: undefined, options: { signal: AbortSignal }): Promise<unknown> }>();
    const controller = new AbortController();
    const call = client.slow(undefined, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    await expect.poll(() => stopped).toBe(true);
    await expect(client.slow(undefined, { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('ends calls and streams when it closes, and refuses new ones', async () => {
    const client = await signedIn();
    const changes = await client.station.changes();
    const next = changes[Symbol.asyncIterator]().next();
    const ended = expect(next).rejects.toBeInstanceOf(PortClosed);
    channel.port2.close();
    await ended;
    await expect(client.station.status()).rejects.toBeInstanceOf(PortClosed);
  });
});
