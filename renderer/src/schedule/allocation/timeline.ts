import { addDays, clockOfMinutes, dateOf, MINUTE_MS, minutesOf, startOfDate, weekdayOf } from '@contract/core/time.ts';
import {
  hoursOn,
  occupied,
  outsideHours,
  overlaps,
  type DayKind,
  type Interval,
  type OpeningRules
} from '@contract/schedule/allocation.ts';
import { HOLDING, type ReservationColumns, type ReservationState } from '@contract/schedule/reservations.ts';

/** The geometry of the schedule's timeline: lanes of days side by side on one axis of minutes. No DOM, no Vue. */

export const SNAP_MINUTES = 30;
/** Width of a bar, px, from which both times fit; a narrower one shows the start only. */
export const SPAN_PX = 112;
/** Width of a bar, px, from which a word of its title fits. */
export const TITLE_PX = 66;
const DAY_MINUTES = 1440;

/** The shown part of every day, minutes since midnight, and how wide a minute is, px. */
export interface Axis {
  from: number;
  to: number;
  minuteWidth: number;
}

/** A row: a zone on one day or on several side by side. */
export interface Lane {
  key: string;
  zoneId: number;
  dates: readonly string[];
}

/** A reservation as the calendar draws it. */
export interface Booking extends Interval {
  id: number;
  version: number;
  number: string;
  zoneId: number;
  purposeId: number;
  setup: number;
  clearup: number;
  state: ReservationState;
  title: string;
  organisation: string | null;
  contact: string;
  expected: number;
  headcount: number | null;
  seriesId: number | null;
}

export interface Piece {
  left: number;
  width: number;
  /** Whether the piece is the beginning, and the end, of its interval. */
  first: boolean;
  last: boolean;
}

/** Turns the columns that cross the port into rows. */
export function bookingsOf(columns: ReservationColumns): Booking[] {
  return columns.id.map((id, i) => ({
    id,
    version: columns.version[i]!,
    number: columns.number[i]!,
    zoneId: columns.zoneId[i]!,
    purposeId: columns.purposeId[i]!,
    from: columns.from[i]!,
    to: columns.to[i]!,
    setup: columns.setup[i]!,
    clearup: columns.clearup[i]!,
    state: columns.state[i]!,
    title: columns.title[i]!,
    organisation: columns.organisation[i]!,
    contact: columns.contact[i]!,
    expected: columns.expected[i]!,
    headcount: columns.headcount[i]!,
    seriesId: columns.seriesId[i]!
  }));
}

export const dayWidth = (axis: Axis): number => (axis.to - axis.from) * axis.minuteWidth;

/** The place of an interval in a lane: one piece for each day it touches, none outside the shown hours. */
export function place(lane: Lane, axis: Axis, interval: Interval): Piece[] {
  const pieces: Piece[] = [];
  lane.dates.forEach((date, index) => {
    const start = startOfDate(date);
    const from = (interval.from - start) / MINUTE_MS;
    const to = (interval.to - start) / MINUTE_MS;
    if (to <= axis.from || from >= axis.to) return;
    const left = Math.max(from, axis.from);
    const right = Math.min(to, axis.to);
    pieces.push({
      left: index * dayWidth(axis) + (left - axis.from) * axis.minuteWidth,
      width: (right - left) * axis.minuteWidth,
      first: from >= axis.from,
      last: to <= axis.to
    });
  });
  return pieces;
}

/** The instant (UTC ms) at a point of a lane, px, without snapping, within the lane's days. */
export function instantAt(lane: Lane, axis: Axis, x: number): number {
  const width = dayWidth(axis);
  const index = Math.min(Math.max(Math.floor(x / width), 0), lane.dates.length - 1);
  const minute = Math.min(Math.max((x - index * width) / axis.minuteWidth, 0), axis.to - axis.from) + axis.from;
  return startOfDate(lane.dates[index]!) + minute * MINUTE_MS;
}

const STEP_MS = SNAP_MINUTES * MINUTE_MS;
export const snapDown = (at: number): number => Math.floor(at / STEP_MS) * STEP_MS;
export const snapUp = (at: number): number => Math.ceil(at / STEP_MS) * STEP_MS;
export const snapNear = (at: number): number => Math.round(at / STEP_MS) * STEP_MS;

/** Whole hours that show all of these opening hours and uses; 08:00–18:00 if there are none. */
export function shownHours(
  rules: readonly OpeningRules[],
  uses: readonly Interval[],
  dates: readonly string[]
): { from: number; to: number } {
  let from = Infinity;
  let to = -Infinity;
  for (const { hours } of rules)
    for (const { open, close } of hours) {
      from = Math.min(from, minutesOf(open));
      to = Math.max(to, minutesOf(close));
    }
  for (const date of dates) {
    const start = startOfDate(date);
    for (const use of uses) {
      const begin = (use.from - start) / MINUTE_MS;
      const end = (use.to - start) / MINUTE_MS;
      if (end <= 0 || begin >= DAY_MINUTES) continue;
      from = Math.min(from, Math.max(begin, 0));
      to = Math.max(to, Math.min(end, DAY_MINUTES));
    }
  }
  if (from >= to) return { from: 8 * 60, to: 18 * 60 };
  return { from: Math.floor(from / 60) * 60, to: Math.min(Math.ceil(to / 60) * 60, DAY_MINUTES) };
}

