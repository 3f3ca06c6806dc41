import { monthBounds } from '../../core/figures/months.ts';
import { minutesBetween } from '../../../contract/training/class-rules.ts';
import { clockOf, dateOf, monthOf } from '../../../contract/core/time.ts';
import type { Language } from '../../../contract/core/station.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';

interface Range {
  fromMonth: string;
  toMonth: string;
  trainerId?: number | undefined;
}

/** Held sessions of a range of months, once for each of their trainers. */
async function taught(db: Db, range: Range) {
  const bounds = monthBounds(range);
  let query = db
    .selectFrom('class_session')
    .innerJoin('session_trainer', 'session_trainer.session_id', 'class_session.id')
    .innerJoin('person', 'person.id', 'session_trainer.person_id')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .innerJoin('course', 'course.id', 'class.course_id')
    .innerJoin('zone', 'zone.id', 'class_session.zone_id')
    .select([
      'person.id',
      'person.name',
      'from_at',
      'to_at',
      'class.code',
      'class.title',
      'course.title as course_title',
      'zone.name as zone',
      'class_session.attended'
    ])
    .where('class_session.state', '=', 'held')
    .where('from_at', '>=', bounds.from)
    .where('from_at', '<', bounds.to)
    .orderBy('from_at')
    .orderBy('person.id');
  if (range.trainerId !== undefined) query = query.where('person.id', '=', range.trainerId);
  return query.execute();
}

/** Sessions and minutes by trainer and month, in order of name and month. */
export async function trainerHours(db: Db, range: Range) {
  const cells = new Map<string, { trainerId: number; name: string; month: string; sessions: number; minutes: number }>();
  for (const row of await taught(db, range)) {
    const month = monthOf(dateOf(row.from_at));
    const key = `${row.id} ${month}`;
    const cell = cells.get(key) ?? { trainerId: row.id, name: row.name, month, sessions: 0, minutes: 0 };
    cell.sessions += 1;
    cell.minutes += minutesBetween(row.from_at, row.to_at);
    cells.set(key, cell);
  }
  return [...cells.values()].sort(
    (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || a.trainerId - b.trainerId || (a.month < b.month ? -1 : 1)
  );
}

/** Minutes as hours, to two decimal places. */
const hours = (minutes: number) => Math.round((minutes / 60) * 100) / 100;

/** The hours as a workbook: a sheet of sums, a sheet of the sessions. */
export async function exportTrainerHours(context: Context, range: Range & { language: Language }) {
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'trainer', entityId: range.trainerId ?? '', after: { fromMonth: range.fromMonth, toMonth: range.toMonth } });
    return {};
  });
  const { db } = context.station;
  const zh = range.language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const sums = await trainerHours(db, range);
  const sessions = await taught(db, range);
  const bytes = await writeWorkbook([
    {
      name: word('讲师课时', 'Trainer hours'),
      columns: [
        { header: word('讲师', 'Trainer') },
        { header: word('月份', 'Month'), width: 10 },
        { header: word('场次', 'Sessions'), width: 10, type: 'number' },
        { header: word('课时（小时）', 'Hours'), width: 14, type: 'number' }
      ],
      rows: sums.map((row) => [row.name, row.month, row.sessions, hours(row.minutes)])
    },
    {
      name: word('课次明细', 'Sessions'),
      columns: [
        { header: word('讲师', 'Trainer') },
        { header: word('日期', 'Date'), width: 12 },
        { header: word('开始', 'From'), width: 8 },
        { header: word('结束', 'To'), width: 8 },
        { header: word('班级', 'Class'), width: 12 },
        { header: word('名称', 'Title'), width: 28 },
        { header: word('功能区', 'Zone'), width: 16 },
        { header: word('到课人数', 'Attended'), width: 10, type: 'number' },
        { header: word('课时（小时）', 'Hours'), width: 14, type: 'number' }
      ],
      rows: sessions.map((row) => [
        row.name,
        dateOf(row.from_at),
        clockOf(row.from_at),
        clockOf(row.to_at),
        row.code,
        row.title || row.course_title,
        row.zone,
        row.attended,
        hours(minutesBetween(row.from_at, row.to_at))
      ])
    }
  ]);
  const name = `${word('讲师课时', 'trainer-hours')}-${range.fromMonth}-${range.toMonth}.xlsx`;
  return { name, file: new Blob([bytes as BlobPart]), rows: sessions.length };
}
