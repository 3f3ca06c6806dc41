import { isFault } from '../../../contract/core/cell-text.ts';
import { fitsUnpacked } from '../files/files.ts';
import { decodeText, parseDelimited } from './delimited.ts';
import { readWorkbook } from './excel.ts';
import type { Cell, TableBook } from './table-book.ts';

const ZIP = [0x50, 0x4b];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const begins = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);

/** Rows read of a table: as many as an old workbook can have. */
const MOST_ROWS = 65_536;
const MOST_COLUMNS = 256;
/** Most cells of all tables of a file; a workbook of 20 MB that people made has far fewer. */
const MOST_CELLS = 8_000_000;

/**
 * The tables of an .xlsx, .xls or delimited file, told apart by what is in it and not by its name.
 * @param only index of the one table whose cells are wanted; the others then come without rows
 * @throws Error when it is none of these, is damaged or locked, or is too large unpacked
 */
export async function readTables(bytes: Uint8Array, only?: number): Promise<TableBook> {
  if (begins(bytes, ZIP)) {
    if (!(await fitsUnpacked(bytes))) throw new Error('the workbook is too large unpacked');
    return readWorkbook(bytes, only);
  }
  if (begins(bytes, COMPOUND)) return (await import('./excel-97.ts')).readWorkbook97(bytes, { rows: MOST_ROWS, cells: MOST_CELLS }, only);
  return readDelimited(bytes);
}

function readDelimited(bytes: Uint8Array): TableBook {
  const text = decodeText(bytes);
  if (text === null) throw new Error('the file is neither a workbook nor a text');
  const rows: Cell[][] = parseDelimited(text, { rows: MOST_ROWS, columns: MOST_COLUMNS });
  // A single line is a sentence, not a table.
  if (rows.filter((row) => row.some((cell) => cell !== '')).length < 2) throw new Error('the text is no table');
  for (const row of rows)
    for (const [at, cell] of row.entries()) {
      if (cell === '') row[at] = null;
      else if (typeof cell === 'string' && isFault(cell)) row[at] = { fault: 'error', text: cell };
    }
  return { tables: [{ name: '', hidden: false, rows, merges: [] }], date1904: false };
}
