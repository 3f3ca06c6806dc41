import { readFileSync } from 'node:fs';
import { withDisplay } from './display.ts';
import { type ElectronRuntime, findElectron, needsNoSandbox } from './electron-runtime.ts';
import { ensureSystem } from './linux.ts';
import { root } from './paths.ts';

/** Everything needed to start the program from this folder. */
export interface Prepared {
  runtime: ElectronRuntime;
  /** The Electron executable, absolute. */
  electron: string;
  /** Flags that go before the app folder, for example `--no-sandbox`; often none. */
  flags: string[];
  /** Arguments that open this project: the flags and the project folder. The program's own arguments follow. */
  args: string[];
  /** The environment to start it with: this process's own, the display, and where to find Node. */
  env: Record<string, string>;
  /** Whether the windows are on a virtual screen. */
  virtual: boolean;
  /** Ends the virtual screen, if one was started. It also ends with this process. */
  stop(): void;
}

/**
 * Finds or gets the runtime, checks the system, and opens a virtual screen where there is none. It does not build (see
 * ensureBuild).
 *
 * @param say gets lines for the person who waits
 * @throws Error that says what to do, when something is missing
 */
export async function prepareRuntime(say: (line: string) => void = (line) => console.error(line)): Promise<Prepared> {
  const runtime = await findElectron({ onProgress: say });
  ensureSystem(runtime.path, say);
  const display = await withDisplay();
  const host = { platform: process.platform, uid: process.getuid?.(), userNamespaces: userNamespaces() };
  const flags = needsNoSandbox(runtime.fallback, host) ? ['--no-sandbox'] : [];
  // A virtual screen has no graphics card, and a system without a screen rarely has a message bus. Chromium would print a dozen errors
  // about both; fatal errors are still printed.
  if (display.virtual) flags.push('--disable-gpu', '--log-level=3');
  return {
    runtime,
    electron: runtime.path,
    flags,
    args: [...flags, root],
    env: { ...ownEnvironment(), ...display.env, STATION_NODE: process.execPath },
    virtual: display.virtual,
    stop: display.stop
  };
}

/** The environment of this process, without variables that change how Electron starts. */
function ownEnvironment(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    // Terminals of some editors set this variable, which turns Electron into a plain Node.
    if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE') env[name] = value;
  }
  return env;
}

/** Whether the kernel lets an ordinary user make name spaces, which Chromium's sandbox needs. */
function userNamespaces(): boolean {
  const read = (name: string) => {
    try {
      return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
    } catch {
      return null;
    }
  };
  return (
    read('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    read('kernel/unprivileged_userns_clone') !== '0' &&
    read('user/max_user_namespaces') !== '0'
  );
}
