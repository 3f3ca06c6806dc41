/**
 * How two parties are compared. Shared machines drift by a factor of two within minutes, so a time alone says nothing:
 * blocks of the one and of the other alternate in one process, and what counts is the median of the ratios of
 * neighbours. The floor is measured against itself the same way; where that is not near 1 the run says nothing either.
 */

/** Rounds that count; one more comes before them and is thrown away. */
export const ROUNDS = 9;
/**
 * Rounds where the floor scans a million rows for seconds: nothing but a wrong plan comes near a budget of a twentieth of
 * that, so that five medians tell as much as nine.
 */
export const SCAN_ROUNDS = 5;
/** The floor against itself must lie in here. */
export const SELF_MIN = 0.9;
export const SELF_MAX = 1.1;
/** How often a void comparison is made again. */
export const RETRIES = 3;
/** Comparisons that a row makes at the most. */
export const ATTEMPTS = RETRIES + 1;

/** One block of one party: does its work some times and answers the typical cost of once (ms, unless said otherwise). */
export type Block = (round: number) => number | Promise<number>;

export interface Comparison {
  /** Medians of the blocks. */
  ours: number;
  floor: number;
  /** Median of the rounds' ratios: ours ÷ the mean of the floor before and after it. */
  ratio: number;
  /** Median of each floor ÷ the floor before it. */
  self: number;
  /** The floor was not like itself: the comparison says nothing. */
  isVoid: boolean;
}

/** The middle of a list; the mean of the middle two where there are two. @throws Error for an empty list */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('the median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

/**
 * What blocks floor, ours, floor, ours, …, floor say, in the order they ran, the first pair left out.
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

/** Blocks of each party before the first that is looked at. */
const WARM_BLOCKS = 5;

/**
 * Lets the engine compile both parties first. It does so in the background, on a busy machine rather late: a comparison
 * that began before then would say what the interpreter costs.
 */
export async function warmUp({ floor, ours }: { floor: Block; ours: Block }): Promise<void> {
  for (let block = 0; block < WARM_BLOCKS; block += 1) {
    await floor(block);
    await ours(block);
  }
}

/** Makes a comparison again while it is void, three times at most. */
export async function compareUntilValid<C extends Comparison>(make: (attempt: number) => Promise<C>): Promise<C> {
  for (let attempt = 0; ; attempt += 1) {
    const made = await make(attempt);
    if (!made.isVoid || attempt === RETRIES) return made;
  }
}

/** Does something `times` times; the median ms of once. `n` goes on counting from block to block. */
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

/** The same for what answers later. */
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
 * Held against a fixed time: the floor is that time, the ratio how much of it was used.
 * @param took what each try took, ms
 * @param most what it may take, ms
 */
export const within = (took: readonly number[], most: number, note: string) => {
  const ours = median(took);
  return { ours, floor: most, ratio: ours / most, self: 1, isVoid: false, note };
};
