import type { Clash } from '../../../contract/core/errors.ts';
import type { Decision, Scope, SeriesPatch } from '../../../contract/schedule/series.ts';
import type { Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { changeReservationTx, touchedBy, type Wish, changeRequest, standingWish } from '../reservations/change.ts';
import { stepTx } from '../reservations/steps.ts';
import type { EquipmentLine, ReservationRecord } from '../reservations/store.ts';
import { releaseTx } from '../allocation/allocate.ts';
import type { Source } from '../allocation/request.ts';
import { collecting, decisionsByDate } from './create.ts';
import { applyDecision, giveTurn, checkPlan, patched, patchedTemplate, readTemplate } from './plan.ts';

export interface SeriesChange {
  reservationId: number;
  scope: Scope;
  patch: SeriesPatch;
}

export interface InScope {
  seriesId: number;
  /** The date of the rule that the reservation named was made for. */
  from: string;
  dates: { row: ReservationRecord; lines: EquipmentLine[]; date: string }[];
  /** Number of dates of the scope left alone: past, closed, skipped or changed on their own. */
  leftAlone: number;
}

export const sourceOf = (row: ReservationRecord): Source => ({ kind: 'reservation', id: row.id });

/**
 * The dates that a change affects. Scope `this` is the date named. Other scopes leave out dates that are past, closed or changed on
 * their own; skipped and cancelled dates stay so.
 * @throws StationError NOT_FOUND, INVALID (no series), STEP_NOT_ALLOWED (`this` for a date that is over)
 */
export async function inScope(db: Db, input: { reservationId: number; scope: Scope }, now: number, withChanged = false): Promise<InScope> {
  const named = found(
    await db.selectFrom('reservation').selectAll().where('id', '=', input.reservationId).executeTakeFirst(),
    'reservation',
    input.reservationId
  );
  if (named.series_id === null || named.series_date === null)
    throw new StationError('INVALID', { field: 'reservationId', reason: 'no_series' });
  const open = (row: ReservationRecord) => row.state === 'requested' || row.state === 'approved' || row.state === 'suspended';
  let rows: ReservationRecord[];
  let leftAlone = 0;
  if (input.scope === 'this') {
    if (!open(named)) throw new StationError('STEP_NOT_ALLOWED', { from: named.state, step: 'update' });
    rows = [named];
  } else {
    let query = db.selectFrom('reservation').selectAll().where('series_id', '=', named.series_id).orderBy('from_at');
    if (input.scope === 'this_and_later') query = query.where('series_date', '>=', named.series_date);
    const all = await query.execute();
    rows = all.filter((row) => open(row) && row.from_at >= now && (withChanged || row.series_changed === 0));
    leftAlone = all.length - rows.length;
  }
  const lines =
    rows.length === 0
      ? []
      : await db
          .selectFrom('reservation_equipment')
          .selectAll()
          .where(
            'reservation_id',
            'in',
            rows.map((row) => row.id)
          )
          .execute();
  return {
    seriesId: named.series_id,
    from: named.series_date,
    leftAlone,
    dates: rows.map((row) => ({
      row,
      date: row.series_date ?? '',
      lines: lines
        .filter((line) => line.reservation_id === row.id)
        .map((line) => ({ equipmentId: line.equipment_id, quantity: line.quantity }))
    }))
  };
}

/** A date after the patch; fields left out stay the same. */
function wishOf(row: ReservationRecord, lines: readonly EquipmentLine[], patch: SeriesPatch): Wish {
  const { zoneId: _zone, from: _from, to: _to, shiftDays: _shift, equipment: _lines, ...about } = patch;
  const given = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)) as Partial<Wish>;
  return { ...standingWish(row, lines), ...given, ...patched(row, lines, patch) };
}

/** Whether only closures are in the way. A suspended date waits for its closure anyway, so these do not count. */
const onlyClosures = (clashes: readonly Clash[]) => clashes.every((clash) => clash.kind === 'closure');

