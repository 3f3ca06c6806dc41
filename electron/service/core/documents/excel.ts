import { printable } from '../../../contract/core/base.ts';
import { fitsUnpacked } from '../files/files.ts';

/**
 * The only place that knows the spreadsheet library; should it have to be replaced, this file is what changes. It is loaded
 * with the first workbook: a fifth of the service's code, and no start needs it.
 */
const library = () => import('hucre/xlsx');

export interface SheetColumn {
  header: string;
  /** Width in characters. */
  width?: number;
  /** 'text' keeps long digit strings (ID numbers, mobiles) whole; 'number' and 'text' only. */
  type?: 'text' | 'number';
}

export interface Sheet {
  name: string;
  columns: SheetColumn[];
  rows: (string | number | null)[][];
  /** Line above the header row. */
  title?: string;
}

/** Most characters a cell can hold; a workbook with more in one is refused as damaged. */
const MAX_CELL = 32_767;
/** Text as a cell holds it: what XML cannot say left out, no longer than a cell may be, and no formula. */
const cellOf = (value: string): string => neutralise(printable(value)).slice(0, MAX_CELL);

/** Text that a spreadsheet program would take for a formula is kept from being one (OWASP: CSV injection). */
export function neutralise(value: string): string {
  return /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
}

/** Sheet names may not be longer than 31 characters or hold `[]:*?/\`. */
const sheetName = (name: string) =>
  printable(name)
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, 31) || 'Sheet1';

/**
 * An .xlsx workbook: header row frozen and repeated on each printed page, A4 landscape.
 * @param modified what it says about its age, UTC ms; now unless given
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

/** The first sheet of an .xlsx file as rows of plain values. @throws Error when it is no .xlsx, or too large unpacked */
export async function readFirstSheet(bytes: Uint8Array): Promise<(string | number | boolean | Date | null)[][]> {
  if (!(await fitsUnpacked(bytes))) throw new Error('the workbook is too large unpacked');
  const { readXlsx } = await library();
  const book = await readXlsx(bytes);
  return (book.sheets[0]?.rows ?? []) as (string | number | boolean | Date | null)[][];
}
