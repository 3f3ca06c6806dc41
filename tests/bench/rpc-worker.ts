import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { os } from '@orpc/server';
import { serve } from '../../electron/service/server.ts';
import { closeStation } from '../../electron/service/core/station/open.ts';
import { servePort, type ServicePort } from '../../electron/service/wire.ts';
import { openData } from './open.ts';
import type { RawMessage, RpcPorts } from './rpc.ts';

/** Serves a station over ports, and also prepared answers, over our RPC and over a bare port. */
const ports = workerData as RpcPorts;
const station = openData(ports.dataFolder);
// Node hands a listener the data itself, Electron an event with it.
const asServicePort = (port: MessagePort): ServicePort => ({
  on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) => port.on(event, (data: unknown) => listener({ data })),
  postMessage: (data) => port.postMessage(data)
});
for (const port of ports.service) serve(station, asServicePort(port));

/** A thousand rows of eight columns. */
const rows = Array.from({ length: 1000 }, (_, n) => ({
  id: n + 1,
  name: '赵甲子',
  document: '3300**********1234',
  mobile: '139****0001',
  organisation: '样例1号工地',
  trade: '木工',
  at: 1_790_000_000_000 + n,
  notes: null
}));
servePort(os.router({ empty: os.handler(() => ({})), rows: os.handler(() => rows) }), asServicePort(ports.ready), {});
ports.raw.on('message', (message: RawMessage) => {
  ports.raw.postMessage({ ...message, data: message.what === 'rows' ? rows : {} });
});

parentPort?.on('message', () => {
  void closeStation(station).then(() => process.exit());
});
parentPort?.postMessage('ready');
