import type { BootProblem } from './boot.ts';

/** The state of the service, as main reports it to a window. */
export type ServiceState =
  { phase: 'starting' } | { phase: 'ready'; demoToken: string | null } | { phase: 'failed'; problem: BootProblem } | { phase: 'stopped' };

/** Everything a window can reach outside itself; the preload exposes exactly this as `window.stationShell`. */
export interface StationShell {
  /** Says that the window listens. @returns the state of the service; a port follows when there is one */
  hello(): Promise<ServiceState>;
  /** Starts a failed service again. @param restore name of a copy that first replaces the damaged file */
  retry(restore?: string): Promise<void>;
  quit(): Promise<void>;
  openDataFolder(): Promise<void>;
  setTitle(title: string): Promise<void>;
  setLanguage(language: string): void;
  /** A self-contained HTML document as PDF (A4). */
  pdf(html: string, landscape: boolean): Promise<Uint8Array>;
  /** Prints a document through the system's dialog. False when the person cancels or leaves; throws when printing fails. */
  print(html: string, landscape: boolean): Promise<boolean>;
  /** Asks for a place and saves there. @returns the path; null when the person cancels or leaves */
  save(name: string, bytes: Uint8Array): Promise<string | null>;
  /** The operator left or the window is locked: drops whatever is being saved or printed. */
  leave(): void;
  onServiceState(listener: (state: ServiceState) => void): void;
  /** A command of the application menu: `palette`, `keys`, `lock`, `print`. @returns ends it */
  onCommand(listener: (command: string) => void): () => void;
}
