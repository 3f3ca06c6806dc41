import type { ErrorCode, ErrorData } from '../../contract/core/errors.ts';
import { CursorError } from '../db/keyset.ts';

/** An error of the catalogue in contract/errors.ts: a code and its data, never a sentence. */
export class StationError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly data: ErrorData<C>;
  constructor(code: C, data: ErrorData<C>) {
    super(code);
    this.name = 'StationError';
    this.code = code;
    this.data = data;
  }
}

/** The error of the catalogue that something thrown stands for, or null: what is thrown on purpose, a cursor of another list, the disk. */
export function knownError(error: unknown): StationError | null {
  if (error instanceof StationError) return error;
  if (error instanceof CursorError) return new StationError('INVALID', { field: 'after', reason: 'cursor' });
  return fromDisk(error);
}

/** NOT_FOUND for a missing row, else the row itself. */
export function found<T>(row: T | undefined, what: string, id?: number | string): T {
  if (row === undefined) throw new StationError('NOT_FOUND', id === undefined ? { what } : { what, id });
  return row;
}

/** What a file system calls it, and the catalogue's word. EPERM, EACCES and EBUSY are also what Windows says of a file that Word has open. */
const DISK: Record<string, 'DISK_FULL' | 'READ_ONLY' | 'BUSY' | 'DISK_ERROR'> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EROFS: 'READ_ONLY',
  EACCES: 'READ_ONLY',
  EPERM: 'READ_ONLY',
  EBUSY: 'BUSY',
  EIO: 'DISK_ERROR'
};

/**
 * The catalogue's word for an error of SQLite or of the file system that a person can act on, or null. Its own text never
 * leaves the service.
 */
export function fromDisk(error: unknown): StationError | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  // Only what a call to the system says has `syscall`.
  const disk = error instanceof Error && 'syscall' in error ? DISK[code] : undefined;
  if (disk) return new StationError(disk, {});
  if (!code.startsWith('SQLITE_')) return null;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new StationError('BUSY', {});
  if (code.startsWith('SQLITE_FULL')) return new StationError('DISK_FULL', {});
  if (code.startsWith('SQLITE_READONLY')) return new StationError('READ_ONLY', {});
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return new StationError('CORRUPT', {});
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) return new StationError('DISK_ERROR', {});
  return null;
}
