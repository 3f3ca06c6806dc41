import { z } from 'zod';
import { date } from '../../../contract/core/base.ts';
import type { DayKind } from '../../../contract/schedule/allocation.ts';
import { addDays, dateOf, startOfDate } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import { outsideHoursRefs } from '../closures/outside-hours.ts';
import { bundledDatesOf } from './days.ts';

/** Sets a date by hand, or takes that back with a null `kind`. Answers the coming uses outside their zone's hours. */
export async function setDayTx(cmd: Command, input: { date: string; kind: DayKind | null; name: string }) {
  const before = await cmd.tx
    .deleteFrom('calendar_day')
    .where('date', '=', input.date)
    .where('origin', '=', 'manual')
    .returning(['kind', 'name'])
    .executeTakeFirst();
  if (input.kind !== null) {
    await cmd.tx
      .insertInto('calendar_day')
      .values({ date: input.date, origin: 'manual', kind: input.kind, name: input.name, file_year: null })
      .execute();
  }
  cmd.audit({
    entity: 'calendar',
    entityId: input.date,
    before: before ?? null,
    after: input.kind === null ? null : { kind: input.kind, name: input.name }
  });
  cmd.changed('calendar');
  return { affected: await outsideHoursRefs(cmd.tx, cmd.now, { from: startOfDate(input.date), to: startOfDate(addDays(input.date, 1)) }) };
}

/** A year's file of holiday-cn; unused fields are ignored. */
const yearFile = z.object({
  year: z.number().int().min(2000).max(2200),
  days: z
    .array(z.object({ name: z.string().trim().min(1).max(40), date, isOffDay: z.boolean() }))
    .min(1)
    .max(200)
});

/** Parses a year's file. @throws StationError FILE_UNREADABLE: not_json, not_holidays, other_year or twice */
export function parseYearFile(text: string): z.infer<typeof yearFile> {
  let data: unknown;
  try {
    // Windows editors begin a file with a byte order mark.
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new StationError('FILE_UNREADABLE', { reason: 'not_json' });
  }
  const parsed = yearFile.safeParse(data);
  if (!parsed.success) throw new StationError('FILE_UNREADABLE', { reason: 'not_holidays' });
  const { year, days } = parsed.data;
  // The last days of December may belong to next year's arrangement.
  const inYear = days.every((day) => day.date >= `${year - 1}-12-01` && day.date <= `${year}-12-31`);
  if (!inYear) throw new StationError('FILE_UNREADABLE', { reason: 'other_year' });
  if (new Set(days.map((day) => day.date)).size < days.length) throw new StationError('FILE_UNREADABLE', { reason: 'twice' });
  return parsed.data;
}

/** Imports a year's arrangement and replaces the earlier import of that year. @throws StationError FILE_UNREADABLE */
export async function importYearTx(cmd: Command, text: string) {
  const { year, days } = parseYearFile(text);
  await cmd.tx.deleteFrom('calendar_day').where('origin', '=', 'imported').where('file_year', '=', year).execute();
  const rows = new Map<string, { kind: DayKind; name: string }>();
  // Notices are amended sometimes, so a bundled date that the file does not name becomes ordinary.
  for (const date of bundledDatesOf(year)) rows.set(date, { kind: 'ordinary', name: '' });
  for (const day of days) rows.set(day.date, { kind: day.isOffDay ? 'holiday' : 'workday', name: day.name });
  for (const [date, row] of rows) {
    await cmd.tx
      .insertInto('calendar_day')
      .values({ date, origin: 'imported', ...row, file_year: year })
      // The file of the other year may have the same December date; the later import counts.
      .onConflict((conflict) => conflict.columns(['date', 'origin']).doUpdateSet({ ...row, file_year: year }))
      .execute();
  }
  await cmd.tx
    .insertInto('calendar_year')
    .values({ year, imported_at: cmd.now })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ imported_at: cmd.now }))
    .execute();
  cmd.audit({
    entity: 'calendar',
    entityId: year,
    after: { days: days.map((day) => `${day.date} ${day.isOffDay ? '休' : '班'} ${day.name}`) }
  });
  cmd.changed('calendar');
  const from = startOfDate(`${year - 1}-12-01`);
  const affected = await outsideHoursRefs(cmd.tx, cmd.now, {
    from: Math.max(from, startOfDate(dateOf(cmd.now))),
    to: startOfDate(`${year + 1}-01-01`)
  });
  return { year, holidays: days.filter((day) => day.isOffDay).length, workdays: days.filter((day) => !day.isOffDay).length, affected };
}
