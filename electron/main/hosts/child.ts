import { fork } from 'node:child_process';
import type { MessagePortMain } from 'electron';
import type { FromService, ToService } from '../../contract/core/boot.ts';
import type { ServiceHost } from './host.ts';

/**
 * The service in a plain Node process, for a runtime whose Node-API is too old for better-sqlite3. A port cannot cross to a plain
 * process, so its messages are relayed with the port's number.
 * @param node path of a Node of version 22.14 or later
 */
export function childHost(node: string): (entry: string) => ServiceHost {
  return (entry) => {
    const child = fork(entry, [], {
      execPath: node,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc']
    });
    const ports = new Map<number, MessagePortMain>();
    const send = (message: ToService) => {
      if (child.connected) child.send(message);
    };
    child.on('message', (message) => {
      const from = message as FromService;
      if (from.type === 'port-message') ports.get(from.id)?.postMessage(from.data);
    });
    const gone: ((code: number | null) => void)[] = [];
    let ended = false;
    const end = (code: number | null) => {
      if (ended) return;
      ended = true;
      for (const port of ports.values()) port.close();
      for (const listener of gone) listener(code);
    };
    // Not `once`: each message that cannot be sent is an error, and an unhandled one would end main. A process that did not start
    // has no 'exit', and one that takes no messages is of no use.
    child.on('error', () => {
      if (child.pid === undefined) end(null);
      else child.kill('SIGKILL');
    });
    child.once('exit', (code) => end(code));
    return {
      get pid() {
        return child.pid;
      },
      send,
      connect(id, port) {
        ports.set(id, port);
        port.on('message', (event) => send({ type: 'port-message', id, data: event.data }));
        port.on('close', () => {
          ports.delete(id);
          send({ type: 'port-closed', id });
        });
        send({ type: 'port', id });
        port.start();
      },
      onMessage: (listener) =>
        void child.on('message', (message) => {
          const from = message as FromService;
          if (from.type !== 'port-message') listener(from);
        }),
      onExit: (listener) => void gone.push(listener),
      kill: () => void child.kill('SIGKILL')
    };
  };
}
