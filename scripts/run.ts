import { type ChildProcess, spawn } from 'node:child_process';
import { root } from './paths.ts';

/**
 * Runs a program in the project folder with this process's terminal, and waits for it.
 *
 * @param command the program
 * @param args its arguments
 * @param options.env its environment; this process's own when not given
 * @param options.started called with the process once it runs
 * @returns its exit code; 0 when a person ended it with Ctrl+C or SIGTERM, 1 when another signal ended it
 * @throws Error when it cannot be started
 */
export function run(
  command: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; started?: (child: ChildProcess) => void } = {}
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: options.env ?? process.env });
    // Ctrl+C reaches the child too, and a second signal would make it drop everything, so it is not passed on. This process only has to
    // outlive the child and tidy up.
    const hold = () => {};
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on('SIGINT', hold).on('SIGTERM', forward).on('SIGHUP', forward);
    const release = () => process.off('SIGINT', hold).off('SIGTERM', forward).off('SIGHUP', forward);
    child.once('spawn', () => options.started?.(child));
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('close', (code, signal) => {
      release();
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}
