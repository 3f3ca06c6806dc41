import { read, set_cptable, SSF, type CellObject, type Range } from '@e965/xlsx';
import type { Cell, Table, TableBook } from './table-book.ts';
import { serialDate } from './serial-date.ts';

/** The only place that knows the library for .xls, the workbook before 2007. It is loaded with the first such file. */

// Workbooks of Excel 95 hold text in the code page of their time; the library brings no tables of them, the platform does.
const ENCODINGS: Record<number, string> = { 936: 'gb18030', 54936: 'gb18030', 950: 'big5', 1252: 'windows-1252', 65001: 'utf-8' };
set_cptable({
  utils: {
    hascp: (page: number) => page in ENCODINGS,
    decode: (page: number, bytes: Uint8Array | number[] | string) =>
      new TextDecoder(ENCODINGS[page] ?? 'windows-1252').decode(
        typeof bytes === 'string' ? Uint8Array.from(bytes, (char) => char.charCodeAt(0)) : Uint8Array.from(bytes)
      )
  }
});

/**
 * The tables of an .xls file.
 * @param limits most rows read of a table, and most cells of all
 * @throws Error when it is damaged, locked with a password, or has more cells
 */
export function readWorkbook97(bytes: Uint8Array, limits: { rows: number; cells: number }, only?: number): TableBook {
  const book = read(new Uint8Array(bytes), {
    type: 'array',
    dense: true,
    cellFormula: true,
    cellHTML: false,
    cellText: true,
    cellNF: true,
    bookVBA: false,
    sheetRows: limits.rows,
    ...(only === undefined ? {} : { sheets: only })
  });
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let cells = 0;
  const tables = book.SheetNames.map((name, at): Table => {
    const sheet = book.Sheets[name] as { '!data'?: (CellObject | undefined)[][]; '!merges'?: Range[] } | undefined;
    const rows: Cell[][] = [];
    for (const [row, line] of (sheet?.['!data'] ?? []).entries()) {
      const own: Cell[] = [];
      for (const [column, cell] of (line ?? []).entries()) own[column] = cell === undefined ? null : valueOf(cell, date1904);
      rows[row] = own;
      cells += own.length;
      if (cells > limits.cells) throw new Error('the workbook has too many cells');
    }
    for (let row = 0; row < rows.length; row += 1) rows[row] ??= [];
    return {
      name,
      hidden: (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0,
      rows,
      merges: (sheet?.['!merges'] ?? []).map(({ s, e }) => ({ startRow: s.r, endRow: e.r, startCol: s.c, endCol: e.c }))
    };
  });
  return { tables, date1904 };
}

function valueOf(cell: CellObject, date1904: boolean): Cell {
  switch (cell.t) {
    case 'e':
      return { fault: 'error', text: cell.w ?? '#N/A' };
    case 'n':
      return typeof cell.z === 'string' && SSF.is_date(cell.z) && typeof cell.v === 'number'
        ? serialDate(cell.v, date1904)
        : (cell.v as number);
    case 'b':
    case 's':
      return cell.v as string | boolean;
    default:
      return cell.f === undefined ? null : { fault: 'formula', text: '' };
  }
}
