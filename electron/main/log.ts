/** Main's log. Facts are written after the message. */
export interface Log {
  info(message: string, ...facts: unknown[]): void;
  error(message: string, ...facts: unknown[]): void;
}

const MAX_BYTES = 2 * 1024 * 1024;

/**
 * Opens main's log. The first line loads the library, because Electron is not ready before main's own code has run and nothing is
 * written before the window is made.
 * @param console level from which lines are also printed
 */
export function openLog(file: string, console: 'error' | 'debug'): Log {
  let opened: Promise<Log> | undefined;
  const open = async (): Promise<Log> => {
    // The Node version of the library, because its version for main would also listen to windows.
    const { default: log } = await import('electron-log/node.js');
    log.transports.file.resolvePathFn = () => file;
    log.transports.file.maxSize = MAX_BYTES;
    log.transports.console.level = console;
    return log;
  };
  const write =
    (level: keyof Log) =>
    (message: string, ...facts: unknown[]) => {
      void (opened ??= open()).then((log) => log[level](message, ...facts));
    };
  return { info: write('info'), error: write('error') };
}
