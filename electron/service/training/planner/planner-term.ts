import { addDays, dateOf, MINUTE_MS, minutesOf, startOfDate, weekdayOf } from '../../../contract/core/time.ts';
import type { PlanRule } from '../../../contract/training/planner.ts';
import { openIntervals, peakUse, type DayKind, type Interval, type OpeningRules } from '../../../contract/schedule/allocation.ts';
import { trainerProblems, type TrainerRules } from '../../../contract/training/trainers.ts';

/** A term to be planned, and the options of each class without regard to other classes. Pure functions. */

export interface PlannerZone extends OpeningRules {
  id: number;
  capacity: number;
  setup: number;
  clearup: number;
  /** Closures and allocations of the zone, UTC ms. */
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
  /** Trainers of whom one teaches it; empty: nobody can. */
  trainerIds: number[];
  equipment: { equipmentId: number; quantity: number }[];
}

export interface PlannerInput {
  from: string;
  to: string;
  /** Earliest start, UTC ms. */
  now: number;
  skipHolidays: boolean;
  /** The special days of the term. */
  days: Record<string, DayKind>;
  zones: PlannerZone[];
  trainers: PlannerTrainer[];
  equipment: PlannerEquipment[];
  items: PlannerItem[];
}

/** Most dates of a class that may be left out because its zone, trainer or equipment is taken. */
const MOST_SKIPS = 2;
/** Sessions may begin every this many minutes of a slot. */
const START_STEP = 30;
const MOST_SLOT_CHOICES = 40;

interface Start {
  weekday: number;
  minute: number;
}

/** A possible place and time of a class, with its dates. */
export interface Option {
  zone: PlannerZone;
  trainer: PlannerTrainer;
  sessions: Interval[];
  skipped: string[];
}

/** The options of a class without regard to other classes: earliest first, then in order of slots, zones and trainers. */
interface Options {
  list: Option[];
  /** Number of options that each rule blocks. */
  blocked: Map<PlanRule, number>;
}

type Rules = Map<number, PlanRule | null>;

/** The fixed facts of a term while it is planned. */
export class Term {
  readonly input: PlannerInput;
  readonly zones: Map<number, PlannerZone>;
  readonly trainers: Map<number, PlannerTrainer>;
  readonly equipment: Map<number, PlannerEquipment>;
  private readonly zoneRules = new Map<PlannerZone, Rules>();
  private readonly trainerRules = new Map<string, Rules>();
  private readonly found = new Map<string, Options>();

  constructor(input: PlannerInput) {
    this.input = input;
    this.zones = new Map(input.zones.map((zone) => [zone.id, zone]));
    this.trainers = new Map(input.trainers.map((trainer) => [trainer.id, trainer]));
    this.equipment = new Map(input.equipment.map((piece) => [piece.id, piece]));
  }

  kindOf(date: string): DayKind {
    return this.input.days[date] ?? 'ordinary';
  }

  /** Why a class has no options at all, whatever the dates, or null. */
  hopeless(item: PlannerItem): PlanRule | null {
    if (!item.zoneIds.some((id) => (this.zones.get(id)?.capacity ?? 0) >= item.capacity)) return 'no_zone';
    if (item.trainerIds.length === 0) return 'no_trainer';
    if (startChoices(item).length === 0) return 'slot_too_short';
    return null;
  }

  /** The options of a class, computed once for classes with the same demands. */
  options(item: PlannerItem): Options {
    const { classId: _class, capacity, zoneIds, ...asked } = item;
    const zones = zoneIds.filter((id) => (this.zones.get(id)?.capacity ?? 0) >= capacity);
    const key = JSON.stringify([asked, zones]);
    let options = this.found.get(key);
    if (options === undefined) this.found.set(key, (options = this.find(item, zones)));
    return options;
  }

  private find(item: PlannerItem, zoneIds: readonly number[]): Options {
    const options: Options = { list: [], blocked: new Map() };
    const count = (rule: PlanRule) => options.blocked.set(rule, (options.blocked.get(rule) ?? 0) + 1);
    const hopeless = this.hopeless(item);
    if (hopeless !== null) {
      count(hopeless);
      return options;
    }
    const zones = zoneIds.flatMap((id) => this.zones.get(id) ?? []);
    const trainers = item.trainerIds.flatMap((id) => this.trainers.get(id) ?? []);
    const choices = startChoices(item);
    const monday = addDays(this.input.from, 1 - weekdayOf(this.input.from));
    const weeks = Math.ceil(item.sessions / item.perWeek);
    for (let week = monday; addDays(week, 7 * (weeks - 1)) <= this.input.to; week = addDays(week, 7)) {
      for (const starts of choices) {
        const days = this.daysOf(starts, week, item.minutes);
        for (const zone of zones) {
          for (const trainer of trainers) {
            const dates = this.datesOf(item, zone, trainer, days);
            if ('blocked' in dates) count(dates.blocked);
            else options.list.push({ zone, trainer, ...dates });
          }
        }
      }
    }
    // There are zones, trainers and slots, but no week.
    if (options.list.length === 0 && options.blocked.size === 0) count('term_too_short');
    return options;
  }

  /** All dates of weekly starts from a week to the end of the term. */
  private daysOf(starts: readonly Start[], week: string, minutes: number): { date: string; use: Interval; holiday: boolean }[] {
    const days = [];
    for (let monday = week; monday <= this.input.to; monday = addDays(monday, 7)) {
      for (const start of starts) {
        const date = addDays(monday, start.weekday - 1);
        if (date > this.input.to) return days;
        const from = startOfDate(date) + start.minute * MINUTE_MS;
        if (date < this.input.from || from < this.input.now) continue;
        days.push({
          date,
          use: { from, to: from + minutes * MINUTE_MS },
          holiday: this.input.skipHolidays && this.kindOf(date) === 'holiday'
        });
      }
    }
    return days;
  }

