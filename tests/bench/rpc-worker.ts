import { parentPort, workerData } from 'node:worker_threads';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { serve } from '../../electron/service/server.ts';
import { closeStation } from '../../electron/service/station.ts';
import { openData } from './open.ts';
import type { RawMessage, RpcPorts } from './rpc.ts';

/** Serves a station over ports, and beside it answers made ready beforehand: over our RPC, and over a bare port. */
const ports = workerData as RpcPorts;
const station = openData(ports.dataFolder);
for (const port of ports.service) {
  // Node hands a listener the data itself, Electron an event with it.
  serve(station, port as never);
  port.start();
}

/** A thousand rows of eight columns. */
const rows = Array.from({ length: 1000 }, (_, n) => ({
  id: n + 1, name: '赵甲子', document: '3300**********1234', mobile: '139****0001', organisation: '样例1号工地', trade: '木工', at: 1_790_000_000_000 + n, notes: null
}));
new RPCHandler(os.router({ empty: os.handler(() => ({})), rows: os.handler(() => rows) })).upgrade(ports.ready as never);
ports.ready.start();
ports.raw.on('message', (message: RawMessage) => {
  ports.raw.postMessage({ ...message, data: message.what === 'rows' ? rows : {} });
});

parentPort?.on('message', () => {
  void closeStation(station).then(() => process.exit());
});
parentPort?.postMessage('ready');