/** The effect of a change, date by date. Writes nothing. */
export async function previewChange(context: Context, input: SeriesChange) {
  const { db, clock } = context.station;
  const scope = await inScope(db, input, clock.now());
  const plan = scope.dates.map(({ row, lines, date }) => {
    const wish = wishOf(row, lines, input.patch);
    return { date, request: { ...changeRequest(row, touchedBy(row, lines, wish), wish), zoneId: wish.zoneId } };
  });
  const options = { now: clock.now(), except: scope.dates.map(({ row }) => sourceOf(row)) };
  const waits = (clashes: Clash[], i: number) => scope.dates[i]?.row.state === 'suspended' && onlyClosures(clashes);
  return { dates: await checkPlan(db, plan, options, waits), leftAlone: scope.leftAlone };
}

/**
 * Changes all dates in scope, or none.
 * @throws StationError SERIES_CLASH with every date that clashes, and what inScope throws
 */
export async function changeSeriesTx(cmd: Command, input: SeriesChange & { decisions: Decision[] }, approver: boolean) {
  const scope = await inScope(cmd.tx, input, cmd.now);
  const decided = decisionsByDate(
    input.decisions,
    scope.dates.map(({ date }) => date)
  );
  const alone = input.scope === 'this';
  const changing: { row: ReservationRecord; wish: Wish; date: string; alone: boolean }[] = [];
  let skipped = 0;
  let kept = 0;
  for (const { row, lines, date } of scope.dates) {
    const decision = decided.get(date);
    if (decision?.action === 'skip') {
      await stepTx(cmd, row, 'cancel', {}, { withoutReason: true });
      skipped += 1;
    } else if (decision?.action === 'keep') kept += 1;
    else {
      const wish = wishOf(row, lines, input.patch);
      changing.push({
        row,
        date,
        wish: { ...wish, ...(await applyDecision(cmd.tx, wish, decision)) },
        alone: alone || decision !== undefined
      });
    }
  }
  // First release all dates, so that a series moved by a week is not in its own way.
  const lines = new Map(scope.dates.map(({ row, lines: own }) => [row.id, own]));
  for (const { row, wish } of changing) {
    const touched = touchedBy(row, lines.get(row.id) ?? [], wish);
    if (touched.zone || touched.time || touched.lines || touched.staff || touched.more) await releaseTx(cmd, sourceOf(row));
  }
  const clashes: { date: string; clashes: Clash[] }[] = [];
  for (const [i, change] of changing.entries()) {
    await giveTurn(i);
    await collecting(change.date, clashes, () =>
      changeReservationTx(cmd, change.row, change.wish, approver, change.alone, { waitForClosure: true })
    );
  }
  if (clashes.length > 0) throw new StationError('SERIES_CLASH', { dates: clashes });
  if (!alone) await changeTemplateTx(cmd, scope, input);
  cmd.audit({
    entity: 'series',
    entityId: scope.seriesId,
    after: { scope: input.scope, changed: changing.map(({ row }) => row.number), skipped, kept }
  });
  return { changed: changing.length, skipped, leftAlone: scope.leftAlone + kept };
}

/** Dates added later are made as those around them now are. */
async function changeTemplateTx(cmd: Command, { seriesId, from }: InScope, { scope, patch }: SeriesChange): Promise<void> {
  const row = await cmd.tx.selectFrom('series').selectAll().where('id', '=', seriesId).executeTakeFirstOrThrow();
  const changed = patchedTemplate(readTemplate(row.template), patch, scope === 'all' ? null : from);
  await cmd.tx
    .updateTable('series')
    .set({ template: JSON.stringify(changed), version: row.version + 1 })
    .where('id', '=', seriesId)
    .execute();
}

/** Cancels the dates in scope. @throws StationError REASON_NEEDED and what inScope throws */
export async function cancelSeriesTx(
  cmd: Command,
  input: { reservationId: number; scope: Scope; reason: string; includeChanged: boolean }
) {
  if (input.reason === '') throw new StationError('REASON_NEEDED', {});
  const scope = await inScope(cmd.tx, input, cmd.now, input.includeChanged);
  for (const [i, { row }] of scope.dates.entries()) {
    await giveTurn(i);
    await stepTx(cmd, row, 'cancel', { reason: input.reason });
  }
  return { cancelled: scope.dates.length, leftAlone: scope.leftAlone };
}
