import { maskDocument, maskPhone } from '../../../contract/people/people-rules.ts';
import { hoursOf } from '../../../contract/volunteering/service-hour-rules.ts';
import type { Language } from '../../../contract/core/station.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { StationError } from '../../core/errors.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';
import { runJob } from '../../core/jobs/run.ts';
import { mayReveal } from '../../people/people/may-reveal.ts';
import type { JobTools } from '../../core/jobs/job.ts';
import { filteredVolunteers, type VolunteerFilter } from './read.ts';
import { bornOf, chosenOf } from './rows.ts';

/** Most rows of an export, because a larger workbook takes too much memory. A larger register must be filtered first. */
const MOST = 100_000;
const CHUNK = 500;

interface ExportOrder {
  filter: VolunteerFilter;
  /** Whether documents and mobiles are written in full. */
  whole: boolean;
  language: Language;
}

/** In a worker: makes the filtered register as a workbook. @throws StationError TOO_LARGE, CANCELLED */
export async function exportVolunteersJob({ filter, whole, language }: ExportOrder, tools: JobTools) {
  const { db } = tools.open;
  const today = dateOf(tools.now);
  const query = await filteredVolunteers(db, filter, today);
  const rows = await query
    .orderBy('volunteer.number')
    .limit(MOST + 1)
    .execute();
  if (rows.length > MOST) throw new StationError('TOO_LARGE', { limitRows: MOST });
  const zh = language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const states = {
    applied: word('申请', 'applied'),
    active: word('在册', 'active'),
    paused: word('暂停', 'paused'),
    left: word('退出', 'left')
  };
  const sexes: Record<string, string> = { male: word('男', 'male'), female: word('女', 'female') };
  const lines: (string | number | null)[][] = [];
  for (let i = 0; i < rows.length; i += CHUNK) {
    tools.checkCancelled();
    const part = rows.slice(i, i + CHUNK);
    const chosen = await chosenOf(
      db,
      part.map((row) => row.person_id)
    );
    const names = (id: number, kind: 'skill' | 'language') =>
      chosen(id, kind)
        .map((one) => (zh ? one.name : one.nameEn || one.name))
        .join('、');
    for (const row of part) {
      lines.push([
        row.number,
        row.name,
        sexes[row.sex ?? ''] ?? '',
        bornOf(row, whole).birthDate ?? bornOf(row, whole).birthYear,
        whole ? row.document_number : maskDocument(row.document_number),
        whole ? (row.mobile ?? '') : maskPhone(row.mobile ?? ''),
        row.organisation_name ?? '',
        row.team,
        names(row.person_id, 'skill'),
        names(row.person_id, 'language'),
        states[row.state],
        row.registered_at === null ? '' : dateOf(row.registered_at),
        row.star,
        row.services,
        Number(hoursOf(row.minutes)),
        row.insured_until ?? '',
        row.national_number
      ]);
    }
  }
  const column = (header: string, width = 12, type: 'text' | 'number' = 'text') => ({ header, width, type });
  const bytes = await writeWorkbook([
    {
      name: word('志愿者名册', 'Volunteers'),
      columns: [
        column(word('志愿者编号', 'Number')),
        column(word('姓名', 'Name')),
        column(word('性别', 'Sex'), 6),
        column(word('出生日期', 'Born')),
        column(word('证件号码', 'ID number'), 22),
        column(word('联系方式', 'Mobile'), 14),
        column(word('单位', 'Organisation'), 24),
        column(word('队伍', 'Team')),
        column(word('技能', 'Skills'), 24),
        column(word('语言', 'Languages'), 16),
        column(word('状态', 'State'), 8),
        column(word('注册日期', 'Registered')),
        column(word('星级', 'Star'), 6, 'number'),
        column(word('服务次数', 'Services'), 10, 'number'),
        column(word('服务小时', 'Hours'), 10, 'number'),
        column(word('保险至', 'Insured until')),
        column(word('全国编号', 'National number'), 18)
      ],
      rows: lines
    }
  ]);
  return { name: `${word('志愿者名册', 'volunteers')}-${today}.xlsx`, rows: rows.length, bytes };
}

/** Records the export, then makes it in a worker thread. @throws StationError TOO_LARGE, CANCELLED */
export async function exportVolunteers(context: Context, input: VolunteerFilter & { language: Language }, signal: AbortSignal | undefined) {
  const { language, ...filter } = input;
  const whole = mayReveal(context);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'volunteer', after: { ...filter, whole } });
    return {};
  });
  const made = await runJob(context.station, 'exportVolunteers', { filter, whole, language }, { signal });
  return { name: made.name, rows: made.rows, file: new Blob([made.bytes as BlobPart]) };
}

declare module '../../core/jobs/job.ts' {
  interface Jobs {
    exportVolunteers: typeof exportVolunteersJob;
  }
}
