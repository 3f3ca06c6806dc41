import type { z } from 'zod';
import { planDates } from '../../../contract/training/class-rules.ts';
import type { Clash } from '../../../contract/core/errors.ts';
import type { SessionPreview, sessionRule } from '../../../contract/training/sessions.ts';
import { addDays, dateOf } from '../../../contract/core/time.ts';
import { readCalendar, unpublishedYears, type Calendar } from '../../schedule/calendar/days.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';
import { nearestFree, nextFree, otherZones } from '../../schedule/allocation/free.ts';
import { probe, type ProbeOptions } from '../../schedule/allocation/probe.ts';
import type { Wanted } from '../../schedule/allocation/request.ts';
import { giveTurn } from '../../schedule/series/plan.ts';
import { readTrainerRules, trainerClashes, type KnownTrainer } from '../trainers/rules.ts';
import { demandUse, requestOf, type SessionWish } from './store.ts';

export type Rule = z.output<typeof sessionRule>;

/** Zone, trainers and equipment of the sessions of a plan. */
export interface PlanPlace {
  zoneId: number;
  trainerIds: readonly number[];
  equipment: readonly { equipmentId: number; quantity: number }[];
  courseId: number;
  capacity: number;
}

const MOST_PROPOSALS = 8;

/** What is in the way of a session: clashes in the schedule, and rules of its trainers. */
export async function sessionClashes(
  db: Db,
  wish: SessionWish,
  of: { courseId: number; capacity: number },
  rules: Map<number, KnownTrainer>,
  options: ProbeOptions
) {
  const request = requestOf(wish, of.capacity);
  const answer = await probe(db, request, options);
  return { request, answer, clashes: [...trainerClashes(rules, wish.trainerIds, of.courseId, wish), ...answer.clashes] as Clash[] };
}

/** Trainers of the course who are free for a session in its zone and at its time. */
export async function otherTrainers(
  db: Db,
  wish: SessionWish,
  of: { courseId: number; capacity: number },
  rules: Map<number, KnownTrainer>,
  options: ProbeOptions
) {
  const free: { id: number; name: string }[] = [];
  for (const trainer of rules.values()) {
    if (free.length === MOST_PROPOSALS) break;
    if (!trainer.active || !trainer.courseIds.includes(of.courseId) || wish.trainerIds.includes(trainer.id)) continue;
    const { clashes } = await sessionClashes(db, { ...wish, trainerIds: [trainer.id] }, of, rules, options);
    if (clashes.length === 0) free.push({ id: trainer.id, name: trainer.name });
  }
  return free;
}

async function fixesFor(
  db: Db,
  wish: SessionWish,
  of: { courseId: number; capacity: number },
  rules: Map<number, KnownTrainer>,
  options: ProbeOptions
): Promise<SessionPreview['fixes']> {
  if (wish.from < options.now) return { zones: [], trainers: [], time: null };
  const request = requestOf(wish, of.capacity);
  const able = trainerClashes(rules, wish.trainerIds, of.courseId, wish).length === 0;
  const zones = able ? await otherZones(db, request, options) : [];
  const time = await nearestFree(db, request, options);
  const timeWorks = time !== null && trainerClashes(rules, wish.trainerIds, of.courseId, time).length === 0;
  return {
    zones: zones.map((zone) => ({ id: zone.id, name: zone.name, nameEn: zone.name_en })),
    trainers: wish.trainerIds.length === 0 ? [] : await otherTrainers(db, wish, of, rules, options),
    time: timeWorks ? time : null
  };
}

