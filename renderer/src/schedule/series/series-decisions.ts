import type { Decision, PreviewDate } from '@contract/schedule/series.ts';

export type Decisions = Record<string, Decision>;

/** Dates that clash and have no decision yet. */
export const undecided = (dates: readonly PreviewDate[], decisions: Decisions): PreviewDate[] =>
  dates.filter((date) => date.clashes.length > 0 && !decisions[date.date]);

/** The decisions to send: those on dates that still exist and still need them. */
export function decisionsFor(dates: readonly PreviewDate[], decisions: Decisions): Decision[] {
  const known = new Map(dates.map((date) => [date.date, date]));
  return Object.values(decisions).filter((decision) => {
    const date = known.get(decision.date);
    if (!date) return false;
    if (decision.action === 'zone') return date.fixes.zones.some((zone) => zone.id === decision.zoneId);
    if (decision.action === 'time') return date.fixes.time?.from === decision.from && date.fixes.time.to === decision.to;
    return true;
  });
}

/** Decides every clashing date in the same way where that works; for zones, the first free one. */
export function decideAll(dates: readonly PreviewDate[], decisions: Decisions, action: 'skip' | 'zone' | 'time' | 'keep'): Decisions {
  const next = { ...decisions };
  for (const { date, clashes, fixes } of dates) {
    if (clashes.length === 0) continue;
    const [zone] = fixes.zones;
    if (action === 'skip' || action === 'keep') next[date] = { date, action };
    else if (action === 'zone' && zone) next[date] = { date, action, zoneId: zone.id };
    else if (action === 'time' && fixes.time) next[date] = { date, action, ...fixes.time };
  }
  return next;
}

/** A decision as the value of a select: `skip`, `keep`, `zone:3`, `time`; empty without a decision. */
export function choiceOf(decision: Decision | undefined): string {
  if (!decision) return '';
  return decision.action === 'zone' ? `zone:${decision.zoneId}` : decision.action;
}

export function decisionOf(date: PreviewDate, choice: string): Decision | null {
  if (choice === 'skip' || choice === 'keep') return { date: date.date, action: choice };
  if (choice === 'time' && date.fixes.time) return { date: date.date, action: 'time', ...date.fixes.time };
  const zoneId = Number(choice.slice(5));
  return choice.startsWith('zone:') && zoneId > 0 ? { date: date.date, action: 'zone', zoneId } : null;
}
