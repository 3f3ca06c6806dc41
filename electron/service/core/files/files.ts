import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInflateRaw } from 'node:zlib';

/** Names that mean a device on Windows, whatever their extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
/** Invisible characters and those that reverse text; they can hide the real extension of a name. */
const TURNING = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A safe name for a file from outside: no folders, no characters that a file system refuses, no device, no hidden extension. */
export function plainFileName(name: string): string {
  const own = name.replace(TURNING, '').split(/[/\\]/).pop() ?? '';
  // Windows drops dots and spaces at the end.
  const plain = [...own]
    .filter((c) => c >= ' ' && !'<>:"|?*'.includes(c))
    .join('')
    .trim()
    .replace(/[. ]+$/, '');
  if (plain === '') return 'file';
  return DEVICE.test(plain) ? `_${plain}` : plain;
}

/** A name for a file that the program makes; characters that file systems refuse become spaces. */
export const safeName = (name: string): string => name.replace(/[\\/:*?"<>|]/g, ' ').trim();

/** Largest unpacked size of an archive, bytes: far above any workbook or template of a station. */
export const MAX_UNPACKED = 300 * 1024 * 1024;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const DEFLATED = 8;

/** Unpacked size of an entry, bytes. It counts while unpacking, keeps nothing and stops above `most`. */
async function unpackedBytes(packed: Uint8Array, most: number): Promise<number> {
  let total = 0;
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  inflate.end(packed);
  try {
    for await (const chunk of inflate) {
      total += (chunk as Buffer).length;
      if (total > most) break;
    }
  } catch {
    // Damaged; the reader of the file reports it.
  }
  return total;
}

/**
 * Whether an archive (.xlsx, .docx) fits into memory unpacked. A file of 3 MB can unpack to gigabytes and would kill the service.
 * Neither the declared nor the real size may exceed MAX_UNPACKED. A file that is not an archive fits; its reader rejects it.
 */
export async function fitsUnpacked(bytes: Uint8Array): Promise<boolean> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > view.length || view.readUInt32LE(end) !== END) return true;
  const count = view.readUInt16LE(end + 10);
  const offset = view.readUInt32LE(end + 16);
  // ZIP64 keeps these values elsewhere; no file that is small enough to be taken needs ZIP64.
  if (count === 0xffff || offset === 0xffffffff) return false;
  let at = end - view.readUInt32LE(end + 12);
  // Other bytes may stand in front of the archive; readers allow for that.
  const before = at - offset;
  let declared = 0;
  const packed: Uint8Array[] = [];
  for (let left = count; left > 0; left -= 1) {
    if (at < 0 || at + 46 > view.length || view.readUInt32LE(at) !== ENTRY) break;
    // In ZIP64 a size too large for this field is the largest number the field holds.
    declared += view.readUInt32LE(at + 24);
    const local = before + view.readUInt32LE(at + 42);
    if (view.readUInt16LE(at + 10) === DEFLATED && local >= 0 && local + 30 <= view.length) {
      const from = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
      packed.push(view.subarray(from, from + view.readUInt32LE(at + 20)));
    }
    at += 46 + view.readUInt16LE(at + 28) + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  if (declared > MAX_UNPACKED) return false;
  let total = 0;
  for (const entry of packed) {
    total += await unpackedBytes(entry, MAX_UNPACKED - total);
    if (total > MAX_UNPACKED) return false;
  }
  return true;
}

/** Writes a file as a whole; when the disk is full or the power fails, the old file stays. @throws Error of the file system */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const partial = join(dirname(path), `.${basename(path)}.partial`);
  try {
    const handle = openSync(partial, 'w');
    try {
      writeFileSync(handle, bytes);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
