import { addDays, dateOf, MINUTE_MS, minutesOf, startOfDate, weekdayOf } from '../../contract/time.ts';
import type { PlanRule } from '../../contract/auto-plan.ts';
import { openIntervals, peakUse, type DayKind, type Interval, type OpeningRules } from '../../contract/schedule.ts';
import { trainerProblems, type TrainerRules } from '../../contract/trainers.ts';
import { Board, type Taken } from './planner-board.ts';

/**
 * Proposes a term: for every class a weekly time, a zone and a trainer, with no clash and as many classes placed as can be
 * found. Pure: no database, no clock of its own.
 */

export interface PlannerZone extends OpeningRules {
  id: number;
  capacity: number;
  setup: number;
  clearup: number;
  /** Closures, and what the schedule has taken already, UTC ms. */
  closures: Interval[];
  busy: Interval[];
}

export interface PlannerTrainer extends TrainerRules {
  id: number;
  busy: Interval[];
}

export interface PlannerEquipment {
  id: number;
  quantity: number;
  zoneId: number | null;
  busy: (Interval & { quantity: number })[];
}

export interface PlannerItem {
  classId: number;
  courseId: number;
  capacity: number;
  sessions: number;
  minutes: number;
  perWeek: number;
  slots: { weekday: number; from: string; to: string }[];
  /** In order of preference. */
  zoneIds: number[];
  /** One of them teaches it; empty: nobody can. */
  trainerIds: number[];
  equipment: { equipmentId: number; quantity: number }[];
}

export interface PlannerInput {
  from: string;
  to: string;
  /** Nothing begins before, UTC ms. */
  now: number;
  skipHolidays: boolean;
  /** The special days of the term. */
  days: Record<string, DayKind>;
  zones: PlannerZone[];
  trainers: PlannerTrainer[];
  equipment: PlannerEquipment[];
  items: PlannerItem[];
}

export interface Placement {
  classId: number;
  zoneId: number;
  trainerId: number;
  sessions: Interval[];
  skipped: string[];
}

export interface PlannerOutput {
  placed: Placement[];
  unplaced: { classId: number; because: { rule: PlanRule; count: number }[]; rivals: number[] }[];
  firstFit: number;
}

export interface PlannerTools {
  /** Milliseconds since any moment. */
  elapsed(): number;
  checkCancelled(): void;
  progress(done: number, total: number): void;
}

/** Dates of a class on which something else holds its zone, trainer or equipment already may be left out, so many of them. */
const MOST_SKIPS = 2;
/** Sessions may begin at every so many minutes of a slot. */
const START_STEP = 30;
const MOST_SLOT_CHOICES = 40;

interface Start {
  weekday: number;
  minute: number;
}

/** Where and when a class could be: its dates are found when it is looked at. */
export interface Candidate {
  zone: PlannerZone;
  trainer: PlannerTrainer;
  starts: Start[];
  week: string;
}

type Dates = { sessions: Interval[]; skipped: string[] } | { blocked: PlanRule };

/** Everything about a term that does not change while it is planned. */
export class Term {
  readonly input: PlannerInput;
  readonly zones: Map<number, PlannerZone>;
  readonly trainers: Map<number, PlannerTrainer>;
  readonly equipment: Map<number, PlannerEquipment>;
  private readonly fixed = new Map<string, PlanRule | null>();
  private readonly dates = new Map<string, Dates>();

  constructor(input: PlannerInput) {
    this.input = input;
    this.zones = new Map(input.zones.map((zone) => [zone.id, zone]));
    this.trainers = new Map(input.trainers.map((trainer) => [trainer.id, trainer]));
    this.equipment = new Map(input.equipment.map((piece) => [piece.id, piece]));
  }

  kindOf(date: string): DayKind {
    return this.input.days[date] ?? 'ordinary';
  }

  /** Why a class has no candidates at all, before any date is looked at. */
  hopeless(item: PlannerItem): PlanRule | null {
    if (!item.zoneIds.some((id) => (this.zones.get(id)?.capacity ?? 0) >= item.capacity)) return 'no_zone';
    if (item.trainerIds.length === 0) return 'no_trainer';
    if (this.startChoices(item).length === 0) return 'slot_too_short';
    return null;
  }

