import type { Language } from '../../../contract/core/station.ts';
import { unnumberedCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { writeWorkbook, type SheetColumn } from '../documents/excel.ts';
import type { MonthRange } from './months.ts';

type Word = (chinese: string, english: string) => string;

/** The layout of an area's figures in a workbook. */
export interface FigureSheet<By extends string, F> {
  /** Entity of the audit row, such as `class-figures`. */
  entity: string;
  /** Name of the file, without months. */
  name(word: Word): string;
  /** Heading of the values of each dimension. */
  heads(word: Word): Record<By, string>;
  /** Width of the column of values, in characters. */
  width: number;
  columns(word: Word): SheetColumn[];
  cells(figures: F): (number | null)[];
}

/** Figures by month and in sums as a workbook. Records who took it. @throws StationError INVALID (order, too_long) */
export async function figureWorkbook<By extends string, F extends object>(
  context: Context,
  sheet: FigureSheet<By, F>,
  input: MonthRange & { by: By; language: Language },
  table: { cells: (F & { month: string; name: string })[]; sums: (F & { name: string })[]; total: F }
) {
  const { fromMonth, toMonth, by } = input;
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: sheet.entity, after: { fromMonth, toMonth, by } });
    return {};
  });
  const word: Word = (chinese, english) => (input.language === 'zh-CN' ? chinese : english);
  const nameOf = (name: string) => name || (by === 'all' ? word('全部', 'All') : word('（无）', '(none)'));
  const head = { header: sheet.heads(word)[by], width: sheet.width };
  const columns = sheet.columns(word);
  const bytes = await writeWorkbook([
    {
      name: word('按月', 'By month'),
      columns: [{ header: word('月份', 'Month'), width: 10 }, head, ...columns],
      rows: table.cells.map((cell) => [cell.month, nameOf(cell.name), ...sheet.cells(cell)])
    },
    {
      name: word('合计', 'Sums'),
      columns: [head, ...columns],
      rows: [...table.sums.map((sum) => [nameOf(sum.name), ...sheet.cells(sum)]), [word('全部', 'All'), ...sheet.cells(table.total)]]
    }
  ]);
  return {
    name: `${sheet.name(word)}-${fromMonth}-${toMonth}.xlsx`,
    file: new Blob([bytes as BlobPart]),
    rows: table.cells.length
  };
}
