import type { PlanRule } from '../../../contract/training/planner.ts';
import { Board } from './planner-board.ts';
import { Term, type PlannerInput, type PlannerItem, type Placement } from './planner-term.ts';

export type { PlannerEquipment, PlannerInput, PlannerItem, PlannerTrainer, PlannerZone } from './planner-term.ts';

export interface PlannerOutput {
  placed: Placement[];
  unplaced: { classId: number; because: { rule: PlanRule; count: number }[]; rivals: number[] }[];
  firstFit: number;
}

export interface PlannerTools {
  /** Milliseconds since a fixed moment. */
  elapsed(): number;
  checkCancelled(): void;
  progress(done: number, total: number): void;
}

/** Places classes in order, each at its first free option. */
function firstFit(term: Term, board: Board, order: readonly PlannerItem[], checkCancelled: () => void): void {
  for (const item of order) {
    checkCancelled();
    placeFirst(term, board, item);
  }
}

function placeFirst(term: Term, board: Board, item: PlannerItem): boolean {
  const option = term.options(item).list.find((one) => board.fits(item, one));
  if (option !== undefined) board.place(item, option);
  return option !== undefined;
}

/** Most rivals that move to make room for one class, and the depth of such moves. */
const MOST_RIVALS = 2;
const DEPTH = 2;
const MOST_EJECTIONS = 300;

interface Budget {
  left: number;
  /** When to stop, in `elapsed` milliseconds. */
  end: number;
}

/** Places a class by moving the rivals of one option to other free options. Undoes everything if that fails. */
function makeRoom(term: Term, board: Board, item: PlannerItem, depth: number, tools: PlannerTools, budget: Budget): boolean {
  for (const option of term.options(item).list) {
    if (budget.left <= 0 || tools.elapsed() > budget.end) return false;
    const rivals = board.rivals(item, option, MOST_RIVALS + 1);
    if (rivals.length > MOST_RIVALS) continue;
    budget.left -= 1;
    tools.checkCancelled();
    const before = board.mark();
    for (const rival of rivals) board.remove(rival);
    if (board.fits(item, option)) {
      board.place(item, option);
      const moved = rivals.every(
        (rival) => placeFirst(term, board, rival) || (depth > 1 && makeRoom(term, board, rival, depth - 1, tools, budget))
      );
      if (moved) return true;
    }
    board.undo(before);
  }
  return false;
}

/** A repeatable sequence of random numbers, 0 ≤ n < 1 (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Plans a term. It always starts with a first-fit in the given order, so the answer places at least as many classes. Then it makes room
 * for the others and tries other orders while there is time.
 * @param searchMs longest search for a better answer after the first, ms
 */
export function planTerm(input: PlannerInput, searchMs: number, tools: PlannerTools): PlannerOutput {
  const term = new Term(input);
  const total = input.items.length;
  let best = new Board(term.equipment);
  firstFit(term, best, input.items, tools.checkCancelled);
  const baseline = best.size;
  tools.progress(best.size, total);
  const end = tools.elapsed() + searchMs;
  const hopeful = input.items.filter((item) => term.options(item).list.length > 0);
  const roll = dice(20240901);
  for (let round = 0; best.size < hopeful.length && (round === 0 || tools.elapsed() < end); round += 1) {
    tools.checkCancelled();
    const board = round === 0 ? best.copy() : new Board(term.equipment);
    // Classes with the fewest options come first; later rounds shuffle the order more and more.
    const weight = new Map(hopeful.map((item) => [item, term.options(item).list.length * (1 + (round <= 1 ? 0 : roll() * round))]));
    const order = [...hopeful].sort((a, b) => weight.get(a)! - weight.get(b)!);
    if (round > 0) firstFit(term, board, order, tools.checkCancelled);
    for (const item of order) {
      if (!board.has(item)) makeRoom(term, board, item, DEPTH, tools, { left: MOST_EJECTIONS, end });
    }
    if (board.size > best.size) best = board;
    tools.progress(best.size, total);
  }
  tools.progress(total, total);
  const unplaced = input.items.filter((item) => !best.has(item)).map((item) => explain(term, best, item));
  return { placed: best.placements(), unplaced, firstFit: baseline };
}

const MOST_NAMED = 10;

/** Why a class is not placed: the rules that block its options, and the classes in the way. */
function explain(term: Term, board: Board, item: PlannerItem): PlannerOutput['unplaced'][number] {
  const { list, blocked } = term.options(item);
  const counts = new Map(blocked);
  const rivals = new Set<number>();
  for (const option of list) {
    const rule = board.blockedBy(item, option);
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
    if (rivals.size < MOST_NAMED) for (const rival of board.rivals(item, option, MOST_NAMED)) rivals.add(rival.classId);
  }
  const because = [...counts].map(([rule, n]) => ({ rule, count: n })).sort((a, b) => b.count - a.count);
  return { classId: item.classId, because, rivals: [...rivals].slice(0, MOST_NAMED) };
}