  /** Candidates of a class, the earliest first, then in order of slots, zones and trainers. */
  *candidates(item: PlannerItem): Generator<Candidate> {
    if (this.hopeless(item) !== null) return;
    const choices = this.startChoices(item);
    const zones = item.zoneIds.flatMap((id) => this.zones.get(id) ?? []).filter((zone) => zone.capacity >= item.capacity);
    const trainers = item.trainerIds.flatMap((id) => this.trainers.get(id) ?? []);
    const monday = addDays(this.input.from, 1 - weekdayOf(this.input.from));
    const weeks = Math.ceil(item.sessions / item.perWeek);
    for (let week = monday; addDays(week, 7 * (weeks - 1)) <= this.input.to; week = addDays(week, 7)) {
      for (const starts of choices) for (const zone of zones) for (const trainer of trainers) yield { zone, trainer, starts, week };
    }
  }

  /** Sets of weekly starts: one a week, or as many as are wanted on different days. */
  private startChoices(item: PlannerItem): Start[][] {
    const single: Start[] = [];
    for (const slot of item.slots) {
      const last = minutesOf(slot.to) - item.minutes;
      for (let minute = minutesOf(slot.from); minute <= last; minute += START_STEP) single.push({ weekday: slot.weekday, minute });
    }
    let sets: Start[][] = single.map((start) => [start]);
    for (let size = 1; size < item.perWeek; size += 1) {
      sets = sets.flatMap((set) => single.filter((start) => start.weekday > set.at(-1)!.weekday).map((start) => [...set, start]));
      // Evenly spread ones first: two evenings in a row help nobody to remember.
      sets.sort((a, b) => spread(b) - spread(a));
      sets = sets.slice(0, MOST_SLOT_CHOICES * 4);
    }
    return item.perWeek === 1 ? sets : sets.slice(0, MOST_SLOT_CHOICES);
  }

  /** The dates a candidate gives, other classes of this plan apart, or the rule that blocks it. */
  datesOf(item: PlannerItem, candidate: Candidate): Dates {
    const starts = candidate.starts.map((start) => `${start.weekday}.${start.minute}`).join();
    const lines = item.equipment.map((line) => `${line.equipmentId}x${line.quantity}`).join();
    const key = `${candidate.zone.id}|${candidate.trainer.id}|${item.courseId}|${item.sessions}|${item.minutes}|${starts}|${candidate.week}|${lines}`;
    let dates = this.dates.get(key);
    if (dates === undefined) this.dates.set(key, (dates = this.findDates(item, candidate)));
    return dates;
  }

  private findDates(item: PlannerItem, candidate: Candidate): Dates {
    const sessions: Interval[] = [];
    const skipped: string[] = [];
    let skips = 0;
    for (let week = candidate.week; sessions.length < item.sessions; week = addDays(week, 7)) {
      for (const start of candidate.starts) {
        if (sessions.length === item.sessions) break;
        const date = addDays(week, start.weekday - 1);
        if (date > this.input.to) return { blocked: 'term_too_short' };
        const from = startOfDate(date) + start.minute * MINUTE_MS;
        if (date < this.input.from || from < this.input.now) continue;
        if (this.input.skipHolidays && this.kindOf(date) === 'holiday') {
          skipped.push(date);
          continue;
        }
        const use = { from, to: from + item.minutes * MINUTE_MS };
        const blocked = this.blockedAt(item, candidate, use);
        if (blocked === null) {
          sessions.push(use);
          continue;
        }
        // What lies in the trainer's hours or subjects is so every week: another date does not help.
        if (blocked === 'trainer_hours' || blocked === 'trainer_qualification' || blocked === 'no_trainer' || ++skips > MOST_SKIPS) return { blocked };
        skipped.push(date);
      }
    }
    return { sessions, skipped };
  }

