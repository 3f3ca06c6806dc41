/// <reference types="vite/client" />
import type { StationShell } from '../../electron/preload/index.ts';

declare global {
  interface Window {
    stationShell: StationShell;
  }
}
