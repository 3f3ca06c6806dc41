import { maskDocument, maskPhone } from '../../../contract/people/people-rules.ts';
import { hoursOf } from '../../../contract/volunteering/service-hour-rules.ts';
import type { Language } from '../../../contract/core/station.ts';
import { clockOf, dateOf } from '../../../contract/core/time.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';
import { runJob } from '../../core/jobs/run.ts';
import { mayReveal } from '../../people/people/may-reveal.ts';
import { bornOf, chosenOf } from '../volunteers/rows.ts';
import type { JobTools } from '../../core/jobs/job.ts';
import { filteredRecords, type RecordFilter } from './read.ts';

/** Most rows of an export, because a larger workbook takes too much memory. Larger registers must be filtered first. */
const MOST = 100_000;
const CHUNK = 500;

interface ExportOrder {
  filter: RecordFilter;
  /** Whether documents and mobiles are written in full. */
  whole: boolean;
  language: Language;
}

/** In a worker: makes a workbook of records, with the fields in the order of the national record (民函〔2012〕340号 §6–7). @throws StationError TOO_LARGE, CANCELLED */
export async function exportServiceJob(order: ExportOrder, tools: JobTools) {
  const { db } = tools.open;
  const zh = order.language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const sources = {
    clock: word('签到签退', 'clocked'),
    shift: word('整班', 'whole shift'),
    paper: word('纸质补录', 'paper'),
    correction: word('更正', 'correction')
  };
  const states = {
    running: word('服务中', 'running'),
    pending: word('待认定', 'pending'),
    approved: word('已认定', 'approved'),
    rejected: word('不予认定', 'rejected'),
    replaced: word('已被更正', 'replaced'),
    void: word('作废', 'void')
  };
  const sexes: Record<string, string> = { male: word('男', 'male'), female: word('女', 'female') };
  const records = await filteredRecords(db, order.filter)
    .leftJoin('zone', 'zone.id', 'project.zone_id')
    .leftJoin('person as leader', 'leader.id', 'project.leader_id')
    .select([
      'person.sex',
      'person.birth_date',
      'person.document_kind',
      'person.document_number',
      'person.mobile',
      'zone.name as zone_name',
      'project.place',
      'project.service_object',
      'leader.name as leader'
    ])
    .orderBy('service_record.from_at')
    .orderBy('service_record.id')
    .limit(MOST + 1)
    .execute();
  if (records.length > MOST) throw new StationError('TOO_LARGE', { limitRows: MOST });
  const rows: (string | number | null)[][] = [];
  for (let i = 0; i < records.length; i += CHUNK) {
    tools.checkCancelled();
    const part = records.slice(i, i + CHUNK);
    const chosen = await chosenOf(db, [...new Set(part.map((row) => row.person_id))]);
    for (const row of part) {
      const skills = chosen(row.person_id, 'skill')
        .map((one) => (zh ? one.name : one.nameEn || one.name))
        .join('、');
      const born = bornOf(row, order.whole);
      rows.push([
        row.name,
        sexes[row.sex ?? ''] ?? '',
        born.birthDate?.slice(0, 7) ?? born.birthYear,
        order.whole ? row.document_number : maskDocument(row.document_number),
        skills,
        order.whole ? (row.mobile ?? '') : maskPhone(row.mobile ?? ''),
        row.title,
        dateOf(row.from_at),
        row.zone_name ?? row.place,
        row.service_object,
        row.role,
        `${clockOf(row.from_at)}–${row.to_at === null ? '' : clockOf(row.to_at)}`,
        row.none === 1 ? 0 : Number(hoursOf(row.minutes)),
        row.quality === null ? row.remark : `${row.quality} ${row.remark}`.trim(),
        row.leader ?? '',
        row.entered_by,
        row.volunteer_number,
        sources[row.source],
        states[row.state],
        row.none === 1 ? 0 : row.minutes
      ]);
    }
    tools.progress(Math.min(i + CHUNK, records.length), records.length);
  }
  const column = (header: string, width = 12, type: 'text' | 'number' = 'text') => ({ header, width, type });
  const name = word('志愿服务记录', 'Service records');
  const bytes = await writeWorkbook([
    {
      name,
      columns: [
        column(word('姓名', 'Name')),
        column(word('性别', 'Sex'), 6),
        column(word('出生年月', 'Born')),
        column(word('身份证号', 'ID number'), 22),
        column(word('服务技能', 'Skills'), 22),
        column(word('联系方式', 'Mobile'), 14),
        column(word('活动名称', 'Activity'), 26),
        column(word('日期', 'Date')),
        column(word('地点', 'Place'), 18),
        column(word('服务对象', 'Served'), 16),
        column(word('服务内容', 'Work'), 14),
        column(word('起止时间', 'From–to'), 14),
        column(word('服务时间（小时）', 'Hours'), 12, 'number'),
        column(word('服务质量评价', 'Quality'), 16),
        column(word('活动负责人', 'In charge')),
        column(word('记录人', 'Recorded by')),
        column(word('志愿者编号', 'Volunteer number')),
        column(word('记录来源', 'Source')),
        column(word('状态', 'State')),
        column(word('分钟', 'Minutes'), 8, 'number')
      ],
      rows
    }
  ]);
  return { name: `${name}-${dateOf(tools.now)}.xlsx`, rows: rows.length, bytes };
}

/** Records the export, then makes it in a worker thread. @throws StationError TOO_LARGE, CANCELLED */
export async function exportService(context: Context, input: RecordFilter & { language: Language }, signal: AbortSignal | undefined) {
  const { language, ...filter } = input;
  const whole = mayReveal(context);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'service_record', after: { ...filter, whole } });
    return {};
  });
  const made = await runJob(context.station, 'exportService', { filter, whole, language }, { signal });
  return { name: made.name, rows: made.rows, file: new Blob([made.bytes as BlobPart]) };
}

declare module '../../core/jobs/job.ts' {
  interface Jobs {
    exportService: typeof exportServiceJob;
  }
}
