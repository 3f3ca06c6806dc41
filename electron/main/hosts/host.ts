import type { MessagePortMain } from 'electron';
import type { FromService, ToService } from '../../contract/core/boot.ts';

/** A process that runs the station service, whatever kind it is. One object is one process: it is never restarted. */
export interface ServiceHost {
  readonly pid: number | undefined;
  send(message: ToService): void;
  /** Gives one end of a window's channel to the service. */
  connect(id: number, port: MessagePortMain): void;
  onMessage(listener: (message: FromService) => void): void;
  /** Called once, when the process is gone, for whatever reason. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export type HostFactory = (entry: string) => ServiceHost;