  /** The dates with a zone and a trainer, or the rule that blocks them. */
  private datesOf(
    item: PlannerItem,
    zone: PlannerZone,
    trainer: PlannerTrainer,
    days: ReturnType<Term['daysOf']>
  ): { sessions: Interval[]; skipped: string[] } | { blocked: PlanRule } {
    const sessions: Interval[] = [];
    const skipped: string[] = [];
    let skips = 0;
    for (const { date, use, holiday } of days) {
      if (sessions.length === item.sessions) break;
      const blocked = holiday
        ? null
        : (this.zoneBlocked(zone, use) ?? this.trainerBlocked(item, zone, trainer, use) ?? this.equipmentBlocked(item, zone, use));
      if (!holiday && blocked === null) {
        sessions.push(use);
        continue;
      }
      // A trainer's hours and subjects are the same every week, so another date does not help.
      const always = blocked === 'trainer_hours' || blocked === 'trainer_qualification' || blocked === 'no_trainer';
      if (blocked !== null && (always || ++skips > MOST_SKIPS)) return { blocked };
      skipped.push(date);
    }
    return sessions.length < item.sessions ? { blocked: 'term_too_short' } : { sessions, skipped };
  }

  private zoneBlocked(zone: PlannerZone, use: Interval): PlanRule | null {
    return remembered(this.zoneRules, zone, use, () => {
      const taken = takenBy(zone, use);
      const date = dateOf(use.from);
      const open = openIntervals(zone, date, this.kindOf(date)).some((hours) => hours.from <= use.from && use.to <= hours.to);
      if (!open || meets(zone.closures, taken)) return 'closed';
      return meets(zone.busy, taken) ? 'zone_taken' : null;
    });
  }

  private trainerBlocked(item: PlannerItem, zone: PlannerZone, trainer: PlannerTrainer, use: Interval): PlanRule | null {
    return remembered(this.trainerRules, `${trainer.id} ${item.courseId} ${zone.setup} ${zone.clearup}`, use, () => {
      const [problem] = trainerProblems(trainer, item.courseId, use);
      if (problem !== undefined) return problem === 'trainer_subject' ? 'no_trainer' : problem;
      return meets(trainer.busy, takenBy(zone, use)) ? 'trainer_taken' : null;
    });
  }

  private equipmentBlocked(item: PlannerItem, zone: PlannerZone, use: Interval): PlanRule | null {
    if (item.equipment.length === 0) return null;
    const taken = takenBy(zone, use);
    const short = item.equipment.some((line) => {
      const piece = this.equipment.get(line.equipmentId);
      if (piece === undefined || (piece.zoneId !== null && piece.zoneId !== zone.id)) return true;
      return peakUse(taken, piece.busy) + line.quantity > piece.quantity;
    });
    return short ? 'equipment' : null;
  }
}

/** Caches the finding on a resource at a time, because the same evenings come up for every class. */
function remembered<K>(all: Map<K, Rules>, key: K, use: Interval, find: () => PlanRule | null): PlanRule | null {
  let rules = all.get(key);
  if (rules === undefined) all.set(key, (rules = new Map()));
  // Start and length in minutes, combined in one number.
  const at = (use.from / MINUTE_MS) * 2048 + (use.to - use.from) / MINUTE_MS;
  let rule = rules.get(at);
  if (rule === undefined) rules.set(at, (rule = find()));
  return rule;
}

/** Choices of weekly starts, as many a week as the class wants, on different days. */
function startChoices(item: PlannerItem): Start[][] {
  const single: Start[] = [];
  for (const slot of item.slots) {
    const last = minutesOf(slot.to) - item.minutes;
    for (let minute = minutesOf(slot.from); minute <= last; minute += START_STEP) single.push({ weekday: slot.weekday, minute });
  }
  let sets: Start[][] = single.map((start) => [start]);
  for (let size = 1; size < item.perWeek; size += 1) {
    sets = sets.flatMap((set) => single.filter((start) => start.weekday > set.at(-1)!.weekday).map((start) => [...set, start]));
    // Evenly spread choices first, because people learn better with days in between.
    sets.sort((a, b) => spread(b) - spread(a));
    sets = sets.slice(0, MOST_SLOT_CHOICES * 4);
  }
  return item.perWeek === 1 ? sets : sets.slice(0, MOST_SLOT_CHOICES);
}

const meets = (busy: readonly Interval[], taken: Interval): boolean => busy.some((one) => one.from < taken.to && taken.from < one.to);

/** The time for which a use takes its zone and trainer, buffers included. */
export const takenBy = (zone: PlannerZone, use: Interval): Interval => ({
  from: use.from - zone.setup * MINUTE_MS,
  to: use.to + zone.clearup * MINUTE_MS
});

/** How evenly the starts of a week lie: the fewest days between two of them, counted round the week. */
function spread(starts: readonly Start[]): number {
  const days = starts.map((start) => start.weekday).sort((a, b) => a - b);
  return Math.min(...days.map((day, i) => (i === 0 ? day + 7 - days.at(-1)! : day - days[i - 1]!)));
}

/**
 * The tools of the planner, which proposes a weekly time, a zone and a trainer for as many classes as it can place without a clash.
 * Pure: no database and no clock.
 */

export interface Placement {
  classId: number;
  zoneId: number;
  trainerId: number;
  sessions: Interval[];
  skipped: string[];
}
