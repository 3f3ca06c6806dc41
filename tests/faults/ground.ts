import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { verifyChain } from '../../electron/service/core/audit/chain.ts';
import { closeStation } from '../../electron/service/core/station/open.ts';
import { expectSound } from '../fixtures/schedule.ts';
import { openTestStation } from '../fixtures/station.ts';
import { faultsIn, prepareGround, type Ground } from './script.ts';

/** A closed station in a folder of its own, with zones for a script to work on. */
export async function makeGround(folder = mkdtempSync(join(tmpdir(), 'station-faults-'))): Promise<{ folder: string; ground: Ground }> {
  const t = await openTestStation({ dataFolder: folder });
  const ground = await prepareGround(await t.as('head'));
  await closeStation(t.station);
  return { folder, ground };
}

/**
 * Opens a station like the next start and checks the file, the chain of the audit log, the schedule, and that every acknowledged command
 * is there, once and as a whole.
 */
export async function expectWhole(folder: string, acknowledged: Iterable<string>): Promise<void> {
  const t = await openTestStation({ dataFolder: folder });
  try {
    expect(faultsIn(t.station.sqlite, acknowledged)).toEqual([]);
    expect(verifyChain(t.station.sqlite)).toMatchObject({ ok: true, brokenAt: null });
    await expectSound(t);
  } finally {
    await closeStation(t.station);
  }
}