  /** Which rule keeps a class from a zone and trainer at a time, other classes of this plan apart. */
  private blockedAt(item: PlannerItem, { zone, trainer }: Candidate, use: Interval): PlanRule | null {
    return this.zoneBlocked(zone, use) ?? this.trainerBlocked(item, zone, trainer, use) ?? this.equipmentBlocked(item, zone, use);
  }

  private remembered(key: string, find: () => PlanRule | null): PlanRule | null {
    const known = this.fixed.get(key);
    if (known !== undefined) return known;
    const rule = find();
    this.fixed.set(key, rule);
    return rule;
  }

  private zoneBlocked(zone: PlannerZone, use: Interval): PlanRule | null {
    return this.remembered(`z${zone.id} ${use.from} ${use.to}`, () => {
      const taken = takenBy(zone, use);
      const date = dateOf(use.from);
      const open = openIntervals(zone, date, this.kindOf(date)).some((hours) => hours.from <= use.from && use.to <= hours.to);
      if (!open || meets(zone.closures, taken)) return 'closed';
      return meets(zone.busy, taken) ? 'zone_taken' : null;
    });
  }

  private trainerBlocked(item: PlannerItem, zone: PlannerZone, trainer: PlannerTrainer, use: Interval): PlanRule | null {
    return this.remembered(`t${trainer.id} ${item.courseId} ${use.from} ${use.to} ${zone.setup} ${zone.clearup}`, () => {
      const [problem] = trainerProblems(trainer, item.courseId, use);
      if (problem !== undefined) return problem === 'trainer_subject' ? 'no_trainer' : problem;
      return meets(trainer.busy, takenBy(zone, use)) ? 'trainer_taken' : null;
    });
  }

  private equipmentBlocked(item: PlannerItem, zone: PlannerZone, use: Interval): PlanRule | null {
    const taken = takenBy(zone, use);
    const short = item.equipment.some((line) => {
      const piece = this.equipment.get(line.equipmentId);
      if (piece === undefined || (piece.zoneId !== null && piece.zoneId !== zone.id)) return true;
      return peakUse(taken, piece.busy) + line.quantity > piece.quantity;
    });
    return short ? 'equipment' : null;
  }
}

const meets = (busy: readonly Interval[], taken: Interval): boolean => busy.some((one) => one.from < taken.to && taken.from < one.to);

/** The time a use takes its zone and trainer, buffers included. */
export const takenBy = (zone: PlannerZone, use: Interval): Taken => ({ from: use.from - zone.setup * MINUTE_MS, to: use.to + zone.clearup * MINUTE_MS });

/** How evenly a week's meetings lie: the least number of days between two of them, round the week. */
function spread(starts: readonly Start[]): number {
  const days = starts.map((start) => start.weekday).sort((a, b) => a - b);
  return Math.min(...days.map((day, i) => (i === 0 ? day + 7 - days.at(-1)! : day - days[i - 1]!)));
}

/** Places classes one after the other, each where it first fits. */
export function firstFit(term: Term, board: Board, order: readonly PlannerItem[], checkCancelled: () => void): void {
  for (const item of order) {
    checkCancelled();
    placeFirst(term, board, item);
  }
}

function placeFirst(term: Term, board: Board, item: PlannerItem, except?: (candidate: Candidate) => boolean): boolean {
  for (const candidate of term.candidates(item)) {
    if (except?.(candidate)) continue;
    const dates = term.datesOf(item, candidate);
    if ('blocked' in dates || !board.fits(term, item, candidate, dates.sessions)) continue;
    board.place(term, item, candidate, dates);
    return true;
  }
  return false;
}

/** How many rivals may be asked to make room for one class, and how deep that may go. */
const MOST_RIVALS = 2;
const DEPTH = 2;
const MOST_EJECTIONS = 400;

