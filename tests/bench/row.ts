import type { Content } from './generate.ts';
import type { Comparison } from './harness.ts';

/** What a row measures with. */
export interface Bench {
  /** Bookings in the file. */
  size: number;
  /** For the person who waits. */
  say(line: string): void;
}

/** Nothing was measured, and why that is no failure (no C compiler, say). */
export interface LeftOut {
  leftOut: string;
}

export type Measured = Pick<Comparison, 'ours' | 'floor' | 'ratio' | 'self' | 'isVoid'> & { note?: string };

/** One line of the table: ours, the floor it is held against, and how many times the floor it may cost. */
export interface Row {
  id: string;
  name: string;
  unit: 'ms' | 'syncs';
  /** Highest ratio. */
  budget: number;
  /** Measured only when several sizes are asked for: the size is then that of the larger file. */
  scaling?: boolean;
  /** What the file it measures on holds; reservations, unless said otherwise. */
  content?: Content;
  /** It makes a file of its own: measured once, whatever sizes are asked for. */
  own?: boolean;
  run(bench: Bench): Promise<Measured | LeftOut>;
}

/** One line of out/bench.json. */
export interface Result {
  id: string;
  name: string;
  size: number;
  unit: string;
  ours: number;
  floor: number;
  ratio: number;
  budget: number;
  ok: boolean;
  /** The floor against itself. */
  self: number;
  /** How long it took to measure, s. */
  seconds: number;
  note?: string;
}
