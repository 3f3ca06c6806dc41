import { createRouterClient } from '@orpc/server';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../electron/contract/index.ts';
import { resume } from '../../electron/service/core/access/sessions.ts';
import { FixedClock } from '../../electron/service/core/clock.ts';
import type { Log, PortSession, Station } from '../../electron/service/core/context.ts';
import { router } from '../../electron/service/router.ts';
import { SCHEMA } from '../../electron/service/schema.ts';
import { closeStation, openStation } from '../../electron/service/core/station/open.ts';
import { assertFull } from './data.ts';
import { TOKEN } from './generate.ts';
import { NOW } from './plan.ts';
import { traceStatements, type Traced } from './trace.ts';

export type Client = ContractRouterClient<Contract>;

/** A station opened by the program, and a client signed in as its head; calls run in full, with checks and audit. */
export interface OpenedStation {
  station: Station;
  client: Client;
  /** The statements issued since the last call; empty unless opened with `noting`. */
  take(): Traced[];
  close(): Promise<void>;
}

/** A failure inside the service must not pass for a fast answer. */
const loud: Log = { info() {}, warn: console.warn, error: console.error };

export const newSession = (): PortSession => ({ sessionId: null, operator: null, locked: false, accountsVersion: -1 });

export function openData(dataFolder: string): Station {
  const station = openStation({ dataFolder, schema: SCHEMA, version: '0.0.0', log: loud, clock: new FixedClock(NOW) });
  assertFull(station.sqlite);
  return station;
}

/** @param noting whether to note every statement, which takes time of its own */
export async function openBench(dataFolder: string, noting = false): Promise<OpenedStation> {
  const station = openData(dataFolder);
  const take = noting ? traceStatements(station.sqlite) : () => [];
  const session = newSession();
  await resume({ station, session, procedure: 'access.resume' }, TOKEN);
  const client = createRouterClient(router, { context: () => ({ station, session }) }) as Client;
  return { station, client, take, close: () => closeStation(station) };
}
