import { EventEmitter } from 'node:events';
import { dirname, join } from 'node:path';
import log from 'electron-log/node.js';
import type { BackupCopy, BootOptions, BootProblem, BootProblemCode, FromService, ToService } from '../contract/core/boot.ts';
import { listBackups } from './core/backup/backup.ts';
import { shiftedClock } from './core/clock.ts';
import type { Station } from './core/context.ts';
import { asOpenError, OpenError } from './db/open-error.ts';
import { SCHEMA } from './schema.ts';
import { serve, type ServicePort } from './server.ts';
import { closeStation, DATABASE_FILE, openStation } from './core/station/open.ts';
import { noteRestored, recordRestored } from './core/station/restored.ts';
import { startUpkeep } from './core/station/upkeep.ts';

/**
 * The service as a process. Electron's utilityProcess hands real ports over; a child process gets the messages of each port with the
 * port's number.
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

const COPIES_OFFERED = 5;

let station: Station | undefined;
const relayed = new Map<number, EventEmitter>();

function relayedPort(id: number): ServicePort {
  const port = new EventEmitter();
  relayed.set(id, port);
  return Object.assign(port, { postMessage: (data: unknown) => send({ type: 'port-message', id, data }) });
}

/** Problems that restoring a copy solves. */
const RESTORABLE: readonly BootProblemCode[] = ['CORRUPT', 'NOT_A_DATABASE', 'MISSING', 'COPY_UNUSABLE'];

function problemOf(error: unknown, file: string): BootProblem {
  const { code, message: detail } = asOpenError(error, file);
  let copies: BackupCopy[] | undefined;
  try {
    if (RESTORABLE.includes(code)) copies = listBackups({ file }).slice(0, COPIES_OFFERED);
  } catch (failure) {
    log.error('backups could not be listed', failure);
  }
  return { code, file, detail, ...(copies ? { copies } : {}) };
}

/** Path of a copy by its name; only copies that the window offers. */
function copyNamed(file: string, name: string): string {
  if (!listBackups({ file }).some((copy) => copy.name === name)) throw new OpenError('COPY_UNUSABLE', file, `there is no copy ${name}`);
  return join(dirname(file), 'backups', name);
}

async function boot(options: BootOptions): Promise<void> {
  const file = join(options.dataFolder, DATABASE_FILE);
  log.transports.file.resolvePathFn = () => join(options.dataFolder, 'logs', 'service.log');
  log.transports.file.maxSize = 2 * 1024 * 1024;
  log.transports.console.level = false;
  let damaged: string | null = null;
  try {
    station = openStation({
      dataFolder: options.dataFolder,
      schema: SCHEMA,
      version: options.version,
      demo: options.demo,
      clock: shiftedClock(options.clockShiftMs),
      log,
      onLongWork: () => send({ type: 'patience' }),
      onRestored: (aside) => (damaged = aside),
      ...(options.restore === undefined ? {} : { restore: copyNamed(file, options.restore) })
    });
    if (options.restore === undefined) await noteRestored(station);
    else await recordRestored(station, options.restore, damaged);
    // Filling an empty demonstration may take a slow PC a while.
    if (options.demo) send({ type: 'patience' });
    // Only a demonstration loads its data.
    const demoToken = options.demo ? await (await import('./core/demo/demo.ts')).openDemo(station) : null;
    log.info('service ready', options.version);
    send({ type: 'ready', demoToken });
    startUpkeep(station);
  } catch (error) {
    log.error('service could not start', error);
    send({ type: 'failed', problem: problemOf(error, file) });
  }
}

let ending = false;
async function shutdown(): Promise<void> {
  if (ending) return;
  ending = true;
  try {
    if (station) await closeStation(station);
  } catch (error) {
    log.error('closing failed', error);
  }
  send({ type: 'stopped' });
  process.exit(0);
}

// A broken message must not end everybody's work, so it is logged and dropped. Any other uncaught error leaves the process in an
// unknown state, so it ends and main starts a new one. Of a broken message the log gets the place only, because its text may hold
// somebody's data.
process.on('unhandledRejection', (reason) => {
  const at = reason instanceof Error ? (reason.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')) : [];
  log.error('unhandled', reason instanceof Error ? reason.name : typeof reason, at.join('\n'));
});
process.on('uncaughtException', (error) => {
  log.error('uncaught', error);
  process.exit(1);
});

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
  // Main has ended: finish running work and leave.
  process.on('disconnect', () => void shutdown());
  // Ctrl+C in a terminal reaches every process. Main decides when this one ends, after its running writes.
  process.on('SIGINT', () => {});
}
