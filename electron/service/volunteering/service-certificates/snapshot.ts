import type { CertifiedLine } from '../../../contract/volunteering/service-certificates.ts';
import { hoursOf, shownServices, sumOfHours, type HoursDisplay } from '../../../contract/volunteering/service-hour-rules.ts';
import { dateOf } from '../../../contract/core/time.ts';
import type { Db } from '../../db/schema.ts';
import { StationError } from '../../core/errors.ts';
import { approvedOf, displayOf } from '../service-hours/read.ts';
import { readSettings } from '../../core/station/settings.ts';

/** The period of a certificate: days of service, both included (null: no limit), and projects (empty: all). */
export interface Period {
  fromDate: string | null;
  toDate: string | null;
  projectIds: number[];
}

/** @throws StationError INVALID: order */
export function demandPeriod(period: Period): void {
  if (period.fromDate !== null && period.toDate !== null && period.toDate < period.fromDate)
    throw new StationError('INVALID', { field: 'toDate', reason: 'order' });
}

/** The content of a certificate for a period: approved service alone, one line per project. */
export async function snapshotOf(db: Db, volunteerId: number, period: Period) {
  const rows = await approvedOf(db, volunteerId, period);
  const display = displayOf(await readSettings(db));
  const shown = new Map(
    shownServices(
      rows.map((row) => ({ from: row.from_at, minutes: row.minutes })),
      display
    ).map((minutes, i) => [rows[i]!.id, minutes])
  );
  const byProject = new Map<number, typeof rows>();
  for (const row of rows) byProject.set(row.project_id, [...(byProject.get(row.project_id) ?? []), row]);
  const lines = [...byProject.values()].map((own): CertifiedLine => {
    const [first] = own;
    return {
      projectId: first!.project_id,
      code: first!.code,
      title: first!.title,
      category: first!.category,
      categoryEn: first!.category_en,
      organiser: first!.organiser || (first!.organiser_name ?? ''),
      roles: [...new Set(own.map((row) => row.role).filter((role) => role !== ''))].join('、'),
      from: dateOf(first!.from_at),
      to: dateOf(own.at(-1)!.from_at),
      services: own.length,
      minutes: own.reduce((sum, row) => sum + row.minutes, 0),
      hours: hoursOf(own.reduce((sum, row) => sum + (shown.get(row.id) ?? 0), 0))
    };
  });
  return {
    how: howCounted(display),
    recordIds: rows.map((row) => row.id),
    lines,
    minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
    services: rows.length,
    // The actual minutes stand beside it. What is printed adds up.
    hours: sumOfHours(lines.map((line) => line.hours ?? hoursOf(line.minutes))),
    from: rows[0] === undefined ? null : dateOf(rows[0].from_at),
    to: rows.length === 0 ? null : dateOf(rows.at(-1)!.from_at)
  };
}

/** How the hours of a certificate were counted, for its remarks; empty where they are the actual minutes. */
function howCounted({ roundTo, rounding, dayCap }: HoursDisplay): string {
  const cap = dayCap === 0 ? '' : `每日最多计 ${hoursOf(dayCap)} 小时`;
  const rounded = roundTo === 1 ? '' : `每次服务按 ${roundTo} 分钟${rounding === 'down' ? '舍尾' : '四舍五入'}取整`;
  const how = [cap, rounded].filter((part) => part !== '').join('，');
  return how === '' ? '' : `时长${how}，合计为各项之和`;
}
