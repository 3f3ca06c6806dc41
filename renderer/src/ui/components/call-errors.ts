import { ORPCError } from '@orpc/client';
import type { ErrorCode } from '@contract/core/errors.ts';

/** Errors with which a call can end. */

/** The port died during the call, so its outcome is unknown until the same command id is sent again. */
export class ConnectionLost extends Error {
  constructor() {
    super('connection lost');
    this.name = 'ConnectionLost';
  }
}

/** No answer within the time limit; the service may still do the work. */
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
