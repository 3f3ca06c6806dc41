import type { MessagePortMain } from 'electron';
import type { FromService, ToService } from '../../contract/core/boot.ts';

/** A process of any kind that runs the service. An object stands for one process and is never restarted. */
export interface ServiceHost {
  readonly pid: number | undefined;
  send(message: ToService): void;
  /** Gives one end of a window's channel to the service. */
  connect(id: number, port: MessagePortMain): void;
  onMessage(listener: (message: FromService) => void): void;
  /** Calls the listener once, when the process has ended for any reason. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export type HostFactory = (entry: string) => ServiceHost;
