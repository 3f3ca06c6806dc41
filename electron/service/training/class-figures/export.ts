import { attendanceRate, fillRate, noShowRate, type ClassFigures, type FigureDimension } from '../../../contract/training/class-figures.ts';
import type { Language } from '../../../contract/core/station.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { writeWorkbook, type SheetColumn } from '../../core/documents/excel.ts';
import { classFigureTable } from './read.ts';
import { type MonthRange } from '../../core/figures/months.ts';

const percent = (share: number | null): number | null => (share === null ? null : Math.round(share * 1000) / 10);

/** Figures by month and in sums as a workbook. */
export async function exportClassFigures(context: Context, input: MonthRange & { by: FigureDimension; language: Language }) {
  const table = await classFigureTable(context.station.db, input);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'class-figures', after: { fromMonth: input.fromMonth, toMonth: input.toMonth, by: input.by } });
    return {};
  });
  const zh = input.language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const heads: Record<FigureDimension, string> = {
    all: word('范围', 'Scope'),
    course: word('课程', 'Course'),
    organisation: word('单位', 'Organisation'),
    trainer: word('讲师', 'Trainer')
  };
  const nameOf = (name: string) => name || (input.by === 'all' ? word('全部', 'All') : word('（无）', '(none)'));
  const number = (header: string): SheetColumn => ({ header, width: 10, type: 'number' });
  const columns: SheetColumn[] = [
    number(word('班级', 'Classes')),
    number(word('场次', 'Sessions')),
    number(word('人次', 'Attendances')),
    number(word('去重人数', 'People')),
    number(word('应到', 'Expected')),
    number(word('缺勤', 'Absent')),
    number(word('请假', 'Excused')),
    number(word('临期取消', 'Cancelled late')),
    number(word('候补未满足', 'Unserved')),
    number(word('证书', 'Certificates')),
    number(word('满座率 %', 'Fill %')),
    number(word('出勤率 %', 'Attendance %')),
    number(word('爽约率 %', 'No-show %'))
  ];
  const cells = (f: ClassFigures) => [
    f.classes,
    f.sessions,
    f.attendances,
    f.people,
    f.expected,
    f.absent,
    f.excused,
    f.lateCancelled,
    f.unserved,
    f.certificates,
    percent(fillRate(f)),
    percent(attendanceRate(f)),
    percent(noShowRate(f))
  ];
  const bytes = await writeWorkbook([
    {
      name: word('按月', 'By month'),
      columns: [{ header: word('月份', 'Month'), width: 10 }, { header: heads[input.by], width: 26 }, ...columns],
      rows: table.cells.map((cell) => [cell.month, nameOf(cell.name), ...cells(cell)])
    },
    {
      name: word('合计', 'Sums'),
      columns: [{ header: heads[input.by], width: 26 }, ...columns],
      rows: [...table.sums.map((sum) => [nameOf(sum.name), ...cells(sum)]), [word('全部', 'All'), ...cells(table.total)]]
    }
  ]);
  const name = `${word('培训统计', 'class-figures')}-${input.fromMonth}-${input.toMonth}.xlsx`;
  return { name, file: new Blob([bytes as BlobPart]), rows: table.cells.length };
}
