import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import type { z } from 'zod';
import type { Decision, PreviewDate, series, SeriesPatch, SeriesRule } from '../../../contract/schedule/series.ts';
import { addDays, clockOf, dateOf, instantOf } from '../../../contract/core/time.ts';
import type { Db } from '../../db/schema.ts';
import { nearestFree, otherZones } from '../allocation/free.ts';
import { probe, type ProbeOptions } from '../allocation/probe.ts';
import type { ScheduleRequest, Wanted } from '../allocation/request.ts';
import type { EquipmentLine } from '../reservations/store.ts';

/** The fields that the dates of a series share, as given and as kept for dates added later. */
export type Template = Omit<z.output<NonNullable<(typeof series.preview)['~orpc']['inputSchema']>>, 'rule'>;

/** A stored template, with the days by which changes of the whole series have moved it. */
export type StoredTemplate = Template & {
  shiftDays: number;
  /**
   * What held for earlier dates of the rule before "this and later" was changed: each for those before `until` that the one
   * before it does not reach, in order. A skipped date that is added is made as the dates around it are.
   */
  earlier?: { until: string; template: Common }[];
  /** Of a series that took the place of another's later dates (rule.ts): what it replaced, so that it can be taken back. */
  replaces?: {
    seriesId: number;
    /** The rule of the other series before. */
    rule: SeriesRule;
    /** Reservations that are the same under both rules: id, and the date of the other's rule that each was made for (null: the same). */
    kept: [number, string | null][];
    /** Those cancelled for it: id, version right after, and the closure that had set it aside, if one had. */
    cancelled: [number, number, number | null][];
    /** Dates of the other that had been skipped. */
    skipped: string[];
  };
};

/** What the dates of a series have in common, and the days by which they were moved. */
type Common = Template & { shiftDays: number };

/** A template as it is kept; files of version 10 did not keep which dates kept reservations were made for, nor their closures. */
export function readTemplate(json: string): StoredTemplate {
  const stored = JSON.parse(json) as StoredTemplate;
  const { replaces } = stored;
  if (replaces === undefined) return stored;
  const kept = (replaces.kept as (number | [number, string])[]).map((one): [number, string | null] =>
    typeof one === 'number' ? [one, null] : one
  );
  const cancelled = replaces.cancelled.map(([id, version, closureId]): [number, number, number | null] => [id, version, closureId ?? null]);
  return { ...stored, replaces: { ...replaces, kept, cancelled } };
}

/** What holds for one date of the rule. */
export function templateOn({ earlier = [], replaces: _replaces, ...latest }: StoredTemplate, date: string): Common {
  return earlier.find(({ until }) => date < until)?.template ?? latest;
}

/**
 * The template after a change of the dates from one on.
 * @param from first date of the rule that the change is about; null: all of them
 */
export function patchedTemplate(stored: StoredTemplate, patch: SeriesPatch, from: string | null): StoredTemplate {
  const { shiftDays = 0, ...about } = patch;
  const given = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)) as Partial<Template>;
  const change = <T extends Common>(template: T): T => ({ ...template, ...given, shiftDays: template.shiftDays + shiftDays });
  const { earlier = [], ...latest } = stored;
  const after = from === null ? earlier : earlier.filter(({ until }) => until > from);
  const kept = earlier.filter((one) => !after.includes(one));
  const before = from === null ? [] : [...kept, { until: from, template: templateOn(stored, addDays(from, -1)) }];
  const all = [...before, ...after.map(({ until, template }) => ({ until, template: change(template) }))];
  return { ...change(latest), ...(all.length === 0 ? {} : { earlier: all }) };
}

/** The use on a date between two clock times; an end not after the start lies on the next day. */
export function useOn(date: string, from: string, to: string): { from: number; to: number } {
  return { from: instantOf(date, from), to: instantOf(to > from ? date : addDays(date, 1), to) };
}

/** A date to be checked. */
export interface Planned {
  date: string;
  request: ScheduleRequest & { zoneId: number };
}

/** After this many dates long work gives other calls a turn, because a ping must be answered meanwhile. */
const DATES_PER_TURN = 5;
export async function giveTurn(i: number): Promise<void> {
  if (i % DATES_PER_TURN === DATES_PER_TURN - 1) await turnOfEventLoop();
}

/**
 * Checks every date of a plan, also against the dates before it, and finds fixes for those that clash. Writes nothing.
 */
export async function checkPlan(
  db: Db,
  plan: readonly Planned[],
  options: ProbeOptions,
  pass?: (clashes: PreviewDate['clashes'], at: number) => boolean
): Promise<PreviewDate[]> {
  const also: (Wanted & { heldBy: string })[] = [];
  const dates: PreviewDate[] = [];
  for (const [i, { date, request }] of plan.entries()) {
    await giveTurn(i);
    const answer = await probe(db, request, { ...options, also });
    const fits = answer.clashes.length === 0 || (pass?.(answer.clashes, i) ?? false);
    if (fits && answer.clashes.length === 0) also.push(...answer.wanted.map((want) => ({ ...want, heldBy: date })));
    dates.push({
      date,
      ...request.use,
      clashes: fits ? [] : answer.clashes,
      fixes: fits ? { zones: [], time: null } : await fixesFor(db, request, { ...options, also })
    });
  }
  return dates;
}

/** Fixes for a date that clashes. They obey all rules, even those lifted for the date itself. */
async function fixesFor(db: Db, request: Planned['request'], options: ProbeOptions): Promise<PreviewDate['fixes']> {
  const { lift: _lift, buffers: _buffers, ...fresh } = request;
  const zones = fresh.use.from < options.now ? [] : await otherZones(db, fresh, options);
  return {
    zones: zones.map((zone) => ({ id: zone.id, name: zone.name, nameEn: zone.name_en })),
    time: await nearestFree(db, fresh, options)
  };
}

export interface DateWish {
  zoneId: number;
  from: number;
  to: number;
  equipment: readonly EquipmentLine[];
}

/** A date after its decision: in another zone, with movable equipment only, or at another time. */
export async function applyDecision(db: Db, wish: DateWish, decision: Decision | undefined): Promise<DateWish> {
  if (decision?.action === 'time') return { ...wish, from: decision.from, to: decision.to };
  if (decision?.action !== 'zone' || decision.zoneId === wish.zoneId) return wish;
  const ids = wish.equipment.map((line) => line.equipmentId);
  const movable =
    ids.length === 0 ? [] : await db.selectFrom('equipment').select('id').where('id', 'in', ids).where('zone_id', 'is', null).execute();
  return {
    ...wish,
    zoneId: decision.zoneId,
    equipment: wish.equipment.filter((line) => movable.some((row) => row.id === line.equipmentId))
  };
}

/** Place and time of a date after a change of its series. With only a new start the use keeps its length. */
export function patched(
  current: { zone_id: number; from_at: number; to_at: number },
  lines: readonly EquipmentLine[],
  patch: SeriesPatch
): DateWish {
  const date = addDays(dateOf(current.from_at), patch.shiftDays ?? 0);
  const length = current.to_at - current.from_at;
  const from = instantOf(date, patch.from ?? clockOf(current.from_at));
  const to = patch.to !== undefined ? useOn(date, patch.from ?? clockOf(current.from_at), patch.to).to : from + length;
  return { zoneId: patch.zoneId ?? current.zone_id, from, to, equipment: patch.equipment ?? lines };
}
