import { z } from 'zod';
import { ageOn, clockOf, dateOf, DAY_MS, minutesOf, weekdayOf } from '../core/time.ts';

/** A volunteer's states, availability and star level. No database: service and window use the same functions. */

export const VOLUNTEER_STATES = ['applied', 'active', 'paused', 'left'] as const;
export type VolunteerState = (typeof VOLUNTEER_STATES)[number];
export const volunteerState = z.enum(VOLUNTEER_STATES);

export const VOLUNTEER_STEPS = ['activate', 'decline', 'pause', 'resume', 'leave', 'return'] as const;
export type VolunteerStep = (typeof VOLUNTEER_STEPS)[number];
export const volunteerStep = z.enum(VOLUNTEER_STEPS);

interface VolunteerStepRule {
  from: readonly VolunteerState[];
  to: VolunteerState;
  reason: 'needed' | 'optional';
}

/** Which step leads where. A volunteer who left may return and keeps number and hours. */
export const VOLUNTEER_STEP_RULES: Record<VolunteerStep, VolunteerStepRule> = {
  activate: { from: ['applied'], to: 'active', reason: 'optional' },
  decline: { from: ['applied'], to: 'left', reason: 'needed' },
  pause: { from: ['active'], to: 'paused', reason: 'optional' },
  resume: { from: ['paused'], to: 'active', reason: 'optional' },
  leave: { from: ['active', 'paused'], to: 'left', reason: 'optional' },
  return: { from: ['left'], to: 'active', reason: 'optional' }
};

/** The steps open to a volunteer, each with whether it needs a reason. */
export const volunteerStepsFrom = (state: VolunteerState): { step: VolunteerStep; reasonNeeded: boolean }[] =>
  VOLUNTEER_STEPS.filter((step) => VOLUNTEER_STEP_RULES[step].from.includes(state)).map((step) => ({
    step,
    reasonNeeded: VOLUNTEER_STEP_RULES[step].reason === 'needed'
  }));

/** Age in years below which a volunteer is a minor and needs a guardian's consent (志愿服务条例 article 7; 宁波市志愿服务条例 article 10). */
export const ADULT_AGE = 18;
/** Whether somebody is a minor on a date `YYYY-MM-DD`; false without a birth date. */
export const isMinor = (birthDate: string | null, on: string): boolean => birthDate !== null && ageOn(birthDate, on) < ADULT_AGE;

export const VOLUNTEER_MISSING = ['birth_date', 'mobile', 'guardian_consent'] as const;
export type VolunteerMissing = (typeof VOLUNTEER_MISSING)[number];

/** What somebody lacks before they can be active (志愿服务条例 article 7 asks for real registration data). @param today date of the station */
export function missingOfVolunteer(
  of: { birthDate: string | null; mobile: string; guardianConsentOn: string | null },
  today: string
): VolunteerMissing[] {
  const missing: VolunteerMissing[] = [];
  if (of.birthDate === null) missing.push('birth_date');
  if (of.mobile === '') missing.push('mobile');
  if (isMinor(of.birthDate, today) && of.guardianConsentOn === null) missing.push('guardian_consent');
  return missing;
}

/** Parts of a day in which somebody can serve: before 12:00, from 12:00 to 18:00, after 18:00. */
export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof DAY_PARTS)[number];
/** The availability with every weekday and part, which is also the largest number. */
export const ALWAYS = 2 ** (7 * DAY_PARTS.length) - 1;

/** The bit of a weekday (1 Monday … 7 Sunday) and part in an availability. An availability of 0 means not stated. */
export const availabilityBit = (weekday: number, part: DayPart): number =>
  2 ** ((weekday - 1) * DAY_PARTS.length + DAY_PARTS.indexOf(part));
export const hasPart = (availability: number, weekday: number, part: DayPart): boolean =>
  (availability & availabilityBit(weekday, part)) !== 0;

const NOON = 720;
const SIX = 1080;

/** The weekdays and parts that a time touches, as an availability. Instants UTC ms, at most a day and a half apart. */
export function availabilityOf(from: number, to: number): number {
  let mask = 0;
  for (let at = from; at < to;) {
    const minute = minutesOf(clockOf(at));
    const part: DayPart = minute < NOON ? 'morning' : minute < SIX ? 'afternoon' : 'evening';
    mask |= availabilityBit(weekdayOf(dateOf(at)), part);
    const ends = part === 'morning' ? NOON : part === 'afternoon' ? SIX : 1440;
    at += (ends - minute) * 60_000;
  }
  return mask;
}

/** Whether an availability covers a whole time (UTC ms); null when it is not stated. */
export const isAvailable = (availability: number, from: number, to: number): boolean | null =>
  availability === 0 ? null : (availabilityOf(from, to) & availability) === availabilityOf(from, to);

/** Full days since the last service; null for somebody who never served. Instants UTC ms. */
export const daysSince = (lastServedAt: number | null, now: number): number | null =>
  lastServedAt === null ? null : Math.max(0, Math.floor((now - lastServedAt) / DAY_MS));

/** A star level, and the minutes of approved service from which it can be awarded. */
export interface StarLevel {
  level: number;
  minutes: number;
}

/** 100/300/600/1000/1500 hours, as most places use. No law sets them, so the station may change them. */
export const DEFAULT_LADDER: readonly StarLevel[] = [100, 300, 600, 1000, 1500].map((hours, i) => ({ level: i + 1, minutes: hours * 60 }));

/** The highest level for which these minutes make a volunteer eligible; 0: none. */
export const eligibleLevel = (ladder: readonly StarLevel[], minutes: number): number =>
  Math.max(0, ...ladder.filter((star) => minutes >= star.minutes).map((star) => star.level));

/** The next level and the minutes left to it; null at the top. */
export function nextLevel(ladder: readonly StarLevel[], minutes: number): { level: number; left: number } | null {
  const next = [...ladder].sort((a, b) => a.level - b.level).find((star) => star.minutes > minutes);
  return next === undefined ? null : { level: next.level, left: next.minutes - minutes };
}

/** What is wrong with a ladder, or null: it has levels 1, 2, 3 …, each with more minutes than the one before. */
export const ladderProblem = (ladder: readonly StarLevel[]): 'levels' | 'order' | null =>
  ladder.some((star, i) => star.level !== i + 1)
    ? 'levels'
    : ladder.some((star, i) => i > 0 && star.minutes <= ladder[i - 1]!.minutes)
      ? 'order'
      : null;

/** Points for these minutes; 0 when the station gives none. */
export const pointsOf = (minutes: number, pointsPerHour: number): number => Math.floor((minutes * pointsPerHour) / 60);
