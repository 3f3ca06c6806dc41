import type { Clash } from '../../../contract/core/errors.ts';
import type { Decision, SeriesRule } from '../../../contract/schedule/series.ts';
import { occupied, overlaps } from '../../../contract/schedule/allocation.ts';
import { addDays, dateOf } from '../../../contract/core/time.ts';
import { unpublishedYears } from '../calendar/days.ts';
import type { Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { demandUse, requestOf } from '../reservations/create.ts';
import { stepTx } from '../reservations/steps.ts';
import { readReservationTx, type ReservationRecord } from '../reservations/store.ts';
import { inScope, sourceOf, type InScope } from './change.ts';
import { collecting, decisionsByDate, makeDatesTx } from './create.ts';
import { expandRule } from './expand.ts';
import { checkPlan, readTemplate, templateOn, useOn, type StoredTemplate } from './plan.ts';

/**
 * Another rule from one date on, such as Tuesdays instead of Mondays. It cancels the dates in scope and makes those of the new rule as
 * a series of its own, which stores what it replaced. Dates that are past, closed or changed on their own stay in the old series.
 * A date that both rules have keeps its reservation.
 */

export interface RuleChange {
  /** The first date of the series that the new rule may replace. */
  reservationId: number;
  rule: SeriesRule;
  /** Clock times, `HH:MM`. */
  from: string;
  to: string;
}

type Db = Context['station']['db'];

/** @throws StationError NOT_FOUND, INVALID (no series, a rule that begins before the date, an impossible time) */
async function planOf(db: Db, input: RuleChange, now: number) {
  const scope = await inScope(db, { reservationId: input.reservationId, scope: 'this_and_later' }, now);
  if (input.rule.start < scope.from) throw new StationError('INVALID', { field: 'rule', reason: 'before', params: { date: scope.from } });
  const series = await db.selectFrom('series').selectAll().where('id', '=', scope.seriesId).executeTakeFirstOrThrow();
  const old = templateOn(readTemplate(series.template), scope.from);
  const template: StoredTemplate = { ...old, from: input.from, to: input.to, shiftDays: 0 };
  const dates = await expandRule(input.rule);
  const uses = new Map(dates.map((date) => [date, useOn(date, input.from, input.to)]));
  uses.forEach(demandUse);
  return { scope, series, template, dates, uses };
}

/** Whether a date of the old rule is exactly what the new one asks for. */
const same = (row: ReservationRecord, template: StoredTemplate, use: { from: number; to: number } | undefined): boolean =>
  row.state !== 'suspended' && row.zone_id === template.zoneId && row.from_at === use?.from && row.to_at === use.to;

/** The dates of the new rule, each checked as if the replaced dates were gone. Writes nothing. */
export async function previewRule(context: Context, input: RuleChange) {
  const { db, clock } = context.station;
  const { scope, template, dates, uses } = await planOf(db, input, clock.now());
  const plan = dates.map((date) => ({
    date,
    request: { ...requestOf({ ...template, ...uses.get(date)! }, template.expectedHeadcount), zoneId: template.zoneId }
  }));
  return {
    dates: await checkPlan(db, plan, { now: clock.now(), except: scope.dates.map(({ row }) => sourceOf(row)) }),
    unpublished: await unpublishedYears(db, dates[0] ?? input.rule.start, dates.at(-1) ?? input.rule.start),
    replaced: scope.dates.length,
    leftAlone: scope.leftAlone
  };
}

/**
 * Replaces the rule, all or nothing.
 * @returns the new series and its first reservation
 * @throws StationError SERIES_CLASH with every date that clashes and has no decision, and what planOf throws
 */
export async function replaceRuleTx(cmd: Command, input: RuleChange & { decisions: Decision[] }, approver: boolean) {
  const { scope, series, template, dates, uses } = await planOf(cmd.tx, input, cmd.now);
  if (scope.dates.length === 0) throw new StationError('STEP_NOT_ALLOWED', { from: 'over', step: 'update' });
  const decided = decisionsByDate(input.decisions, dates);
  const kept = new Map<string, number>();
  const madeFor: [number, string][] = [];
  const cancelled: [number, number, number | null][] = [];
  for (const { row, date: madeOn } of scope.dates) {
    const date = dateOf(row.from_at);
    if (!decided.has(date) && !kept.has(date) && same(row, template, uses.get(date))) {
      kept.set(date, row.id);
      madeFor.push([row.id, madeOn]);
    } else cancelled.push([row.id, (await stepTx(cmd, row, 'cancel', {}, { withoutReason: true })).version, row.closure_id]);
  }
  const oldRule = JSON.parse(series.rule) as SeriesRule;
  const skipped = await endOldTx(cmd, scope, oldRule, kept, input.rule.start);
  const stored: StoredTemplate = {
    ...template,
    replaces: { seriesId: series.id, rule: oldRule, kept: madeFor, cancelled, skipped }
  };
  const made = await makeDatesTx(cmd, { rule: input.rule, template: stored, dates, decided, kept }, approver);
  const [first] = await cmd.tx
    .selectFrom('reservation')
    .select('id')
    .where('series_id', '=', made.id)
    .orderBy('from_at')
    .limit(1)
    .execute();
  cmd.audit({
    entity: 'series',
    entityId: made.id,
    before: { series: series.id, rule: oldRule },
    after: { rule: input.rule, made: made.numbers, kept: kept.size, cancelled: cancelled.length, skipped: made.skipped }
  });
  cmd.changed('reservations');
  return {
    id: made.id,
    firstId: first!.id,
    made: made.numbers.length,
    kept: kept.size,
    cancelled: cancelled.length,
    skipped: made.skipped,
    leftAlone: scope.leftAlone
  };
}

/** Ends the old series where the new one begins: shortens its rule and removes its skipped dates from there on. */
async function endOldTx(
  cmd: Command,
  scope: InScope,
  rule: SeriesRule,
  kept: ReadonlyMap<string, number>,
  start: string
): Promise<string[]> {
  const first = scope.dates[0]?.date ?? start;
  const entries = await cmd.tx
    .selectFrom('series_date')
    .selectAll()
    .where('series_id', '=', scope.seriesId)
    .where('date', '>=', first)
    .execute();
  const skipped = entries.filter((entry) => entry.state === 'skipped').map((entry) => entry.date);
  const ids = new Set(kept.values());
  const gone = entries
    .filter((entry) => entry.state === 'skipped' || (entry.reservation_id !== null && ids.has(entry.reservation_id)))
    .map((entry) => entry.date);
  if (gone.length > 0) await cmd.tx.deleteFrom('series_date').where('series_id', '=', scope.seriesId).where('date', 'in', gone).execute();
  const until = addDays(first, -1);
  if (until >= rule.start)
    await cmd.tx
      .updateTable('series')
      .set({ rule: JSON.stringify({ ...rule, count: null, until }) })
      .where('id', '=', scope.seriesId)
      .execute();
  return skipped;
}

/** A date that a closure had set aside, and that it still shuts out, waits for it again. @returns whether it does */
async function waitsAgainTx(cmd: Command, row: ReservationRecord, closureId: number | null): Promise<boolean> {
  if (closureId === null) return false;
  const closure = await cmd.tx.selectFrom('closure').selectAll().where('id', '=', closureId).executeTakeFirstOrThrow();
  const held = occupied({ from: row.from_at, to: row.to_at }, row.setup_minutes, row.clearup_minutes);
  if (closure.cancelled === 1 || closure.to_at <= cmd.now || !overlaps(held, { from: closure.from_at, to: closure.to_at })) return false;
  const change = { state: 'suspended', closure_id: closureId, closed_at: null, version: row.version + 1 } as const;
  await cmd.tx.updateTable('reservation').set(change).where('id', '=', row.id).execute();
  cmd.audit({
    entity: 'reservation',
    entityId: row.id,
    before: { state: row.state },
    after: { state: 'suspended', closure_id: closureId }
  });
  return true;
}

/**
 * Undoes a replaced rule, all or nothing, as long as nobody changed any of its dates: cancels the dates it made, restores those it
 * cancelled, and returns those it kept to their series.
 * @throws StationError NOT_FOUND, INVALID (it replaced nothing), STALE, SERIES_CLASH (a time is taken or closed since)
 */
export async function undoRuleTx(cmd: Command, input: { id: number }) {
  const series = found(await cmd.tx.selectFrom('series').selectAll().where('id', '=', input.id).executeTakeFirst(), 'series', input.id);
  const { replaces, ...template } = readTemplate(series.template);
  if (!replaces) throw new StationError('INVALID', { field: 'id', reason: 'no_series' });
  const rows = await cmd.tx.selectFrom('reservation').selectAll().where('series_id', '=', series.id).execute();
  const madeFor = new Map(replaces.kept);
  const made = rows.filter((row) => !madeFor.has(row.id));
  // A rule that replaced this one may have kept every date of it, so that nothing here looks changed: that goes back first.
  const later = await cmd.tx.selectFrom('series').select('template').where('id', '>', series.id).execute();
  const replaced = later.some((one) => readTemplate(one.template).replaces?.seriesId === series.id);
  const untouched =
    !replaced &&
    series.version === 1 &&
    rows.length === made.length + madeFor.size &&
    made.every((row) => row.version === 1 && (row.state === 'requested' || row.state === 'approved'));
  if (!untouched) throw new StationError('STALE', { what: 'series' });
  for (const row of made) await stepTx(cmd, row, 'cancel', {}, { withoutReason: true });
  const clashes: { date: string; clashes: Clash[] }[] = [];
  for (const [id, version, closureId] of replaces.cancelled) {
    const row = await readReservationTx(cmd, id);
    if (row.state !== 'cancelled' || row.version !== version) throw new StationError('STALE', { what: 'reservation' });
    if (!(await waitsAgainTx(cmd, row, closureId)))
      await collecting(row.series_date ?? '', clashes, () => stepTx(cmd, row, 'reopen', {}, { withoutReason: true }));
  }
  if (clashes.length > 0) throw new StationError('SERIES_CLASH', { dates: clashes });
  const back: { series_id: number; date: string; state: 'made' | 'skipped'; reservation_id: number | null }[] = replaces.skipped.map(
    (date) => ({ series_id: replaces.seriesId, date, state: 'skipped', reservation_id: null })
  );
  for (const [id, madeOn] of replaces.kept) {
    const date = madeOn ?? rows.find((row) => row.id === id)?.series_date ?? '';
    await cmd.tx.updateTable('reservation').set({ series_id: replaces.seriesId, series_date: date }).where('id', '=', id).execute();
    back.push({ series_id: replaces.seriesId, date, state: 'made', reservation_id: id });
  }
  if (replaces.kept.length > 0)
    await cmd.tx
      .deleteFrom('series_date')
      .where('series_id', '=', series.id)
      .where('reservation_id', 'in', [...madeFor.keys()])
      .execute();
  if (back.length > 0) await cmd.tx.insertInto('series_date').values(back).execute();
  await cmd.tx
    .updateTable('series')
    .set({ rule: JSON.stringify(replaces.rule) })
    .where('id', '=', replaces.seriesId)
    .execute();
  await cmd.tx
    .updateTable('series')
    .set({ template: JSON.stringify(template), version: series.version + 1 })
    .where('id', '=', series.id)
    .execute();
  cmd.audit({
    entity: 'series',
    entityId: series.id,
    after: { series: replaces.seriesId, cancelled: made.length, back: replaces.cancelled.length }
  });
  cmd.changed('reservations');
  return { cancelled: made.length, back: replaces.cancelled.length };
}
