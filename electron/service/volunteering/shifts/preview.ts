import type { z } from 'zod';
import type { Clash } from '../../../contract/core/errors.ts';
import type { seriesRule } from '../../../contract/schedule/series.ts';
import type { ShiftPreview } from '../../../contract/volunteering/shifts.ts';
import { readCalendar, unpublishedYears } from '../../schedule/calendar/days.ts';
import type { Context } from '../../core/context.ts';
import { found } from '../../core/errors.ts';
import { nearestFree, otherZones } from '../../schedule/allocation/free.ts';
import type { Wanted } from '../../schedule/allocation/request.ts';
import { expandRule } from '../../schedule/series/expand.ts';
import { giveTurn, useOn } from '../../schedule/series/plan.ts';
import { probeShift } from './layout.ts';
import { demandUse } from './store.ts';

/** Clashes of a shift outside the station, which can only be too late. */
const pastOf = (use: { from: number; to: number }, now: number): Clash[] =>
  use.from < now ? [{ kind: 'past', name: '', heldBy: '', ...use }] : [];

export interface PreviewInput {
  projectId: number;
  rule: z.output<typeof seriesRule>;
  from: string;
  to: string;
  skipHolidays: boolean;
  zoneId: number | null;
  number: number;
}

/** The dates of a rule, each checked, also against earlier dates of the plan. Writes nothing. @throws StationError INVALID (rule), NOT_FOUND */
export async function previewShifts(context: Context, input: PreviewInput): Promise<{ dates: ShiftPreview[]; unpublished: number[] }> {
  const { db, clock } = context.station;
  found(await db.selectFrom('project').select('id').where('id', '=', input.projectId).executeTakeFirst(), 'project', input.projectId);
  const dates = await expandRule(input.rule);
  const [first] = dates;
  const last = dates.at(-1)!;
  const calendar = await readCalendar(db, first!, last);
  const also: (Wanted & { heldBy: string })[] = [];
  const now = clock.now();
  const shown: ShiftPreview[] = [];
  for (const [i, date] of dates.entries()) {
    await giveTurn(i);
    const use = useOn(date, input.from, input.to);
    demandUse(use);
    const day = calendar.day(date);
    const holiday = day?.kind === 'holiday' ? { holiday: day.name, holidayEn: day.nameEn } : { holiday: '', holidayEn: '' };
    const skipped = input.skipHolidays && day?.kind === 'holiday';
    const base = { date, ...use, ...holiday, skipped, fixes: { zones: [], time: null } };
    if (skipped) shown.push({ ...base, clashes: [] });
    else if (input.zoneId === null) shown.push({ ...base, clashes: pastOf(use, now) });
    else {
      const options = { now, also };
      const { request, wanted, clashes } = await probeShift(
        db,
        input.projectId,
        { ...use, number: input.number, zoneId: input.zoneId },
        options
      );
      if (clashes.length === 0) also.push(...wanted.map((want) => ({ ...want, heldBy: date })));
      const fresh = { ...request, use, lift: {} };
      const zones = clashes.length === 0 || use.from < now ? [] : await otherZones(db, fresh, options);
      shown.push({
        ...base,
        clashes,
        fixes: {
          zones: zones.map((zone) => ({ id: zone.id, name: zone.name, nameEn: zone.name_en })),
          time: clashes.length === 0 ? null : await nearestFree(db, fresh, options)
        }
      });
    }
  }
  return { dates: shown, unpublished: await unpublishedYears(db, first!, last) };
}
