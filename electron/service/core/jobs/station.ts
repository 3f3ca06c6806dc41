import { dirname } from 'node:path';
import { NO_WARNINGS } from '../../../contract/core/station.ts';
import { Changes } from '../changes.ts';
import type { Station } from '../context.ts';
import type { JobTools } from './job.ts';

/**
 * The station for a job: its own connection to the same file, and the clock of the order. Nobody listens to its changes, so a job
 * answers the topics and the service publishes them (command.ts, `jobCommand`).
 */
export function stationOf(tools: JobTools): Station {
  const { db, sqlite, file } = tools.open;
  return {
    db,
    sqlite,
    file,
    dataFolder: dirname(file),
    clock: { now: () => tools.now },
    log: { info() {}, warn() {}, error() {} },
    changes: new Changes(),
    version: '',
    demo: false,
    scryptCost: 0,
    accountsVersion: 0,
    warnings: { ...NO_WARNINGS },
    workNotedAt: null
  };
}
