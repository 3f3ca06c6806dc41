import { hoursOf } from '../../../contract/volunteering/service-hour-rules.ts';
import type { Language } from '../../../contract/core/station.ts';
import type { VolunteerDimension, VolunteerFigures } from '../../../contract/volunteering/volunteer-figures.ts';
import type { MonthRange } from '../../core/figures/months.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { writeWorkbook, type SheetColumn } from '../../core/documents/excel.ts';
import { volunteerFigureTable } from './read.ts';

/** Figures by month and in sums as a workbook. */
export async function exportVolunteerFigures(context: Context, input: MonthRange & { by: VolunteerDimension; language: Language }) {
  const table = await volunteerFigureTable(context.station.db, input);
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'volunteer-figures', after: { fromMonth: input.fromMonth, toMonth: input.toMonth, by: input.by } });
    return {};
  });
  const zh = input.language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const heads: Record<VolunteerDimension, string> = {
    all: word('范围', 'Scope'),
    project: word('志愿项目', 'Project'),
    category: word('项目类别', 'Category'),
    organisation: word('单位', 'Organisation')
  };
  const nameOf = (name: string) => name || (input.by === 'all' ? word('全部', 'All') : word('（无）', '(none)'));
  const number = (header: string): SheetColumn => ({ header, width: 12, type: 'number' });
  const columns = [
    number(word('新注册', 'Registered')),
    number(word('活跃志愿者', 'Active')),
    number(word('服务人次', 'Services')),
    number(word('服务小时', 'Hours')),
    number(word('班岗', 'Shifts')),
    number(word('爽约', 'No-shows'))
  ];
  const cells = (f: VolunteerFigures) => [f.registered, f.people, f.services, Number(hoursOf(f.minutes)), f.shifts, f.noShows];
  const bytes = await writeWorkbook([
    {
      name: word('按月', 'By month'),
      columns: [{ header: word('月份', 'Month'), width: 10 }, { header: heads[input.by], width: 28 }, ...columns],
      rows: table.cells.map((cell) => [cell.month, nameOf(cell.name), ...cells(cell)])
    },
    {
      name: word('合计', 'Sums'),
      columns: [{ header: heads[input.by], width: 28 }, ...columns],
      rows: [...table.sums.map((sum) => [nameOf(sum.name), ...cells(sum)]), [word('全部', 'All'), ...cells(table.total)]]
    }
  ]);
  return {
    name: `${word('志愿服务统计', 'volunteer-figures')}-${input.fromMonth}-${input.toMonth}.xlsx`,
    file: new Blob([bytes as BlobPart]),
    rows: table.cells.length
  };
}
