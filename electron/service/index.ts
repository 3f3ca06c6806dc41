import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import log from 'electron-log/node.js';
import type { BootOptions, FromService, ToService } from '../contract/boot.ts';
import { shiftedClock } from './clock.ts';
import type { Station } from './context.ts';
import { OpenError } from './db/open.ts';
import { serve, type ServicePort } from './server.ts';
import { closeStation, openStation } from './station.ts';
import { startUpkeep } from './station/upkeep.ts';

/**
 * The service as a process of its own. Under Electron's utilityProcess ports arrive as they are; under a child process
 * each port's messages are relayed with its number.
 */
interface UtilityParent {
  on(event: 'message', listener: (event: { data: ToService; ports: (ServicePort & { start(): void })[] }) => void): void;
  postMessage(message: FromService): void;
}
const utility = (process as unknown as { parentPort?: UtilityParent }).parentPort;

function send(message: FromService): void {
  if (utility) utility.postMessage(message);
  else process.send?.(message);
}

let station: Station | undefined;
const relayed = new Map<number, EventEmitter>();

function relayedPort(id: number): ServicePort {
  const port = new EventEmitter();
  relayed.set(id, port);
  return Object.assign(port, { postMessage: (data: unknown) => send({ type: 'port-message', id, data }) });
}

async function boot(options: BootOptions): Promise<void> {
  log.transports.file.resolvePathFn = () => join(options.dataFolder, 'logs', 'service.log');
  log.transports.file.maxSize = 2 * 1024 * 1024;
  log.transports.console.level = false;
  try {
    station = openStation({ dataFolder: options.dataFolder, version: options.version, demo: options.demo, clock: shiftedClock(options.clockShiftMs), log });
    const demoToken = null;
    log.info('service ready', options.version);
    send({ type: 'ready', demoToken });
    startUpkeep(station);
  } catch (error) {
    log.error('service could not start', error);
    const problem =
      error instanceof OpenError
        ? { code: error.code, file: error.file, detail: error.message }
        : { code: 'UNKNOWN' as const, file: options.dataFolder, detail: error instanceof Error ? error.message : String(error) };
    send({ type: 'failed', problem });
  }
}

async function shutdown(): Promise<void> {
  if (station) await closeStation(station);
  send({ type: 'stopped' });
  process.exit(0);
}

function receive(message: ToService, ports: (ServicePort & { start(): void })[] = []): void {
  switch (message.type) {
    case 'boot':
      void boot(message.options);
      break;
    case 'port': {
      if (!station) return;
      const [port] = ports;
      serve(station, port ?? relayedPort(message.id));
      port?.start();
      break;
    }
    case 'port-message':
      relayed.get(message.id)?.emit('message', { data: message.data });
      break;
    case 'port-closed':
      relayed.get(message.id)?.emit('close');
      relayed.delete(message.id);
      break;
    case 'shutdown':
      void shutdown();
      break;
  }
}

if (utility) {
  utility.on('message', (event) => receive(event.data, event.ports));
} else {
  process.on('message', (message) => receive(message as ToService));
  // Main is gone: finish what runs and leave.
  process.on('disconnect', () => void shutdown());
}
