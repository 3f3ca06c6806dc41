import { clockOfMinutes, minutesOf } from '@contract/core/time.ts';

/** A weekly time: weekday 1 Monday … 7 Sunday and clock times. */
export interface WeekSlot {
  weekday: number;
  from: string;
  to: string;
}

/** Hours the week grid shows, and its step, minutes. */
export const GRID_FROM = 8 * 60;
export const GRID_TO = 22 * 60;
export const GRID_STEP = 30;

export const sortSlots = (slots: readonly WeekSlot[]): WeekSlot[] =>
  [...slots].sort((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));

/** A slot between two places of the grid, dragged in either direction. */
export function slotBetween(weekday: number, one: number, other: number): WeekSlot {
  const first = Math.min(one, other);
  const last = Math.max(one, other) + 1;
  return { weekday, from: clockOfMinutes(GRID_FROM + first * GRID_STEP), to: clockOfMinutes(GRID_FROM + last * GRID_STEP) };
}

/** Adds a slot and joins it with those it touches on the same day. */
export function addSlot(slots: readonly WeekSlot[], added: WeekSlot): WeekSlot[] {
  const touched = slots.filter((slot) => slot.weekday === added.weekday && slot.from <= added.to && added.from <= slot.to);
  const all = [...touched, added];
  const merged = {
    weekday: added.weekday,
    from: all.map((slot) => slot.from).sort()[0]!,
    to: all
      .map((slot) => slot.to)
      .sort()
      .at(-1)!
  };
  return sortSlots([...slots.filter((slot) => !touched.includes(slot)), merged]);
}

/** The problem of a list of slots: an end not after its start, or two that overlap; null if none. */
export function slotsProblem(slots: readonly WeekSlot[]): 'order' | 'overlap' | null {
  const sorted = sortSlots(slots);
  if (sorted.some((slot) => minutesOf(slot.to) <= minutesOf(slot.from))) return 'order';
  return sorted.some((slot, i) => i > 0 && sorted[i - 1]!.weekday === slot.weekday && sorted[i - 1]!.to > slot.from) ? 'overlap' : null;
}
