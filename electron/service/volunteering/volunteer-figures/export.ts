import { hoursOf } from '../../../contract/volunteering/service-hour-rules.ts';
import type { Language } from '../../../contract/core/station.ts';
import type { VolunteerDimension, VolunteerFigures } from '../../../contract/volunteering/volunteer-figures.ts';
import type { Context } from '../../core/context.ts';
import type { SheetColumn } from '../../core/documents/excel.ts';
import type { MonthRange } from '../../core/figures/months.ts';
import { figureWorkbook, type FigureSheet } from '../../core/figures/workbook.ts';
import { volunteerFigureTable } from './read.ts';

const number = (header: string): SheetColumn => ({ header, width: 12, type: 'number' });

const SHEET: FigureSheet<VolunteerDimension, VolunteerFigures> = {
  entity: 'volunteer-figures',
  name: (word) => word('志愿服务统计', 'volunteer-figures'),
  heads: (word) => ({
    all: word('范围', 'Scope'),
    project: word('志愿项目', 'Project'),
    category: word('项目类别', 'Category'),
    organisation: word('单位', 'Organisation')
  }),
  width: 28,
  columns: (word) => [
    number(word('新注册', 'Registered')),
    number(word('活跃志愿者', 'Active')),
    number(word('服务人次', 'Services')),
    number(word('服务小时', 'Hours')),
    number(word('班岗', 'Shifts')),
    number(word('爽约', 'No-shows'))
  ],
  cells: (f) => [f.registered, f.people, f.services, Number(hoursOf(f.minutes)), f.shifts, f.noShows]
};

/** Figures by month and in sums as a workbook. @throws StationError INVALID (order, too_long) */
export async function exportVolunteerFigures(context: Context, input: MonthRange & { by: VolunteerDimension; language: Language }) {
  return figureWorkbook(context, SHEET, input, await volunteerFigureTable(context.station.db, input));
}
