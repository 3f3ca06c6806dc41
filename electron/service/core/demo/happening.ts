import { StationError } from '../errors.ts';
import type { Command } from '../command.ts';
import type { Actor } from '../audit/chain.ts';

/** Something that happens in the demonstration at a moment. */
export interface Happening {
  at: number;
  actor: Actor;
  run(cmd: Command): Promise<void>;
}
export const DESK: Actor = { id: null, name: '前台' };
export const HEAD: Actor = { id: null, name: '站长' };
export const TRAINING: Actor = { id: null, name: '培训管理员' };

/** Runs work and answers null when it clashes, because the demonstration can do without it. */
export async function unlessTaken<R>(work: () => Promise<R>): Promise<R | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StationError && error.code === 'CLASH') return null;
    throw error;
  }
}
