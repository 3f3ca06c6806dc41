import { ORPCError } from '@orpc/client';
import type { ErrorCode } from '@contract/core/errors.ts';

/** What a call may end with besides an answer. */

/** The port died with the call under way: its outcome is unknown until the command id is asked for again. */
export class ConnectionLost extends Error {
  constructor() {
    super('connection lost');
    this.name = 'ConnectionLost';
  }
}

/** No answer within the time limit; what it was to do may be done all the same. */
export class TimedOut extends Error {
  constructor() {
    super('timed out');
    this.name = 'TimedOut';
  }
}

/** Code of a declared error, or null for anything else. */
export function errorCode(error: unknown): ErrorCode | null {
  return error instanceof ORPCError && error.defined ? (error.code as ErrorCode) : null;
}

/** Data of a declared error. */
export function errorData(error: unknown): Record<string, unknown> {
  return error instanceof ORPCError && typeof error.data === 'object' && error.data !== null ? (error.data as Record<string, unknown>) : {};
}
