import type { Content } from './generate.ts';
import type { Comparison } from './harness.ts';

/** The tools of a row. */
export interface Bench {
  /** Bookings in the file. */
  size: number;
  /** Prints a message for the person who waits. */
  say(line: string): void;
}

/** Skips a row for a reason that is not a failure, such as a missing C compiler. */
export interface LeftOut {
  leftOut: string;
}

export type Measured = Pick<Comparison, 'ours' | 'floor' | 'ratio' | 'self' | 'isVoid'> & { note?: string };

/** One line of the table: our work, its floor, and the highest ratio of their costs. */
export interface Row {
  id: string;
  name: string;
  unit: 'ms' | 'syncs';
  /** Highest ratio. */
  budget: number;
  /** Measured only with several sizes; the size is then that of the larger file. */
  scaling?: boolean;
  /** Content of its file; default: reservations. */
  content?: Content;
  /** It makes a file of its own, so it is measured once, whatever the sizes. */
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
