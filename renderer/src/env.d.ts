/// <reference types="vite/client" />
import type { StationShell } from '@contract/core/shell.ts';

declare global {
  interface Window {
    stationShell: StationShell;
  }
}
