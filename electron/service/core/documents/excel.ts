import { printable } from '../../../contract/core/base.ts';
import { escapeCell } from '../../../contract/core/cell-text.ts';
import { fitsUnpacked } from '../files/files.ts';
import type { Cell, TableBook } from './table-book.ts';

/**
 * The only file that knows the spreadsheet library. The library is loaded with the first workbook, because it is a fifth of the
 * service's code and a start does not need it.
 */
const library = () => import('hucre/xlsx');

export interface SheetColumn {
  header: string;
  /** Width in characters. */
  width?: number;
  /** 'text' keeps long digit strings (ID numbers, mobiles) whole. */
  type?: 'text' | 'number';
  /** Values that the cells below the header are offered. */
  choices?: readonly string[];
}

export interface Sheet {
  name: string;
  columns: SheetColumn[];
  rows: (string | number | null)[][];
  /** Line above the header row. */
  title?: string;
}

/** Most characters of a cell; spreadsheet programs reject a workbook with more as damaged. */
const MAX_CELL = 32_767;
/** Text as a cell holds it: what XML cannot say left out, no longer than a cell may be, and no formula. */
const cellOf = (value: string): string => escapeCell(printable(value)).slice(0, MAX_CELL);

/** Sheet names have at most 31 characters, without `[]:*?/\`. */
const sheetName = (name: string) =>
  printable(name)
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, 31) || 'Sheet1';

/** Rows below the headers that offer the choices of their column. */
const CHOICE_ROWS = 2000;
const letterOf = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letterOf(Math.floor(column / 26) - 1) + letterOf(column % 26);
const choiceOf = (values: readonly string[], column: number, head: number) => ({
  type: 'list' as const,
  values: [...values],
  allowBlank: true,
  // A hint, not a wall: other words are understood, too.
  showErrorMessage: false,
  range: `${letterOf(column)}${head + 1}:${letterOf(column)}${head + CHOICE_ROWS}`
});

/**
 * Makes an .xlsx workbook in A4 landscape; the header row is frozen and repeats on each printed page.
 * @param modified date of change in the file, UTC ms; default now
 */
export async function writeWorkbook(sheets: Sheet[], modified?: number): Promise<Uint8Array> {
  const { writeXlsx } = await library();
  return writeXlsx({
    ...(modified === undefined ? {} : { properties: { modified: new Date(modified) } }),
    sheets: sheets.map((sheet) => {
      const head = sheet.title === undefined ? 1 : 2;
      return {
        name: sheetName(sheet.name),
        columns: sheet.columns.map((column) => ({ width: column.width ?? 14, ...(column.type === 'number' ? {} : { numFmt: '@' }) })),
        rows: [
          ...(sheet.title === undefined ? [] : [[cellOf(sheet.title)]]),
          sheet.columns.map((column) => cellOf(column.header)),
          ...sheet.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cellOf(cell) : cell)))
        ],
        dataValidations: sheet.columns.flatMap((column, at) => (column.choices ? [choiceOf(column.choices, at, head)] : [])),
        freezePane: { rows: head },
        pageSetup: { paperSize: 9 as never, orientation: 'landscape' as const, fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
      };
    })
  });
}

/**
 * The sheets of an .xlsx file. The caller has made sure that it fits into memory unpacked.
 * @param only index of the one sheet whose cells are wanted; the others then come without rows
 * @throws Error when it is no .xlsx
 */
export async function readWorkbook(bytes: Uint8Array, only?: number): Promise<TableBook> {
  const { readXlsx } = await library();
  const names: { name: string; hidden: boolean }[] = [];
  const book = await readXlsx(bytes, {
    sheets: (info, at) => {
      names[at] = { name: info.name, hidden: info.hidden === true || info.veryHidden === true };
      return only === undefined || at === only;
    }
  });
  const tables = names.map(({ name, hidden }, at) => {
    const sheet = only === undefined ? book.sheets[at] : at === only ? book.sheets[0] : undefined;
    const rows = (sheet?.rows ?? []) as Cell[][];
    // What a formula shows that failed, or that no program has computed, is no text of the person's.
    for (const [key, cell] of sheet?.cells ?? []) {
      const [row, column] = key.split(',').map(Number) as [number, number];
      if (cell.type === 'error') put(rows, row, column, { fault: 'error', text: String(cell.value) });
      else if (cell.formula !== undefined && cell.value === null) put(rows, row, column, { fault: 'formula', text: '' });
    }
    return { name, hidden, rows, merges: sheet?.merges ?? [] };
  });
  return { tables, date1904: book.dateSystem === '1904' };
}

function put(rows: Cell[][], row: number, column: number, cell: Cell): void {
  const own = rows[row];
  if (own && column < own.length) own[column] = cell;
}

/** The first sheet of an .xlsx file as rows of plain values. @throws Error when it is no .xlsx, or too large unpacked */
export async function readFirstSheet(bytes: Uint8Array): Promise<(string | number | boolean | Date | null)[][]> {
  if (!(await fitsUnpacked(bytes))) throw new Error('the workbook is too large unpacked');
  const { readXlsx } = await library();
  const book = await readXlsx(bytes);
  return (book.sheets[0]?.rows ?? []) as (string | number | boolean | Date | null)[][];
}
