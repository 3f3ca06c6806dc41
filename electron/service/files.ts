/** A name that is only a name: no folders, no characters that a file system refuses. */
export const plainFileName = (name: string): string => [...(name.split(/[/\\]/).pop() ?? '')].filter((c) => c >= ' ' && !'<>:"|?*'.includes(c)).join('').trim() || 'file';

/** Most that the files in an archive may come to, bytes: far more than any workbook or template of a station. */
const MAX_UNPACKED = 300 * 1024 * 1024;
const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Whether what an archive (.xlsx, .docx) says of itself fits into memory unpacked: a file of 3 MB can come to gigabytes, and
 * the service that unpacks it would be killed with everything it does. What is no archive fits; its reader says what it is.
 */
export function fitsUnpacked(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > view.length || view.readUInt32LE(end) !== END) return true;
  let total = 0;
  let at = view.readUInt32LE(end + 16);
  for (let left = view.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== ENTRY) break;
    // A size too large for its field (ZIP64) is the largest number the field holds.
    total += view.readUInt32LE(at + 24);
    at += 46 + view.readUInt16LE(at + 28) + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return total <= MAX_UNPACKED;
}
