import { app } from 'electron';
import { childHost } from './child.ts';
import type { HostFactory } from './host.ts';
import { utilityHost } from './utility.ts';

/** better-sqlite3 13 is built for this Node-API. */
const NEEDED_NAPI = 10;

/**
 * The utility process if the runtime can load the database; otherwise, and only when not packaged, the plain Node process that
 * STATION_NODE names.
 */
export function chooseHost(): HostFactory {
  const node = process.env['STATION_NODE'];
  if (Number(process.versions['napi'] ?? 0) < NEEDED_NAPI && !app.isPackaged && node) return childHost(node);
  return utilityHost;
}
