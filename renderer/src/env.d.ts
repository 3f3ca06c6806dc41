/// <reference types="vite/client" />
import type { StationShell } from '@contract/shell.ts';

declare global {
  interface Window {
    stationShell: StationShell;
  }
}
