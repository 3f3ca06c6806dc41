import type { BootProblem } from './boot.ts';

/** What main tells a window of the service. */
export type ServiceState =
  { phase: 'starting' } | { phase: 'ready'; demoToken: string | null } | { phase: 'failed'; problem: BootProblem } | { phase: 'stopped' };

/** Everything a window can reach outside itself; the preload exposes exactly this as `window.stationShell`. */
export interface StationShell {
  /** The window listens: answers the state of the service; a port follows when there is one. */
  hello(): Promise<ServiceState>;
  /** Starts a failed service again, where a copy is named after putting it in the place of the damaged file. */
  retry(restore?: string): Promise<void>;
  quit(): Promise<void>;
  openDataFolder(): Promise<void>;
  setTitle(title: string): Promise<void>;
  setLanguage(language: string): void;
  /** A self-contained HTML document as PDF (A4). */
  pdf(html: string, landscape: boolean): Promise<Uint8Array>;
  /** The same document through the system's print dialog; false when the person changed their mind or left, an error when it failed. */
  print(html: string, landscape: boolean): Promise<boolean>;
  /** Asks where to and saves; the path, or null when the person changed their mind or left. */
  save(name: string, bytes: Uint8Array): Promise<string | null>;
  /** The operator left or the window is locked: what was being saved or printed is dropped where it is. */
  leave(): void;
  onServiceState(listener: (state: ServiceState) => void): void;
  /** A command of the application menu: `palette`, `keys`, `lock`, `print`. @returns ends it */
  onCommand(listener: (command: string) => void): () => void;
}
