import { peakUse, type Interval } from '../../contract/schedule.ts';
import type { PlanRule } from '../../contract/auto-plan.ts';
import { takenBy, type Candidate, type Placement, type PlannerItem, type Term } from './planner.ts';

export type Taken = Interval;

interface Placed {
  item: PlannerItem;
  candidate: Candidate;
  sessions: Interval[];
  skipped: string[];
}

interface Row extends Taken {
  item: PlannerItem;
}

const DAY = 86_400_000;

/** What a plan has taken so far: by zone, trainer and equipment, each by day, so that a look costs next to nothing. */
export class Board {
  private placed = new Map<PlannerItem, Placed>();
  private rows = new Map<string, Row[]>();

  get size(): number {
    return this.placed.size;
  }

  has(item: PlannerItem): boolean {
    return this.placed.has(item);
  }

  copy(): Board {
    const board = new Board();
    board.restore(this.snapshot());
    return board;
  }

  snapshot(): { placed: Map<PlannerItem, Placed>; rows: Map<string, Row[]> } {
    return { placed: new Map(this.placed), rows: new Map([...this.rows].map(([key, rows]) => [key, [...rows]])) };
  }

  restore(from: ReturnType<Board['snapshot']>): void {
    this.placed = from.placed;
    this.rows = from.rows;
  }

  /** Rows of a resource on the days that an interval touches. */
  private *near(resource: string, taken: Taken): Generator<Row> {
    for (let day = Math.floor(taken.from / DAY); day <= Math.floor(taken.to / DAY); day += 1) {
      for (const row of this.rows.get(`${resource} ${day}`) ?? []) if (row.from < taken.to && taken.from < row.to) yield row;
    }
  }

  private shortOf(term: Term, item: PlannerItem, taken: Taken): boolean {
    return item.equipment.some((line) => {
      const piece = term.equipment.get(line.equipmentId);
      if (piece === undefined) return true;
      const uses = [...new Set(this.near(`e${line.equipmentId}`, taken))].map((row) => ({ ...row, quantity: row.item.equipment.find((one) => one.equipmentId === line.equipmentId)?.quantity ?? 0 }));
      return peakUse(taken, [...piece.busy, ...uses]) + line.quantity > piece.quantity;
    });
  }

  /** Whether sessions clash with nothing that is placed. */
  fits(term: Term, item: PlannerItem, candidate: Candidate, sessions: readonly Interval[]): boolean {
    for (const session of sessions) {
      const taken = takenBy(candidate.zone, session);
      for (const _row of this.near(`z${candidate.zone.id}`, taken)) return false;
      for (const _row of this.near(`t${candidate.trainer.id}`, taken)) return false;
      if (item.equipment.length > 0 && this.shortOf(term, item, taken)) return false;
    }
    return true;
  }

  /** Classes that are in the way of sessions. */
  rivals(term: Term, item: PlannerItem, candidate: Candidate, sessions: readonly Interval[]): PlannerItem[] {
    const found = new Set<PlannerItem>();
    for (const session of sessions) {
      const taken = takenBy(candidate.zone, session);
      for (const row of this.near(`z${candidate.zone.id}`, taken)) found.add(row.item);
      for (const row of this.near(`t${candidate.trainer.id}`, taken)) found.add(row.item);
      if (item.equipment.length === 0 || !this.shortOf(term, item, taken)) continue;
      for (const line of item.equipment) for (const row of this.near(`e${line.equipmentId}`, taken)) found.add(row.item);
    }
    return [...found];
  }

  /** The rule by which placed classes block sessions; a place that is free after all counts as a zone taken. */
  blockedBy(term: Term, item: PlannerItem, candidate: Candidate, sessions: readonly Interval[]): PlanRule {
    for (const session of sessions) {
      const taken = takenBy(candidate.zone, session);
      for (const _row of this.near(`z${candidate.zone.id}`, taken)) return 'zone_taken';
      for (const _row of this.near(`t${candidate.trainer.id}`, taken)) return 'trainer_taken';
      if (this.shortOf(term, item, taken)) return 'equipment';
    }
    return 'zone_taken';
  }

  place(_term: Term, item: PlannerItem, candidate: Candidate, dates: { sessions: Interval[]; skipped: string[] }): void {
    this.placed.set(item, { item, candidate, ...dates });
    this.each(item, (key, row) => this.rows.set(key, [...(this.rows.get(key) ?? []), row]));
  }

  remove(item: PlannerItem): void {
    this.each(item, (key) => this.rows.set(key, (this.rows.get(key) ?? []).filter((row) => row.item !== item)));
    this.placed.delete(item);
  }

  private each(item: PlannerItem, act: (key: string, row: Row) => void): void {
    const placed = this.placed.get(item);
    if (placed === undefined) return;
    const { zone, trainer } = placed.candidate;
    const resources = [`z${zone.id}`, `t${trainer.id}`, ...item.equipment.map((line) => `e${line.equipmentId}`)];
    for (const session of placed.sessions) {
      const row: Row = { ...takenBy(zone, session), item };
      for (let day = Math.floor(row.from / DAY); day <= Math.floor(row.to / DAY); day += 1) for (const resource of resources) act(`${resource} ${day}`, row);
    }
  }

  /** What was placed, in the order in which the classes were given. */
  placements(): Placement[] {
    return [...this.placed.values()]
      .map(({ item, candidate, sessions, skipped }) => ({ classId: item.classId, zoneId: candidate.zone.id, trainerId: candidate.trainer.id, sessions, skipped }))
      .sort((a, b) => a.classId - b.classId);
  }
}
