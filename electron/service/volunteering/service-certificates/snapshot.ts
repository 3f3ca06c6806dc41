import type { CertifiedLine } from '../../../contract/volunteering/service-certificates.ts';
import { hoursOf, shownMinutes } from '../../../contract/volunteering/service-hour-rules.ts';
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
      minutes: own.reduce((sum, row) => sum + row.minutes, 0)
    };
  });
  const display = displayOf(await readSettings(db));
  return {
    recordIds: rows.map((row) => row.id),
    lines,
    minutes: rows.reduce((sum, row) => sum + row.minutes, 0),
    services: rows.length,
    // Rounding and the daily cap are for display; the actual minutes are stored beside it.
    hours: hoursOf(
      shownMinutes(
        rows.map((row) => ({ date: dateOf(row.from_at), minutes: row.minutes })),
        display
      )
    ),
    from: rows[0] === undefined ? null : dateOf(rows[0].from_at),
    to: rows.length === 0 ? null : dateOf(rows.at(-1)!.from_at)
  };
}
