import { printable } from '../../../../contract/core/base.ts';
import { cleanCell, isFault } from '../../../../contract/core/cell-text.ts';
import { IMPORT_MAX_ROWS, type RosterField } from '../../../../contract/people/people-import.ts';
import { fieldOfHeader } from '../../../../contract/people/roster-headers.ts';
import { StationError } from '../../../core/errors.ts';
import { isFaultCell, type Cell, type Merge, type Table } from '../../../core/documents/table-book.ts';
import { readTables } from '../../../core/documents/tables.ts';

export type { Cell };

/** Which sheet and which row of headers, as indexes from 0; what is left out the program finds. */
export interface Layout {
  sheet?: number | undefined;
  headerAt?: number | undefined;
}

/** A roster as it is in the file. */
export interface RosterSheet {
  /** All sheets of the file that hold anything, visible ones first. */
  sheets: { at: number; name: string; hidden: boolean; rows: number }[];
  sheet: number;
  date1904: boolean;
  headers: string[];
  /** Index of the header row; the spreadsheet calls it one more. */
  headerAt: number;
  /** Lines of the headers, 1 or 2. */
  headerRows: number;
  /** All rows of the sheet by index, those above and the header included. */
  rows: Cell[][];
  /** Indexes of the rows that hold anything below the headers. */
  filled: number[];
  /** For each column the rows that a merged cell above reaches, each with that cell's row. */
  merged: Map<number, Map<number, number>>;
}

/** A title and a blank line may stand above the headers. */
const HEADER_WITHIN = 20;
const MOST_COLUMNS = 200;
/** Rows that merged cells may reach, all together: no list has more, and a hostile file could say millions. */
const MOST_MERGED = 2_000_000;

const isFilled = (row: readonly Cell[] | undefined): boolean => row !== undefined && row.some((cell) => cellText(cell).trim() !== '');

/** How many different fields the cells of a row head; @param known which field a header names */
function knownHeaders(row: readonly Cell[], known: (header: string) => string | null): number {
  return new Set(row.slice(0, MOST_COLUMNS).flatMap((cell) => (typeof cell === 'string' ? (known(cell) ?? []) : []))).size;
}

/** The row that most likely holds the headers, and how many of its cells are known. */
function findHeaders(rows: readonly Cell[][], known: (header: string) => string | null): { at: number; score: number } {
  let best = { at: -1, score: 0 };
  for (let at = 0; at < Math.min(rows.length, HEADER_WITHIN); at += 1) {
    const score = knownHeaders(rows[at] ?? [], known);
    if (score > best.score) best = { at, score };
  }
  // No header of ours at all: the first filled row is taken for one, and the columns are chosen by hand.
  return best.at === -1 ? { at: Math.max(rows.findIndex(isFilled), 0), score: 0 } : best;
}

/**
 * A sheet of an .xlsx, .xls or delimited file. Unless a sheet is chosen it is the visible one with most known headers, or else the
 * first with anything in it.
 * @param known which field a column header names; null if it is none
 * @throws StationError FILE_UNREADABLE (no_workbook, empty, too_many_rows)
 */
