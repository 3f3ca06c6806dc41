import { peakUse, type Interval } from '../../../contract/schedule/allocation.ts';
import { DAY_MS } from '../../../contract/core/time.ts';
import type { PlanRule } from '../../../contract/training/planner.ts';
import { takenBy, type Option, type PlannerEquipment, type PlannerItem, type Placement } from './planner-term.ts';

interface Row extends Interval {
  item: PlannerItem;
}

/** A row of a class on one day, under the key of a resource on that day. */
type Entry = [key: number, row: Row];

/** Kinds of resources in a key. A key combines kind, id and the number of days since 1970. */
const KINDS = { zone: 0, trainer: 1, equipment: 2 };
const keyOf = (kind: keyof typeof KINDS, id: number, day: number): number => (id * 3 + KINDS[kind]) * 100_000 + day;
const dayOf = (at: number): number => Math.floor(at / DAY_MS);

/** The placements of a plan by zone, trainer and equipment and by day, so that a look-up costs almost nothing. */
export class Board {
  private readonly equipment: Map<number, PlannerEquipment>;
  private readonly placed = new Map<PlannerItem, Option>();
  private readonly rows = new Map<number, Row[]>();
  /** Placements and removals, so that they can be undone. */
  private readonly log: { item: PlannerItem; option: Option; placed: boolean }[] = [];

  constructor(equipment: Map<number, PlannerEquipment>) {
    this.equipment = equipment;
  }

  get size(): number {
    return this.placed.size;
  }

  has(item: PlannerItem): boolean {
    return this.placed.has(item);
  }

  copy(): Board {
    const board = new Board(this.equipment);
    for (const [item, option] of this.placed) board.place(item, option);
    return board;
  }

  /** A point to which later changes can be undone. */
  mark(): number {
    return this.log.length;
  }

  undo(to: number): void {
    while (this.log.length > to) {
      const { item, option, placed } = this.log.pop()!;
      if (placed) this.take(item, option);
      else this.put(item, option);
    }
  }

  place(item: PlannerItem, option: Option): void {
    this.put(item, option);
    this.log.push({ item, option, placed: true });
  }

  remove(item: PlannerItem): void {
    const option = this.placed.get(item);
    if (option === undefined) return;
    this.take(item, option);
    this.log.push({ item, option, placed: false });
  }

  private put(item: PlannerItem, option: Option): void {
    this.placed.set(item, option);
    for (const [key, row] of entriesOf(item, option)) {
      const rows = this.rows.get(key);
      if (rows === undefined) this.rows.set(key, [row]);
      else rows.push(row);
    }
  }

  private take(item: PlannerItem, option: Option): void {
    this.placed.delete(item);
    for (const [key] of entriesOf(item, option)) {
      const rows = this.rows.get(key);
      if (rows !== undefined)
        this.rows.set(
          key,
          rows.filter((row) => row.item !== item)
        );
    }
  }

  /** Rows of a resource that overlap an interval. */
  private near(kind: keyof typeof KINDS, id: number, taken: Interval): Row[] {
    const found: Row[] = [];
    for (let day = dayOf(taken.from); day <= dayOf(taken.to); day += 1) {
      for (const row of this.rows.get(keyOf(kind, id, day)) ?? [])
        if (row.from < taken.to && taken.from < row.to && !found.includes(row)) found.push(row);
    }
    return found;
  }

  private isTaken(kind: 'zone' | 'trainer', id: number, taken: Interval): boolean {
    for (let day = dayOf(taken.from); day <= dayOf(taken.to); day += 1) {
      for (const row of this.rows.get(keyOf(kind, id, day)) ?? []) if (row.from < taken.to && taken.from < row.to) return true;
    }
    return false;
  }

  /** Whether too little equipment is left. */
  private isShort(item: PlannerItem, taken: Interval): boolean {
    return item.equipment.some((line) => {
      const piece = this.equipment.get(line.equipmentId);
      if (piece === undefined) return true;
      const quantityOf = (row: Row) => row.item.equipment.find((one) => one.equipmentId === line.equipmentId)?.quantity ?? 0;
      const uses = this.near('equipment', line.equipmentId, taken).map((row) => ({
        from: row.from,
        to: row.to,
        quantity: quantityOf(row)
      }));
      return peakUse(taken, [...piece.busy, ...uses]) + line.quantity > piece.quantity;
    });
  }

  /** Whether an option is free beside the placed classes. */
  fits(item: PlannerItem, option: Option): boolean {
    return option.sessions.every((session) => this.ruleAt(item, option, session) === null);
  }

  private ruleAt(item: PlannerItem, { zone, trainer }: Option, session: Interval): PlanRule | null {
    const taken = takenBy(zone, session);
    if (this.isTaken('zone', zone.id, taken)) return 'zone_taken';
    if (this.isTaken('trainer', trainer.id, taken)) return 'trainer_taken';
    return item.equipment.length > 0 && this.isShort(item, taken) ? 'equipment' : null;
  }

  /** The rule by which placed classes block an option. An option that is free was dropped for lack of time. */
  blockedBy(item: PlannerItem, option: Option): PlanRule {
    for (const session of option.sessions) {
      const rule = this.ruleAt(item, option, session);
      if (rule !== null) return rule;
    }
    return 'zone_taken';
  }

  /** Placed classes in the way of an option, at most `most`. */
  rivals(item: PlannerItem, option: Option, most: number): PlannerItem[] {
    const found = new Set<PlannerItem>();
    for (const session of option.sessions) {
      const taken = takenBy(option.zone, session);
      for (const row of this.near('zone', option.zone.id, taken)) found.add(row.item);
      for (const row of this.near('trainer', option.trainer.id, taken)) found.add(row.item);
      if (item.equipment.length > 0 && this.isShort(item, taken)) {
        for (const line of item.equipment) for (const row of this.near('equipment', line.equipmentId, taken)) found.add(row.item);
      }
      if (found.size >= most) break;
    }
    return [...found].slice(0, most);
  }

  /** The placements by class. */
  placements(): Placement[] {
    return [...this.placed]
      .map(([item, option]) => ({
        classId: item.classId,
        zoneId: option.zone.id,
        trainerId: option.trainer.id,
        sessions: option.sessions,
        skipped: option.skipped
      }))
      .sort((a, b) => a.classId - b.classId);
  }
}

function* entriesOf(item: PlannerItem, { zone, trainer, sessions }: Option): Generator<Entry> {
  for (const session of sessions) {
    const row: Row = { ...takenBy(zone, session), item };
    for (let day = dayOf(row.from); day <= dayOf(row.to); day += 1) {
      yield [keyOf('zone', zone.id, day), row];
      yield [keyOf('trainer', trainer.id, day), row];
      for (const line of item.equipment) yield [keyOf('equipment', line.equipmentId, day), row];
    }
  }
}