/** Times when a zone is closed on a date, within the shown hours, minutes since midnight. */
export function shutOn(rules: OpeningRules, date: string, kind: DayKind, axis: Pick<Axis, 'from' | 'to'>): { from: number; to: number }[] {
  const shut: { from: number; to: number }[] = [];
  let at = axis.from;
  for (const { open, close } of hoursOn(rules, date, kind)) {
    if (open > at) shut.push({ from: at, to: Math.min(open, axis.to) });
    at = Math.max(at, close);
  }
  if (at < axis.to) shut.push({ from: at, to: axis.to });
  return shut.filter((part) => part.to > part.from);
}

const shortClock = (minutes: number): string => clockOfMinutes(minutes).replace(/^0/, '').replace(/:00$/, '');

/** Short opening hours of a date for the head of a row: 8–12 13:30–18. Empty when closed. */
export const shortHours = (rules: OpeningRules, date: string, kind: DayKind): string =>
  hoursOn(rules, date, kind)
    .map((part) => `${shortClock(part.open)}–${shortClock(part.close)}`)
    .join(' ');

/**
 * Stacks overlapping bookings, such as a no-show and the one that came instead.
 * @returns the line of each id, from 0, and the number of lines (at least one)
 */
export function stack<K extends number | string>(bookings: readonly (Interval & { id: K })[]): { line: Map<K, number>; lines: number } {
  const ends: number[] = [];
  const line = new Map<K, number>();
  for (const booking of [...bookings].sort((a, b) => a.from - b.from || b.to - a.to)) {
    let free = ends.findIndex((end) => end <= booking.from);
    if (free < 0) free = ends.length;
    ends[free] = booking.to;
    line.set(booking.id, free);
  }
  return { line, lines: Math.max(ends.length, 1) };
}

export interface DropContext {
  zone: OpeningRules & { setupMinutes: number; clearupMinutes: number };
  zoneId: number;
  bookings: readonly Booking[];
  /** Uses of zones by other areas. */
  others: readonly (Interval & { zoneId: number; setup: number; clearup: number })[];
  closures: readonly (Interval & { zoneId: number })[];
  kindOf: (date: string) => DayKind;
  now: number;
  /** The booking being moved, which is not in its own way. */
  own?: Booking;
}

/**
 * Why a time cannot be taken, as far as the data on screen tell, for showing while dragging. Only the service knows equipment and
 * people, so it checks every drop.
 */
export function refusal(use: Interval, context: DropContext): 'past' | 'zone' | 'closure' | 'closed_hours' | 'holiday' | null {
  const { zone, zoneId, own } = context;
  if (use.from < context.now && use.from !== own?.from) return 'past';
  const taken = occupied(
    use,
    own?.zoneId === zoneId ? own.setup : zone.setupMinutes,
    own?.zoneId === zoneId ? own.clearup : zone.clearupMinutes
  );
  const held = context.bookings.some(
    (other) =>
      other.id !== own?.id &&
      other.zoneId === zoneId &&
      HOLDING.includes(other.state) &&
      overlaps(occupied(other, other.setup, other.clearup), taken)
  );
  const heldByOthers = context.others.some(
    (other) => other.zoneId === zoneId && overlaps(occupied(other, other.setup, other.clearup), taken)
  );
  if (held || heldByOthers) return 'zone';
  if (context.closures.some((closure) => closure.zoneId === zoneId && overlaps(closure, taken))) return 'closure';
  return outsideHours(zone, use, context.kindOf)?.why ?? null;
}

/** How a booking can be dragged on the calendar. */
export function grips(state: ReservationState): { move: boolean; start: boolean; end: boolean } {
  const all = state === 'requested' || state === 'approved' || state === 'suspended';
  return { move: all, start: all, end: all || state === 'in_use' };
}

/** Monday of the week a date is in. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}

/** Seven dates from a Monday. */
export const weekFrom = (monday: string): string[] => Array.from({ length: 7 }, (_, index) => addDays(monday, index));

/** The dates of the six weeks in a month's sheet, from the Monday on or before its first day. */
export function sheetOf(month: string): string[] {
  const first = mondayOf(`${month}-01`);
  return Array.from({ length: 42 }, (_, index) => addDays(first, index));
}

/** The month `YYYY-MM` that is `by` months later. */
export function addMonths(month: string, by: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** Bookings that touch a date. */
export function onDate<T extends Interval>(uses: readonly T[], date: string): T[] {
  const start = startOfDate(date);
  return uses.filter((use) => use.from < start + DAY_MINUTES * MINUTE_MS && use.to > start);
}

export const isToday = (date: string, now: number): boolean => dateOf(now) === date;
