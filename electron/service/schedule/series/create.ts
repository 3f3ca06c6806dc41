import type { Clash } from '../../../contract/core/errors.ts';
import type { Decision, SeriesRule } from '../../../contract/schedule/series.ts';
import { addDays } from '../../../contract/core/time.ts';
import { unpublishedYears } from '../calendar/days.ts';
import type { Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { found, StationError } from '../../core/errors.ts';
import { createReservationTx, demandUse, type Made, requestOf } from '../reservations/create.ts';
import { readReservationTx } from '../reservations/store.ts';
import { expandRule } from './expand.ts';
import { applyDecision, giveTurn, checkPlan, readTemplate, templateOn, useOn, type StoredTemplate, type Template } from './plan.ts';

/** The dates of a rule, each with the check of a new reservation. Writes nothing. */
export async function previewSeries(context: Context, input: Template & { rule: SeriesRule }) {
  const { db, clock } = context.station;
  const dates = await expandRule(input.rule);
  const plan = dates.map((date) => {
    const use = useOn(date, input.from, input.to);
    demandUse(use);
    return { date, request: { ...requestOf({ ...input, ...use }, input.expectedHeadcount), zoneId: input.zoneId } };
  });
  return {
    dates: await checkPlan(db, plan, { now: clock.now() }),
    unpublished: await unpublishedYears(db, dates[0] ?? input.rule.start, dates.at(-1) ?? input.rule.start)
  };
}

/** Decisions by date. @throws StationError INVALID for two decisions on one date, or one on an unknown date */
export function decisionsByDate(decisions: readonly Decision[], dates: readonly string[]): Map<string, Decision> {
  const byDate = new Map(decisions.map((decision) => [decision.date, decision]));
  if (byDate.size < decisions.length) throw new StationError('INVALID', { field: 'decisions', reason: 'twice' });
  const unknown = decisions.find((decision) => !dates.includes(decision.date));
  if (unknown) throw new StationError('INVALID', { field: 'decisions', reason: 'unknown_date', params: { date: unknown.date } });
  return byDate;
}

/** Runs the work of one date and collects its clashes instead of throwing them. */
export async function collecting<R>(
  date: string,
  into: { date: string; clashes: Clash[] }[],
  work: () => Promise<R>
): Promise<R | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'CLASH') throw error;
    into.push({ date, clashes: (error.data as { clashes: Clash[] }).clashes });
    return undefined;
  }
}

/**
 * Makes a whole series or nothing, each date like a single reservation.
 * @throws StationError SERIES_CLASH with every date that clashes, INVALID, NOT_FOUND
 */
export async function createSeriesTx(cmd: Command, input: Template & { rule: SeriesRule; decisions: Decision[] }, approver: boolean) {
  const { rule, decisions, ...given } = input;
  const template: StoredTemplate = { ...given, shiftDays: 0 };
  const dates = await expandRule(rule);
  const decided = decisionsByDate(decisions, dates);
  const made = await makeDatesTx(cmd, { rule, template, dates, decided }, approver);
  cmd.audit({ entity: 'series', entityId: made.id, after: { rule, made: made.numbers, skipped: made.skipped } });
  return { id: made.id, made: made.numbers.length, skipped: made.skipped, state: made.state };
}

interface NewDates {
  rule: SeriesRule;
  template: StoredTemplate;
  dates: readonly string[];
  decided: ReadonlyMap<string, Decision>;
  /** Existing reservations to keep as dates, by date. */
  kept?: ReadonlyMap<string, number>;
}

