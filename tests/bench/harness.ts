/**
 * Compares two parties. Shared machines drift by a factor of two within minutes, so a time alone means nothing. Blocks of both
 * parties alternate in one process, and the median of the ratios of neighbours counts. The floor is compared with itself in
 * the same way; if that ratio is not near 1, the run is void.
 */

/** Rounds that count; one round before them is discarded. */
export const ROUNDS = 9;
/**
 * Rounds where the floor scans a million rows for seconds. Only a wrong plan comes near a budget of a twentieth of that, so five medians
 * suffice.
 */
export const SCAN_ROUNDS = 5;
/** Bounds of the floor's ratio to itself. */
export const SELF_MIN = 0.9;
export const SELF_MAX = 1.1;
/** Most repetitions of a void comparison. */
export const RETRIES = 3;
/** Most comparisons of a row. */
export const ATTEMPTS = RETRIES + 1;

/** One block of a party: does its work several times. @returns the typical cost of one time, ms unless stated otherwise */
export type Block = (round: number) => number | Promise<number>;

export interface Comparison {
  /** Medians of the blocks. */
  ours: number;
  floor: number;
  /** Median of the rounds' ratios: ours ÷ the mean of the floor before and after it. */
  ratio: number;
  /** Median of each floor ÷ the floor before it. */
  self: number;
  /** The floor differed from itself, so the comparison means nothing. */
  isVoid: boolean;
}

/** The median of a list. @throws Error for an empty list */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('the median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

/**
 * The result of the blocks floor, ours, floor, ours, …, floor, in the order they ran, without the first pair.
 * @param floors one more than `ours`
 */
export function judge(floors: readonly number[], ours: readonly number[]): Comparison {
  if (floors.length !== ours.length + 1) throw new Error('every block of ours lies between two of the floor');
  const ratios: number[] = [];
  const selves: number[] = [];
  for (let i = 1; i < ours.length; i += 1) {
    const before = floors[i] as number;
    const after = floors[i + 1] as number;
    ratios.push((ours[i] as number) / ((before + after) / 2));
    selves.push(after / before);
  }
  const self = median(selves);
  return {
    ours: median(ours.slice(1)),
    floor: median(floors.slice(1)),
    ratio: median(ratios),
    self,
    isVoid: self < SELF_MIN || self > SELF_MAX
  };
}

/** Runs the blocks in turn and judges them. */
export async function compare(parties: { floor: Block; ours: Block; rounds?: number }): Promise<Comparison> {
  const rounds = (parties.rounds ?? ROUNDS) + 1;
  const floors: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    floors.push(await parties.floor(round));
    ours.push(await parties.ours(round));
  }
  floors.push(await parties.floor(rounds));
  return judge(floors, ours);
}

/** Blocks of each party before the first one that counts. */
const WARM_BLOCKS = 5;

/**
 * Lets the engine compile both parties first. It compiles in the background, late on a busy machine, and an earlier comparison would
 * measure the interpreter.
 */
export async function warmUp({ floor, ours }: { floor: Block; ours: Block }): Promise<void> {
  for (let block = 0; block < WARM_BLOCKS; block += 1) {
    await floor(block);
    await ours(block);
  }
}

/** Repeats a comparison while it is void, at most three times. */
export async function compareUntilValid<C extends Comparison>(make: (attempt: number) => Promise<C>): Promise<C> {
  for (let attempt = 0; ; attempt += 1) {
    const made = await make(attempt);
    if (!made.isVoid || attempt === RETRIES) return made;
  }
}

/** Does something `times` times. `n` counts on from block to block. @returns the median of one time, ms */
export function repeat(times: number, work: (n: number) => void): Block {
  return (round) => {
    const took: number[] = [];
    for (let i = 0; i < times; i += 1) {
      const began = performance.now();
      work(round * times + i);
      took.push(performance.now() - began);
    }
    return median(took);
  };
}

/** As above, for asynchronous work. */
export function repeatAsync(times: number, work: (n: number) => Promise<unknown>): Block {
  return async (round) => {
    const took: number[] = [];
    for (let i = 0; i < times; i += 1) {
      const began = performance.now();
      await work(round * times + i);
      took.push(performance.now() - began);
    }
    return median(took);
  };
}

/**
 * Compares with a fixed time: the floor is that time, the ratio is the part of it that was used.
 * @param took times of the tries, ms
 * @param most longest time allowed, ms
 */
export const within = (took: readonly number[], most: number, note: string) => {
  const ours = median(took);
  return { ours, floor: most, ratio: ours / most, self: 1, isVoid: false, note };
};