/** Places a class by moving others that are in its way to where they fit as well. Undoes everything where that fails. */
function makeRoom(term: Term, board: Board, item: PlannerItem, depth: number, tools: PlannerTools, budget: { left: number }): boolean {
  for (const candidate of term.candidates(item)) {
    if (budget.left <= 0) return false;
    const dates = term.datesOf(item, candidate);
    if ('blocked' in dates) continue;
    const rivals = board.rivals(term, item, candidate, dates.sessions);
    if (rivals.length === 0) {
      if (!board.fits(term, item, candidate, dates.sessions)) continue;
      board.place(term, item, candidate, dates);
      return true;
    }
    if (rivals.length > MOST_RIVALS) continue;
    budget.left -= 1;
    tools.checkCancelled();
    const before = board.snapshot();
    for (const rival of rivals) board.remove(rival);
    if (board.fits(term, item, candidate, dates.sessions)) {
      board.place(term, item, candidate, dates);
      const moved = rivals.every((rival) => placeFirst(term, board, rival) || (depth > 1 && makeRoom(term, board, rival, depth - 1, tools, budget)));
      if (moved) return true;
    }
    board.restore(before);
  }
  return false;
}

/** The same numbers every time, 0 ≤ n < 1 (mulberry32). */
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
 * Plans a term. A first-fit in the given order is always tried first, so the answer places at least as many; what it could
 * not place is then made room for, and other orders are tried as long as there is time.
 * @param searchMs how long to look for a better answer after the first, ms
 */
export function planTerm(input: PlannerInput, searchMs: number, tools: PlannerTools): PlannerOutput {
  const term = new Term(input);
  const total = input.items.length;
  const hopeful = input.items.filter((item) => term.hopeless(item) === null);
  let best = new Board();
  firstFit(term, best, input.items, tools.checkCancelled);
  const baseline = best.size;
  tools.progress(best.size, total);
  const end = tools.elapsed() + searchMs;
  const counts = new Map(hopeful.map((item) => [item, optionsOf(term, item)]));
  const roll = dice(20240901);
  for (let round = 0; best.size < hopeful.length && (round === 0 || tools.elapsed() < end); round += 1) {
    tools.checkCancelled();
    const board = round === 0 ? best.copy() : new Board();
    // Those with the fewest possible places first; later rounds shuffle them more and more.
    const weight = new Map(hopeful.map((item) => [item, (counts.get(item) ?? 0) * (1 + (round <= 1 ? 0 : roll() * round))]));
    const order = [...hopeful].sort((a, b) => weight.get(a)! - weight.get(b)!);
    if (round > 0) firstFit(term, board, order, tools.checkCancelled);
    for (const item of order) {
      if (board.has(item) || tools.elapsed() >= end) continue;
      makeRoom(term, board, item, DEPTH, tools, { left: MOST_EJECTIONS });
    }
    if (board.size > best.size) best = board;
    tools.progress(best.size, total);
  }
  tools.progress(total, total);
  return { placed: best.placements(), unplaced: input.items.filter((item) => !best.has(item)).map((item) => explain(term, best, item)), firstFit: baseline };
}

const COUNTED = 200;

/** How many places a class could have, other classes apart; no further than matters for the order. */
function optionsOf(term: Term, item: PlannerItem): number {
  let count = 0;
  for (const candidate of term.candidates(item)) {
    if (!('blocked' in term.datesOf(item, candidate)) && (count += 1) >= COUNTED) break;
  }
  return count;
}

/** Why a class found no place: every candidate is looked at, and the rule that blocks it counted. */
export function explain(term: Term, board: Board, item: PlannerItem): PlannerOutput['unplaced'][number] {
  const counts = new Map<PlanRule, number>();
  const rivals = new Set<number>();
  const count = (rule: PlanRule) => counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const hopeless = term.hopeless(item);
  if (hopeless !== null) count(hopeless);
  for (const candidate of term.candidates(item)) {
    const dates = term.datesOf(item, candidate);
    if ('blocked' in dates) count(dates.blocked);
    else {
      count(board.blockedBy(term, item, candidate, dates.sessions));
      for (const rival of board.rivals(term, item, candidate, dates.sessions)) rivals.add(rival.classId);
    }
  }
  // No candidate at all although there are zones, trainers and slots: the term has too few weeks.
  if (counts.size === 0) count('term_too_short');
  const because = [...counts].map(([rule, n]) => ({ rule, count: n })).sort((a, b) => b.count - a.count);
  return { classId: item.classId, because, rivals: [...rivals].slice(0, 10) };
}

