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

/** The catalogue's error for something thrown, or null. Knows StationError, cursors of another list, and errors of the disk. */
export function knownError(error: unknown): StationError | null {
  if (error instanceof StationError) return error;
  if (error instanceof CursorError) return new StationError('INVALID', { field: 'after', reason: 'cursor' });
  return fromDisk(error);
}

/** Demands a row. @returns the row itself @throws StationError NOT_FOUND */
export function found<T>(row: T | undefined, what: string, id?: number | string): T {
  if (row === undefined) throw new StationError('NOT_FOUND', id === undefined ? { what } : { what, id });
  return row;
}

/** Error codes of the file system and the catalogue's. On Windows EPERM, EACCES and EBUSY also mean that Word has the file open. */
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
 * The catalogue's error for an error of SQLite or the file system that a person can act on, or null. The original text never leaves
 * the service.
 */
export function fromDisk(error: unknown): StationError | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  // Only errors of system calls have `syscall`.
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
