import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { closeStation } from '../../electron/service/core/station/open.ts';
import { openTestStation } from '../fixtures/station.ts';
import { expectWhole } from './ground.ts';
import { prepareGround, script } from './script.ts';

// R4: the disk is really full. Writing is refused with DISK_FULL, reading continues, and writing does too once there is space, without
// opening anything again.

const folder = mkdtempSync(join(tmpdir(), 'station-full-'));

function mounted(): { reason?: string } {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { reason: 'mounting a small file system needs root on Linux' };
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder], { stdio: 'pipe' });
    return {};
  } catch (error) {
    return { reason: `a small file system cannot be mounted here: ${String((error as { stderr?: Buffer }).stderr).trim()}` };
  }
}
const { reason } = mounted();
if (reason) console.warn(`a full disk is not tested: ${reason}`);
afterAll(() => {
  // Lazily: a process that is just ending may still hold it.
  if (!reason) execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Takes all space but `left` bytes. */
function fill(left: number): void {
  const handle = openSync(join(folder, 'filler'), 'w');
  const { bavail, bsize } = statfsSync(folder);
  const chunk = Buffer.alloc(64 * 1024, 1);
  for (let rest = bavail * bsize - left; rest > 0; rest -= chunk.length) writeSync(handle, chunk, 0, Math.min(rest, chunk.length));
  closeSync(handle);
}

describe.skipIf(reason !== undefined)('a full disk', () => {
  it('refuses only writing, and continues by itself once there is space', async () => {
    const t = await openTestStation({ dataFolder: folder });
    const head = await t.as('head');
    const ground = await prepareGround(head);
    const acknowledged: string[] = [];
    const refused: string[] = [];
    const steps = script(ground, 4);
    const run = async (count: number) => {
      for (let n = 0; n < count; n += 1) {
        const step = steps.next().value!;
        try {
          await step.run(head);
          acknowledged.push(step.commandId);
        } catch (error) {
          refused.push((error as { code: string }).code);
        }
      }
    };
    await run(20);
    expect(refused.filter((code) => !code.endsWith('CLASH'))).toEqual([]);
    fill(200 * 1024);
    const before = acknowledged.length;
    await run(120);
    expect(refused).toContain('DISK_FULL');
    expect(refused.filter((code) => !['DISK_FULL', 'CLASH', 'SERIES_CLASH', 'STALE', 'STEP_NOT_ALLOWED'].includes(code))).toEqual([]);
    // What there is can be read.
    expect((await head.zones.list({})).length).toBe(3);
    expect((await head.people.list({})).rows.length).toBeGreaterThan(0);
    expect(acknowledged.length).toBeGreaterThanOrEqual(before);

    rmSync(join(folder, 'filler'));
    const then = acknowledged.length;
    refused.length = 0;
    await run(20);
    expect(refused).not.toContain('DISK_FULL');
    expect(acknowledged.length).toBeGreaterThan(then + 5);
    await closeStation(t.station);
    await expectWhole(folder, acknowledged);
  });

  it('a backup that has no room leaves nothing that passes for one, and the others alone', async () => {
    const t = await openTestStation({ dataFolder: folder });
    const head = await t.as('head');
    const first = await head.backup.make();
    fill(100 * 1024);
    await expect(head.backup.make()).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect((await head.backup.list()).map((copy) => copy.name)).toEqual([first.name]);
    rmSync(join(folder, 'filler'));
    await head.backup.make();
    expect((await head.backup.list()).length).toBe(2);
    await closeStation(t.station);
    await expectWhole(folder, []);
  });
});
