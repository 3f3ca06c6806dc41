import { utilityProcess, type MessagePortMain } from 'electron';
import type { FromService, ToService } from '../../contract/core/boot.ts';
import type { ServiceHost } from './host.ts';

/** The service in Electron's utility process, as in production. It gets real ports. */
export function utilityHost(entry: string): ServiceHost {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Station service', stdio: 'ignore' });
  return {
    get pid() {
      return child.pid;
    },
    send: (message: ToService) => child.postMessage(message),
    connect: (id: number, port: MessagePortMain) => child.postMessage({ type: 'port', id } satisfies ToService, [port]),
    onMessage: (listener) => void child.on('message', (message: FromService) => listener(message)),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill()
  };
}
