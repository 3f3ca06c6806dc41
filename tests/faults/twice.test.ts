import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../electron/service/core/audit/chain.ts';
import { serve, type ServicePort } from '../../electron/service/server.ts';
import { PortLink } from '../../renderer/src/app/port-link.ts';
import { expectSound } from '../fixtures/schedule.ts';
import { cid, codeOf, openTestStation, PASSWORD, type Client, type TestStation } from '../fixtures/station.ts';
import { faultsIn, prepareGround, script, type Ground, type Step } from './script.ts';

// R13: the same command is sent several times: after its answer, at the same time, after its answer was lost. It is done once, and
// every call gets the first answer.

let t: TestStation;
let head: Client;
let ground: Ground;
beforeEach(async () => {
  t = await openTestStation();
  head = await t.as('head');
  ground = await prepareGround(head);
});
afterEach(() => t.close());

/** The first steps of the script until each kind has come up `each` times. */
function everyKind(each: number): Step[] {
  const wanted = new Map(['reservation', 'series', 'person', 'organisation', 'account', 'settings'].map((kind) => [kind, each]));
  const steps: Step[] = [];
  for (const step of script(ground, 11)) {
    const left = wanted.get(step.kind) ?? 0;
    if (left > 0) {
      steps.push(step);
      wanted.set(step.kind, left - 1);
    }
    if ([...wanted.values()].every((count) => count === 0)) return steps;
  }
  return steps;
}

/** The answer of a step, or its code; the script's own notes on what it made are left aside. */
const outcome = (step: Step, client: Client) =>
  step.run(client).then(
    (answer) => JSON.stringify(answer ?? 'done'),
    (error: { code: string }) => error.code
  );
const auditRows = () => (t.station.sqlite.prepare('select count(*) as n from audit').get() as { n: number }).n;

async function expectOnce(acknowledged: string[]): Promise<void> {
  expect(faultsIn(t.station.sqlite, acknowledged)).toEqual([]);
  expect(verifyChain(t.station.sqlite)).toMatchObject({ ok: true });
  await expectSound(t);
}

describe('a command sent twice', () => {
  it('after its answer does nothing more and gets the same answer', async () => {
    const acknowledged: string[] = [];
    for (const step of everyKind(2)) {
      const first = await outcome(step, head);
      const rows = auditRows();
      expect(await outcome(step, head), step.kind).toBe(first);
      expect(auditRows(), step.kind).toBe(rows);
      if (!/CLASH/.test(first)) acknowledged.push(step.commandId);
    }
    expect(acknowledged.length).toBeGreaterThan(8);
    await expectOnce(acknowledged);
  });

  it('five times at once is done once', async () => {
    const acknowledged: string[] = [];
    for (const step of everyKind(2)) {
      const answers = await Promise.all([1, 2, 3, 4, 5].map(() => outcome(step, head)));
      expect(new Set(answers).size, step.kind).toBe(1);
      if (!/CLASH/.test(answers[0]!)) acknowledged.push(step.commandId);
    }
    await expectOnce(acknowledged);
  });

  it('after a restart still gets its first answer', async () => {
    const [step] = everyKind(1).filter(({ kind }) => kind === 'person');
    const { token } = await signInAt(head);
    const before = t.anonymous();
    await before.access.resume({ token });
    const first = await outcome(step!, before);
    await t.reopen();
    const after = t.anonymous();
    await after.access.resume({ token });
    expect(await outcome(step!, after)).toBe(first);
    await expectOnce([step!.commandId]);
  });

  it('by somebody else, or for something else, is refused', async () => {
    const commandId = cid();
    await head.station.changeSettings({ commandId, settings: { graceMinutes: 20 } });
    expect(await codeOf((await t.as('head')).station.changeSettings({ commandId, settings: { graceMinutes: 30 } }))).toBe('INVALID');
    expect(await codeOf(head.organisations.create({ commandId, parentId: null, kind: 'enterprise', name: '甲公司' }))).toBe('INVALID');
    expect((await head.station.status()).settings.graceMinutes).toBe(20);
  });

  it('that was refused may be sent again once what was in its way is gone', async () => {
    const create = { commandId: cid(), name: 'desk', displayName: '前台', roles: ['front_desk' as const], password: '12345678' };
    expect(await codeOf(head.access.accounts.create(create))).toBe('WEAK_PASSWORD');
    const { id } = await head.access.accounts.create({ ...create, password: PASSWORD });
    expect(id).toBeGreaterThan(0);
  });
});

/** An account that can be resumed by its token, as a window does. */
async function signInAt(client: Client): Promise<{ token: string }> {
  const name = cid();
  await client.access.accounts.create({ commandId: name, name, displayName: '赵甲子', roles: ['head', 'viewer'], password: PASSWORD });
  return t.anonymous().access.signIn({ name, password: PASSWORD });
}

/** A window: a port of its own, and the session taken up on it. */
async function windowWith(token: string): Promise<{ client: Client; vanish(): void }> {
  const channel = new MessageChannel();
  const port: ServicePort = {
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      channel.port2.on(event, (data: unknown) => listener({ data })),
    postMessage: (data) => channel.port2.postMessage(data)
  };
  serve(t.station, port);
  const client = createORPCClient(new PortLink(channel.port1 as never)) as Client;
  channel.port1.start();
  await client.access.resume({ token });
  return { client, vanish: () => channel.port1.close() };
}

describe('an answer lost on the way', () => {
  it('is asked for again over the next port, and nothing is done twice', async () => {
    const { token } = await signInAt(head);
    const acknowledged: string[] = [];
    let lost = 0;
    for (const [index, step] of everyKind(3).entries()) {
      const before = await windowWith(token);
      const call = outcome(step, before.client);
      // The port goes at once, a moment later, or with the command kept and the answer on its way.
      if (index % 3 === 0) before.vanish();
      else if (index % 3 === 1) setImmediate(() => before.vanish());
      else {
        while (!t.station.sqlite.prepare('select 1 from command where id = ?').get(step.commandId)) {
          const answered = await Promise.race([call, new Promise((resolve) => setImmediate(resolve))]);
          if (answered !== undefined) break;
        }
        before.vanish();
      }
      const first = await call;
      if (first === undefined || first === 'undefined') lost += 1;
      const after = await windowWith(token);
      const second = await outcome(step, after.client);
      after.vanish();
      if (!/CLASH/.test(second)) acknowledged.push(step.commandId);
    }
    expect(lost).toBeGreaterThan(5);
    expect(acknowledged.length).toBeGreaterThan(10);
    await expectOnce(acknowledged);
  });
});