/** Checks several sessions in order, each also against the earlier ones, and finds fixes. Writes nothing. */
export async function checkSessions(
  db: Db,
  wishes: readonly SessionWish[],
  of: { courseId: number; capacity: number },
  options: ProbeOptions,
  fixes = true
): Promise<{ clashes: Clash[]; fixes: SessionPreview['fixes'] }[]> {
  const rules = await readTrainerRules(db);
  const also: (Wanted & { heldBy: string })[] = [];
  const checked: { clashes: Clash[]; fixes: SessionPreview['fixes'] }[] = [];
  for (const [i, wish] of wishes.entries()) {
    await giveTurn(i);
    const { answer, clashes } = await sessionClashes(db, wish, of, rules, { ...options, also });
    if (clashes.length === 0) also.push(...answer.wanted.map((want) => ({ ...want, heldBy: dateOf(wish.from) })));
    const none = { zones: [], trainers: [], time: null };
    checked.push({ clashes, fixes: clashes.length === 0 || !fixes ? none : await fixesFor(db, wish, of, rules, { ...options, also }) });
  }
  return checked;
}

const holidayOn = (calendar: Calendar, date: string) => {
  const day = calendar.day(date);
  return day?.kind === 'holiday' ? { holiday: day.name, holidayEn: day.nameEn } : { holiday: '', holidayEn: '' };
};

/** The dates of a rule, each checked. @throws StationError INVALID (rule: none), NOT_FOUND */
export async function previewRule(db: Db, now: number, rule: Rule, place: PlanPlace) {
  const last = rule.until ?? addDays(rule.start, 730);
  const calendar = await readCalendar(db, rule.start, last);
  const planned = planDates(rule, calendar.kindOf);
  if (planned.length === 0) throw new StationError('INVALID', { field: 'rule', reason: 'none' });
  for (const date of planned) demandUse(date);
  const made = planned.filter((date) => !date.skipped);
  const checked = await checkSessions(
    db,
    made.map((date) => ({ ...place, from: date.from, to: date.to })),
    place,
    { now }
  );
  const dates = planned.map((date): SessionPreview => {
    const answer = date.skipped ? undefined : checked[made.indexOf(date)];
    return {
      ...date,
      ...holidayOn(calendar, date.date),
      clashes: answer?.clashes ?? [],
      fixes: answer?.fixes ?? { zones: [], trainers: [], time: null }
    };
  });
  return { dates, unpublished: await unpublishedYears(db, rule.start, planned.at(-1)?.date ?? rule.start) };
}

/** What is in the way of one session that somebody drags, and on demand what would work. */
export async function probeSession(
  db: Db,
  now: number,
  input: PlanPlace & { from: number; to: number; sessionId?: number | undefined; proposals: boolean }
) {
  demandUse(input);
  const rules = await readTrainerRules(db, input.proposals ? undefined : input.trainerIds);
  const options: ProbeOptions = {
    now,
    ...(input.sessionId === undefined ? {} : { except: [{ kind: 'session' as const, id: input.sessionId }] })
  };
  const { request, answer, clashes } = await sessionClashes(db, input, input, rules, options);
  const base = { clashes, occupied: answer.occupied };
  if (!input.proposals) return { ...base, zones: [], trainers: [], nextFree: [] };
  const zones = await otherZones(db, request, options);
  const times = await nextFree(db, request, 6, options);
  return {
    ...base,
    zones: zones.map((zone) => ({ id: zone.id, name: zone.name, nameEn: zone.name_en, capacity: zone.capacity })),
    trainers: await otherTrainers(db, input, input, rules, options),
    nextFree: times.filter((time) => trainerClashes(rules, input.trainerIds, input.courseId, time).length === 0).slice(0, 3)
  };
}

/** A date of a preview of existing sessions. */
export async function datedPreview(
  db: Db,
  wishes: readonly SessionWish[],
  checked: Awaited<ReturnType<typeof checkSessions>>
): Promise<SessionPreview[]> {
  const dates = wishes.map((wish) => dateOf(wish.from)).sort();
  const [first] = dates;
  if (first === undefined) return [];
  const calendar = await readCalendar(db, first, dates.at(-1) ?? first);
  return wishes.map((wish, i) => {
    const date = dateOf(wish.from);
    return { date, from: wish.from, to: wish.to, ...holidayOn(calendar, date), skipped: false, ...checked[i]! };
  });
}
