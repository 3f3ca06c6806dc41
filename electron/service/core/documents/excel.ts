import { printable } from '../../../contract/core/base.ts';
import { fitsUnpacked } from '../files/files.ts';

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
/** Text for a cell: printable, no formula, and not too long. */
const cellOf = (value: string): string => neutralise(printable(value)).slice(0, MAX_CELL);

/** Keeps a spreadsheet program from taking text for a formula (OWASP: CSV injection). */
export function neutralise(value: string): string {
  return /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
}

/** Sheet names have at most 31 characters, without `[]:*?/\`. */
const sheetName = (name: string) =>
  printable(name)
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, 31) || 'Sheet1';

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
        freezePane: { rows: head },
        pageSetup: { paperSize: 9 as never, orientation: 'landscape' as const, fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
      };
    })
  });
}

/** The first sheet of an .xlsx file as rows of plain values. @throws Error when it is not an .xlsx, or too large unpacked */
export async function readFirstSheet(bytes: Uint8Array): Promise<(string | number | boolean | Date | null)[][]> {
  if (!(await fitsUnpacked(bytes))) throw new Error('the workbook is too large unpacked');
  const { readXlsx } = await library();
  const book = await readXlsx(bytes);
  return (book.sheets[0]?.rows ?? []) as (string | number | boolean | Date | null)[][];
}
