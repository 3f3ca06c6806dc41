import { clockOfMinutes, minutesOf } from '@contract/core/time.ts';
import type { Zone } from '@contract/schedule/zones.ts';

/** Opening hours in the editor: the intervals of each weekday. */
export interface DayHours {
  weekday: number;
  parts: { open: string; close: string }[];
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function toDays(hours: Zone['hours']): DayHours[] {
  return WEEKDAYS.map((weekday) => ({
    weekday,
    parts: hours
      .filter((hour) => hour.weekday === weekday)
      .sort((a, b) => minutesOf(a.open) - minutesOf(b.open))
      .map(({ open, close }) => ({ open, close }))
  }));
}

export const fromDays = (days: readonly DayHours[]): Zone['hours'] =>
  days.flatMap(({ weekday, parts }) => parts.map((part) => ({ weekday, ...part })));

/** A new interval: the afternoon after a morning, or else the usual day. */
export function nextPart(parts: readonly { open: string; close: string }[]): { open: string; close: string } {
  const last = parts.at(-1);
  if (!last) return { open: '08:30', close: '17:30' };
  const open = Math.min(minutesOf(last.close) + 60, 1380);
  return { open: clockOfMinutes(open), close: clockOfMinutes(Math.min(Math.max(open + 60, 18 * 60), 1440)) };
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Weekdays grouped by equal hours, in order: [{ weekdays: [1,2,3,4,5], text: '08:30–17:30' }, …]; closed ones last. */
export function hoursGroups(hours: Zone['hours']): { weekdays: number[]; text: string }[] {
  const groups = new Map<string, number[]>();
  for (const { weekday, parts } of toDays(hours)) {
    const text = parts.map((part) => `${part.open}–${part.close}`).join(' ');
    groups.set(text, [...(groups.get(text) ?? []), weekday]);
  }
  return [...groups].map(([text, weekdays]) => ({ text, weekdays })).sort((a, b) => Number(a.text === '') - Number(b.text === ''));
}

/** First and last of consecutive weekdays, for 周一至周五; null for fewer than three or with gaps. */
export function runOf(weekdays: readonly number[]): [number, number] | null {
  const first = weekdays[0]!;
  const isRun = weekdays.length >= 3 && weekdays.every((weekday, index) => weekday === first + index);
  return isRun && WEEK.includes(first) ? [first, weekdays.at(-1)!] : null;
}
