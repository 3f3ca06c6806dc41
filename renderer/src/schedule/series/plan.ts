import type { Clash } from '@contract/core/errors.ts';

/** A date of a preview, of sessions or of shifts: free, clashing with the fixes that work, or left out as a holiday. */
export interface PlanDate {
  date: string;
  from: number;
  to: number;
  holiday: string;
  holidayEn: string;
  skipped: boolean;
  clashes: Clash[];
  fixes: {
    zones: { id: number; name: string; nameEn: string }[];
    trainers?: { id: number; name: string }[];
    time: { from: number; to: number } | null;
  };
}

/** A session or shift made from one date. */
export interface PlannedDate {
  from: number;
  to: number;
  zoneId?: number;
  trainerIds?: number[];
}

/** The choice for one date of a plan: left out, or held in another zone, by another trainer or at another time. */
export type Choice =
  | { do: 'skip' }
  | { do: 'hold' }
  | { do: 'zone'; zoneId: number }
  | { do: 'trainer'; trainerId: number }
  | { do: 'time'; from: number; to: number };
/** Choices by the proposed start of their date, UTC ms. */
export type Choices = Record<number, Choice>;

/** The value of a choice in a select. */
export function valueOf(choice: Choice | undefined): string {
  if (!choice) return '';
  if (choice.do === 'zone') return `zone:${choice.zoneId}`;
  return choice.do === 'trainer' ? `trainer:${choice.trainerId}` : choice.do;
}

export function choiceOf(date: PlanDate, value: string): Choice | undefined {
  const [what, id] = value.split(':');
  if (what === 'zone') return { do: 'zone', zoneId: Number(id) };
  if (what === 'trainer') return { do: 'trainer', trainerId: Number(id) };
  if (what === 'time' && date.fixes.time) return { do: 'time', ...date.fixes.time };
  return what === 'skip' || what === 'hold' ? { do: what } : undefined;
}

/** Whether a date is left out. Holidays are, unless chosen. */
export const isLeftOut = (date: PlanDate, choices: Choices): boolean =>
  date.skipped ? choices[date.from] === undefined || choices[date.from]!.do === 'skip' : choices[date.from]?.do === 'skip';

/** Dates that clash and have no choice yet. */
export const openDates = (dates: readonly PlanDate[], choices: Choices): PlanDate[] =>
  dates.filter((date) => !date.skipped && date.clashes.length > 0 && choices[date.from] === undefined);

/** Chooses the first fix for each clashing date: another zone, trainer or time, or else leaves it out. */
export function fixAll(dates: readonly PlanDate[], choices: Choices, how: 'skip' | 'best'): Choices {
  const next = { ...choices };
  for (const date of dates) {
    if (date.skipped || date.clashes.length === 0) continue;
    const [zone] = date.fixes.zones;
    const [trainer] = date.fixes.trainers ?? [];
    if (how === 'skip') next[date.from] = { do: 'skip' };
    else if (zone) next[date.from] = { do: 'zone', zoneId: zone.id };
    else if (trainer) next[date.from] = { do: 'trainer', trainerId: trainer.id };
    else if (date.fixes.time) next[date.from] = { do: 'time', ...date.fixes.time };
    else next[date.from] = { do: 'skip' };
  }
  return next;
}

/** The sessions that a plan makes, and the dates it leaves out. */
export function sessionsOf(
  dates: readonly PlanDate[],
  choices: Choices,
  holiday: (date: PlanDate) => string
): { sessions: PlannedDate[]; skipped: { from: number; to: number; why: string }[] } {
  const sessions: PlannedDate[] = [];
  const skipped: { from: number; to: number; why: string }[] = [];
  for (const date of dates) {
    if (isLeftOut(date, choices)) {
      skipped.push({ from: date.from, to: date.to, why: date.skipped ? holiday(date) : '' });
      continue;
    }
    const choice = choices[date.from];
    if (choice?.do === 'time') sessions.push({ from: choice.from, to: choice.to });
    else if (choice?.do === 'zone') sessions.push({ from: date.from, to: date.to, zoneId: choice.zoneId });
    else if (choice?.do === 'trainer') sessions.push({ from: date.from, to: date.to, trainerIds: [choice.trainerId] });
    else sessions.push({ from: date.from, to: date.to });
  }
  return { sessions, skipped };
}
