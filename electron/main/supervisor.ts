import { MessageChannelMain, type WebContents } from 'electron';
import type { BootOptions, BootProblem, FromService, PortGreeting } from '../contract/core/boot.ts';
import type { ServiceState } from '../contract/core/shell.ts';
import type { HostFactory, ServiceHost } from './hosts/host.ts';

/** Time limits, ms. */
export interface Limits {
  ready: number;
  /** Until ready, with an upgrade or a restored copy of a large file. */
  patience: number;
  shutdown: number;
  /** The span in which failures count towards giving up. */
  failureWindow: number;
}
const LIMITS: Limits = { ready: 30_000, patience: 30 * 60_000, shutdown: 8_000, failureWindow: 60_000 };
const FAILURES_ALLOWED = 3;

interface Options {
  entry: string;
  factory: HostFactory;
  boot: BootOptions;
  onState(state: ServiceState): void;
  log: { info(message: string): void; error(message: string, error?: unknown): void };
  /** Other limits, for tests. */
  limits?: Partial<Limits>;
}

/**
 * Keeps one service running: starts it with a handshake, starts it again when it dies, gives up after three failures in a minute, and
 * gives every window a fresh port for each process. Calls in flight are lost with their port and never replayed here; the window
 * can ask again with the same command id.
 */
export class Supervisor {
  state: ServiceState = { phase: 'starting' };
  private host: ServiceHost | null = null;
  private generation = 0;
  private portId = 0;
  private failures: number[] = [];
  private stopping = false;
  private readyTimer: NodeJS.Timeout | undefined;
  private readonly options: Options;
  private readonly limits: Limits;

  constructor(options: Options) {
    this.options = options;
    this.limits = { ...LIMITS, ...options.limits };
  }

  /** Starts the service. @param restore name of a copy that first replaces the damaged file, for this start only */
  start(restore?: string): void {
    this.generation += 1;
    this.setState({ phase: 'starting' });
    let host: ServiceHost;
    try {
      host = this.options.factory(this.options.entry);
    } catch (error) {
      this.options.log.error('service process could not be made', error);
      this.failedOnce('no process');
      return;
    }
    this.host = host;
    host.onMessage((message) => this.receive(host, message));
    host.onExit((code) => this.exited(host, code));
    host.send({ type: 'boot', options: { ...this.options.boot, ...(restore === undefined ? {} : { restore }) } });
    this.allow(host, this.limits.ready);
  }

  /** Starts again after a person has solved the problem, or with a copy that they chose. */
  retry(restore?: string): void {
    if (this.stopping || this.state.phase === 'starting') return;
    this.failures = [];
    const running = this.host;
    this.host = null;
    if (!running) return this.start(restore);
    this.setState({ phase: 'starting' });
    void this.end(running).then(() => this.start(restore));
  }

  /** Gives a window a port if the service is ready. */
  connect(contents: WebContents): void {
    if (this.state.phase !== 'ready' || !this.host || contents.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    this.portId += 1;
    this.host.connect(this.portId, port1);
    const greeting: PortGreeting = { type: 'station-port', generation: this.generation, demoToken: this.state.demoToken };
    contents.postMessage('station-port', greeting, [port2]);
  }

  /** Lets the running command finish and ends the service. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.readyTimer);
    if (this.host) await this.end(this.host);
  }

  /** Asks a service to end, and kills it if it does not. */
  private end(host: ServiceHost): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(() => host.kill(), this.limits.shutdown);
      host.onExit(() => {
        clearTimeout(timer);
        resolve();
      });
      host.send({ type: 'shutdown' });
    });
  }

  private receive(host: ServiceHost, message: FromService): void {
    if (host !== this.host) return;
    if (message.type === 'ready') {
      clearTimeout(this.readyTimer);
      this.options.log.info(`service ready, generation ${this.generation}`);
      this.setState({ phase: 'ready', demoToken: message.demoToken });
    } else if (message.type === 'patience') {
      this.allow(host, this.limits.patience);
    } else if (message.type === 'failed') {
      clearTimeout(this.readyTimer);
      this.options.log.error(`service refused to start: ${message.problem.code}`);
      this.host = null;
      host.kill();
      this.setState({ phase: 'failed', problem: message.problem });
    }
  }

  /** Kills a service that is not ready within `ms`, which counts as a failure. */
  private allow(host: ServiceHost, ms: number): void {
    clearTimeout(this.readyTimer);
    this.readyTimer = setTimeout(() => host.kill(), ms);
  }

  private exited(host: ServiceHost, code: number | null): void {
    if (host !== this.host) return;
    this.host = null;
    clearTimeout(this.readyTimer);
    if (this.stopping) {
      this.setState({ phase: 'stopped' });
      return;
    }
    this.options.log.error(`service ended unexpectedly with ${String(code)}`);
    this.failedOnce(`exit ${String(code)}`);
  }

  private failedOnce(detail: string): void {
    const now = Date.now();
    this.failures = [...this.failures.filter((at) => now - at < this.limits.failureWindow), now];
    if (this.failures.length >= FAILURES_ALLOWED) {
      const problem: BootProblem = { code: 'KEEPS_FAILING', file: this.options.boot.dataFolder, detail };
      this.setState({ phase: 'failed', problem });
    } else {
      this.start();
    }
  }

  private setState(state: ServiceState): void {
    this.state = state;
    this.options.onState(state);
  }
}
