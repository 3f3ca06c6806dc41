import type { BootProblemCode } from '../../contract/core/boot.ts';

/** Why a file cannot be opened as a station file. The file is unchanged. */
export class OpenError extends Error {
  readonly code: BootProblemCode;
  readonly file: string;
  constructor(code: BootProblemCode, file: string, detail: string) {
    super(detail);
    this.name = 'OpenError';
    this.code = code;
    this.file = file;
  }
}

/** Turns any error of opening a file into one of the problems that the window explains. */
export function asOpenError(error: unknown, file: string): OpenError {
  if (error instanceof OpenError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  return new OpenError(problemOf(code), file, `${code} ${detail}`.trim());
}

function problemOf(code: string): BootProblemCode {
  if (code.startsWith('SQLITE_NOTADB')) return 'NOT_A_DATABASE';
  if (code.startsWith('SQLITE_CORRUPT')) return 'CORRUPT';
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return 'READ_ONLY';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'IN_USE';
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return 'DISK_FULL';
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_PERM') || code === 'EACCES' || code === 'EPERM') return 'NO_ACCESS';
  return 'UNKNOWN';
}
