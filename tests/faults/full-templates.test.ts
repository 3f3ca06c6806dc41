import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readResource } from '../../electron/service/core/resources.ts';
import { closeStation } from '../../electron/service/core/station/open.ts';
import { cid, codeOf, openTestStation } from '../fixtures/station.ts';

// The folder of templates has no room or is read-only: an error that a person can act on, and no half template.

const dataFolder = mkdtempSync(join(tmpdir(), 'station-templates-'));
const folder = join(dataFolder, 'templates');
mkdirSync(folder);

function mounted(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'mounting a small file system needs root on Linux';
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `a small file system cannot be mounted here: ${String((error as { stderr?: Buffer }).stderr).trim()}`;
  }
}
const reason = mounted();
if (reason) console.warn(`a full folder of templates is not tested: ${reason}`);
afterAll(() => {
  if (!reason) execFileSync('umount', ['-l', folder]);
  rmSync(dataFolder, { recursive: true, force: true });
});

/** Takes the room but for so many pages of 4 KB. */
function fill(left: number): void {
  rmSync(join(folder, 'filler'), { force: true });
  let pages = 0;
  try {
    for (; pages < 100; pages += 1) writeFileSync(join(folder, 'filler'), Buffer.alloc(4096, 1), { flag: 'a' });
  } catch {
    rmSync(join(folder, 'filler'));
    writeFileSync(join(folder, 'filler'), Buffer.alloc(4096 * (pages - left), 1));
  }
}

describe.skipIf(reason !== undefined)('the folder of templates', () => {
  it('that is full, and then read-only, keeps what it has whole and says so', async () => {
    const t = await openTestStation({ dataFolder });
    const { templates } = (await t.as('head')).classDocuments;
    const original = readResource('templates/certificate.docx');
    const file = () => new Blob([original as BlobPart]);
    // Not one of the program's own can be put there: it is made as soon as there is room.
    fill(1);
    expect(await codeOf(templates.list())).toBe('DISK_FULL');
    rmSync(join(folder, 'filler'));
    const names = (await templates.list()).map((template) => {
      expect(template.changed, template.name).toBe(false);
      return template.name;
    });
    fill(0);
    for (const name of ['自己的证书.docx', names[0]!])
      expect(await codeOf(templates.put({ commandId: cid(), name, file: file() }))).toBe('DISK_FULL');
    expect(await codeOf(templates.reset({ commandId: cid(), name: names[0]! }))).toBe('DISK_FULL');
    expect((await templates.list()).filter((template) => template.changed)).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);

    rmSync(join(folder, 'filler'));
    await templates.put({ commandId: cid(), name: '自己的证书.docx', file: file() });
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect(await codeOf(templates.put({ commandId: cid(), name: '另一份.docx', file: file() }))).toBe('READ_ONLY');
    expect(await codeOf(templates.reset({ commandId: cid(), name: '自己的证书.docx' }))).toBe('READ_ONLY');
    expect((await templates.list()).length).toBe(names.length + 1);
    expect(readFileSync(join(folder, '自己的证书.docx')).equals(original)).toBe(true);
    await closeStation(t.station);
  });
});
