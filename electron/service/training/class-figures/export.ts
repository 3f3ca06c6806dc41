import { attendanceRate, fillRate, noShowRate, type ClassFigures, type FigureDimension } from '../../../contract/training/class-figures.ts';
import type { Language } from '../../../contract/core/station.ts';
import type { Context } from '../../core/context.ts';
import type { SheetColumn } from '../../core/documents/excel.ts';
import type { MonthRange } from '../../core/figures/months.ts';
import { figureWorkbook, type FigureSheet } from '../../core/figures/workbook.ts';
import { classFigureTable } from './read.ts';

const percent = (share: number | null): number | null => (share === null ? null : Math.round(share * 1000) / 10);
const number = (header: string): SheetColumn => ({ header, width: 10, type: 'number' });

const SHEET: FigureSheet<FigureDimension, ClassFigures> = {
  entity: 'class-figures',
  name: (word) => word('培训统计', 'class-figures'),
  heads: (word) => ({
    all: word('范围', 'Scope'),
    course: word('课程', 'Course'),
    organisation: word('单位', 'Organisation'),
    trainer: word('讲师', 'Trainer')
  }),
  width: 26,
  columns: (word) => [
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
  ],
  cells: (f) => [
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
  ]
};

/** Figures by month and in sums as a workbook. @throws StationError INVALID (order, too_long) */
export async function exportClassFigures(context: Context, input: MonthRange & { by: FigureDimension; language: Language }) {
  return figureWorkbook(context, SHEET, input, await classFigureTable(context.station.db, input));
}