/** Writes a series and makes its dates as decided. @throws StationError SERIES_CLASH, INVALID (nothing made), NOT_FOUND */
export async function makeDatesTx(cmd: Command, { rule, template, dates, decided, kept }: NewDates, approver: boolean) {
  const { id } = await cmd.tx
    .insertInto('series')
    .values({ rule: JSON.stringify(rule), template: JSON.stringify(template), created_at: cmd.now, created_by: cmd.actor.name })
    .returning('id')
    .executeTakeFirstOrThrow();
  const clashes: { date: string; clashes: Clash[] }[] = [];
  const made: Made[] = [];
  let skipped = 0;
  for (const [i, date] of dates.entries()) {
    await giveTurn(i);
    const decision = decided.get(date);
    const known = kept?.get(date);
    if (decision?.action === 'skip' || decision?.action === 'keep') {
      skipped += 1;
      await cmd.tx.insertInto('series_date').values({ series_id: id, date, state: 'skipped', reservation_id: null }).execute();
    } else if (known !== undefined) {
      await cmd.tx.updateTable('reservation').set({ series_id: id, series_date: date }).where('id', '=', known).execute();
      await cmd.tx.insertInto('series_date').values({ series_id: id, date, state: 'made', reservation_id: known }).execute();
    } else {
      const one = await collecting(date, clashes, () => makeDateTx(cmd, id, template, date, decision, approver));
      if (one) made.push(one);
    }
  }
  if (clashes.length > 0) throw new StationError('SERIES_CLASH', { dates: clashes });
  if (made.length === 0 && !kept?.size) throw new StationError('INVALID', { field: 'rule', reason: 'none' });
  return {
    id,
    numbers: made.map((one) => one.number),
    skipped,
    state: made.some((one) => one.state === 'requested') ? ('requested' as const) : ('approved' as const)
  };
}

/** Makes one date of a series and its row of the series. @throws StationError CLASH, NOT_FOUND, INVALID */
async function makeDateTx(
  cmd: Command,
  seriesId: number,
  template: StoredTemplate,
  date: string,
  decision: Decision | undefined,
  approver: boolean
): Promise<Made> {
  const { shiftDays, ...about } = templateOn(template, date);
  const standing = {
    zoneId: about.zoneId,
    ...useOn(addDays(date, shiftDays), about.from, about.to),
    equipment: about.equipment
  };
  const wish = await applyDecision(cmd.tx, standing, decision);
  const made = await createReservationTx(cmd, { ...about, ...wish, series: { id: seriesId, date } }, approver);
  if (decision && decision.action !== 'keep') {
    // A date with its own decision stays as decided when the series changes.
    await cmd.tx.updateTable('reservation').set({ series_changed: 1 }).where('id', '=', made.id).execute();
  }
  await cmd.tx
    .insertInto('series_date')
    .values({ series_id: seriesId, date, state: 'made', reservation_id: made.id })
    .onConflict((conflict) => conflict.columns(['series_id', 'date']).doUpdateSet({ state: 'made', reservation_id: made.id }))
    .execute();
  return made;
}

/**
 * Makes a skipped or cancelled date of a series after all.
 * @throws StationError NOT_FOUND, INVALID (the date exists), CLASH
 */
export async function addDateTx(
  cmd: Command,
  input: { id: number; date: string; zoneId?: number | undefined; from?: number | undefined; to?: number | undefined },
  approver: boolean
) {
  const series = found(await cmd.tx.selectFrom('series').selectAll().where('id', '=', input.id).executeTakeFirst(), 'series', input.id);
  const entry = found(
    await cmd.tx.selectFrom('series_date').selectAll().where('series_id', '=', input.id).where('date', '=', input.date).executeTakeFirst(),
    'series_date',
    input.date
  );
  if (entry.reservation_id !== null) {
    const before = await readReservationTx(cmd, entry.reservation_id);
    if (before.state !== 'cancelled' && before.state !== 'declined') throw new StationError('INVALID', { field: 'date', reason: 'made' });
  }
  const template = readTemplate(series.template);
  const decision: Decision | undefined =
    input.from !== undefined && input.to !== undefined
      ? { date: input.date, action: 'time', from: input.from, to: input.to }
      : input.zoneId !== undefined
        ? { date: input.date, action: 'zone', zoneId: input.zoneId }
        : undefined;
  const here = templateOn(template, input.date);
  const there = decision?.action === 'time' && input.zoneId !== undefined ? { ...here, zoneId: input.zoneId } : here;
  const made = await makeDateTx(cmd, input.id, there, input.date, decision, approver);
  cmd.audit({ entity: 'series', entityId: input.id, after: { added: input.date, number: made.number } });
  return { reservationId: made.id, number: made.number, state: made.state };
}