export async function readRoster(
  bytes: Uint8Array,
  layout: Layout = {},
  known: (header: string) => string | null = fieldOfHeader
): Promise<RosterSheet> {
  let book;
  try {
    book = await readTables(bytes);
  } catch {
    throw new StationError('FILE_UNREADABLE', { reason: 'no_workbook' });
  }
  const tables = book.tables
    .map((table, at) => ({ table, at, rows: table.rows.filter(isFilled).length }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => Number(a.table.hidden) - Number(b.table.hidden) || a.at - b.at);
  const [first] = tables;
  if (first === undefined) throw new StationError('FILE_UNREADABLE', { reason: 'empty' });
  const chosen = tables.find(({ at }) => at === layout.sheet) ?? likeliest(tables, known) ?? first;
  const { rows } = chosen.table;
  const headerAt = layout.headerAt !== undefined && layout.headerAt < rows.length ? layout.headerAt : findHeaders(rows, known).at;
  const merged = mergedRows(chosen.table);
  const headerRows = headerLines(chosen.table, headerAt, known);
  const headers = headersOf(chosen.table, headerAt, headerRows, known);
  const filled: number[] = [];
  for (let at = headerAt + headerRows; at < rows.length; at += 1) if (isFilled(rows[at])) filled.push(at);
  if (filled.length > IMPORT_MAX_ROWS) throw new StationError('FILE_UNREADABLE', { reason: 'too_many_rows' });
  return {
    sheets: tables.map(({ table, at, rows: count }) => ({ at, name: table.name, hidden: table.hidden, rows: count })),
    sheet: chosen.at,
    date1904: book.date1904,
    headers,
    headerAt,
    headerRows,
    rows,
    filled,
    merged
  };
}

function likeliest<T extends { table: Table }>(tables: readonly T[], known: (header: string) => string | null): T | undefined {
  let best: { one: T; score: number } | undefined;
  for (const one of tables.filter(({ table }) => !table.hidden)) {
    const { score } = findHeaders(one.table.rows, known);
    if (score > 0 && (best === undefined || score > best.score)) best = { one, score };
  }
  return best?.one;
}

/** Which rows a cell that was merged over several rows stands for, by its column. */
function mergedRows(table: Table): Map<number, Map<number, number>> {
  const columns = new Map<number, Map<number, number>>();
  let left = MOST_MERGED;
  for (const { startRow, endRow, startCol } of table.merges) {
    const last = Math.min(endRow, table.rows.length - 1);
    if (startCol >= MOST_COLUMNS || last <= startRow) continue;
    const own = columns.get(startCol) ?? new Map<number, number>();
    columns.set(startCol, own);
    for (let row = startRow + 1; row <= last && left > 0; row += 1, left -= 1) if (!own.has(row)) own.set(row, startRow);
  }
  return columns;
}

const covers = (merge: Merge, row: number, column: number) =>
  merge.startRow <= row && merge.endRow >= row && merge.startCol <= column && merge.endCol >= column;

/** Whether headers stand in two lines: the second names fields of its own, and no cell of it looks like somebody's data. */
function headerLines(table: Table, at: number, known: (header: string) => string | null): number {
  const upper = table.rows[at] ?? [];
  const lower = table.rows[at + 1];
  if (lower === undefined) return 1;
  const texts = lower.slice(0, MOST_COLUMNS).map((cell) => cellText(cell).trim());
  if (lower.some((cell) => cell !== null && typeof cell !== 'string') || texts.some((text) => /\d{4,}/.test(text))) return 1;
  const said = texts.filter((text) => text !== '');
  if (said.length === 0) return 1;
  const named = texts.filter(
    (text, column) => text !== '' && headerOf(cellText(mergedHeader(table, at, column)).trim(), text, known) !== null
  ).length;
  const alone = texts.every(
    (text, column) => text === '' || known(text) !== null || cellText(upper[column]).trim() === '' || isTall(table, at, column)
  );
  return named > 0 &&
    named * 2 >= said.length &&
    (alone || table.merges.some((merge) => merge.startRow === at && merge.endCol > merge.startCol))
    ? 2
    : 1;
}

const isTall = (table: Table, row: number, column: number) =>
  table.merges.some((merge) => covers(merge, row, column) && merge.endRow > row);

/** A header over several columns heads each of them. */
function mergedHeader(table: Table, row: number, column: number): Cell | undefined {
  const merge = table.merges.find((one) => covers(one, row, column));
  return merge === undefined ? table.rows[row]?.[column] : table.rows[merge.startRow]?.[merge.startCol];
}

/** What two lines of a header mean together: 紧急联系人 over 电话 is another field than 电话. */
function headerOf(upper: string, lower: string, known: (header: string) => string | null): string | null {
  return known(`${upper}${lower}`) ?? known(lower) ?? (lower === '' ? known(upper) : null);
}

function headersOf(table: Table, at: number, lines: number, known: (header: string) => string | null): string[] {
  const columns = Math.min(MOST_COLUMNS, Math.max(table.rows[at]?.length ?? 0, lines === 2 ? (table.rows[at + 1]?.length ?? 0) : 0));
  return Array.from({ length: columns }, (_, column) => {
    if (lines === 1) return cellText(table.rows[at]?.[column]).trim();
    const upper = cellText(mergedHeader(table, at, column)).trim();
    const lower = cellText(table.rows[at + 1]?.[column]).trim();
    if (lower === '' || upper === lower) return upper;
    return upper === '' || known(`${upper}${lower}`) === null ? lower : `${upper}${lower}`;
  });
}

/** The cells of a row; in these columns a cell that was merged over several rows stands in each of them. */
export function cellsOf(sheet: RosterSheet, at: number, columns: readonly (number | undefined)[]): readonly Cell[] {
  const cells = sheet.rows[at] ?? [];
  let filled: Cell[] | null = null;
  for (const column of columns) {
    if (column === undefined || cellText(cells[column]).trim() !== '') continue;
    const above = sheet.merged.get(column)?.get(at);
    // What is merged with the headers is a header.
    if (above === undefined || above < sheet.headerAt + sheet.headerRows) continue;
    filled ??= [...cells];
    while (filled.length <= column) filled.push(null);
    filled[column] = sheet.rows[above]?.[column] ?? null;
  }
  return filled ?? cells;
}

/** A cell as text, cleaned; dates as `YYYY-MM-DD`, what a formula failed to say as it shows it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (isFaultCell(cell)) return cell.text;
  return cleanCell(printable(String(cell)));
}

/** What is wrong with a cell that a formula should have filled; null if nothing. */
export function faultOf(cell: Cell | undefined): 'error' | 'formula' | null {
  if (isFaultCell(cell)) return cell.fault;
  return typeof cell === 'string' && isFault(cell) ? 'error' : null;
}

/** Whether a number lost digits on its way: Excel keeps fifteen, and writes long ones as 3.30102E+17. */
export function isCutNumber(cell: Cell | undefined): boolean {
  if (typeof cell === 'number') return Math.abs(cell) >= 1e15;
  return typeof cell === 'string' && /^\s*'?\d(\.\d+)?e\+?\d+\s*$/i.test(cell);
}

/** The field that each column most likely is: by its header, the first one winning. */
export function guessMapping(headers: readonly string[]): (RosterField | null)[] {
  const used = new Set<RosterField>();
  return headers.map((header) => {
    const field = fieldOfHeader(header);
    if (field === null || used.has(field)) return null;
    used.add(field);
    return field;
  });
}
