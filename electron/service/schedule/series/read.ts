import type { SeriesDetail, SeriesRule } from '../../../contract/schedule/series.ts';
import type { Db } from '../../db/schema.ts';
import { found } from '../../core/errors.ts';
import { REF_COLUMNS, toRef } from '../reservations/refs.ts';
import { readTemplate } from './plan.ts';

/** A series with every date of its rule, made (with its state) or skipped. @throws StationError NOT_FOUND */
export async function getSeries(db: Db, id: number): Promise<SeriesDetail> {
  const row = found(await db.selectFrom('series').selectAll().where('id', '=', id).executeTakeFirst(), 'series', id);
  const dates = await db.selectFrom('series_date').selectAll().where('series_id', '=', id).orderBy('date').execute();
  const reservations = await db
    .selectFrom('reservation')
    .select(REF_COLUMNS)
    .select('series_changed')
    .where('series_id', '=', id)
    .execute();
  const template = readTemplate(row.template);
  return {
    id,
    rule: JSON.parse(row.rule) as SeriesRule,
    template: { zoneId: template.zoneId, purposeId: template.purposeId, title: template.title, from: template.from, to: template.to },
    version: row.version,
    dates: dates.map((entry) => {
      const reservation = reservations.find((r) => r.id === entry.reservation_id);
      return {
        date: entry.date,
        state: entry.state,
        reservation: reservation ? toRef(reservation) : null,
        changed: reservation?.series_changed === 1,
        reservationState: reservation?.state ?? null
      };
    })
  };
}
