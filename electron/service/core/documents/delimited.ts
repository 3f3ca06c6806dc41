/** Tables as text: comma, tab or semicolon between the cells, in any of the encodings that spreadsheet programs in China write. */

const UTF16_LE = [0xff, 0xfe];
const UTF16_BE = [0xfe, 0xff];
const begins = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);

/**
 * The text of a file: UTF-16 by its byte-order mark, UTF-8 with or without one, else GB 18030.
 * @returns null when it is none of these, or holds what no text holds
 */
export function decodeText(given: Uint8Array): string | null {
  // A decoder takes no shared memory.
  const bytes = new Uint8Array(given);
  const decode = (encoding: string) => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return null;
    }
  };
  if (begins(bytes, UTF16_LE)) return decode('utf-16le');
  if (begins(bytes, UTF16_BE)) return decode('utf-16be');
  const text = decode('utf-8') ?? decode('gb18030');
  return text === null || /[\0-\x08\x0e-\x1f]/.test(text.slice(0, 100_000)) ? null : text;
}

const DELIMITERS = [',', '\t', ';'] as const;
/** Lines from which the delimiter is guessed. */
const GUESS_LINES = 20;

/** What stands between the cells: `sep=;` says it, else what most lines have most often, outside quotes. */
function delimiterOf(text: string): { delimiter: string; from: number } {
  const said = /^sep=(.)\r?\n/i.exec(text);
  if (said) return { delimiter: said[1] as string, from: said[0].length };
  const counts = new Map<string, number>(DELIMITERS.map((one) => [one, 0]));
  let quoted = false;
  let lines = 0;
  for (let at = 0; at < text.length && lines < GUESS_LINES; at += 1) {
    const mark = text[at] as string;
    if (mark === '"') quoted = !quoted;
    else if (!quoted && mark === '\n') lines += 1;
    else if (!quoted && counts.has(mark)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  // Equally often: a tab is hardly ever part of a text.
  const order = ['\t', ',', ';'].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return { delimiter: order[0] as string, from: 0 };
}

export interface DelimitedLimits {
  /** Most rows read; a table with more is read no further. */
  rows: number;
  /** Cells of a row beyond these are passed over. */
  columns: number;
}

/** The rows of a table (RFC 4180; a quote in the middle of a cell is a quote, and one that is never closed ends with the text). */
export function parseDelimited(text: string, limits: DelimitedLimits): string[][] {
  const { delimiter, from } = delimiterOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = from;
  const put = (cell: string) => {
    if (row.length < limits.columns) row.push(cell);
  };
  while (at < text.length && rows.length < limits.rows) {
    let cell: string;
    if (text[at] === '"') {
      let closed = at + 1;
      let quoted = '';
      for (;;) {
        const next = text.indexOf('"', closed);
        if (next === -1) {
          quoted += text.slice(closed);
          closed = text.length;
          break;
        }
        quoted += text.slice(closed, next);
        if (text[next + 1] !== '"') {
          closed = next + 1;
          break;
        }
        quoted += '"';
        closed = next + 2;
      }
      cell = quoted;
      at = closed;
      // What follows a closing quote and is no delimiter belongs to the cell: people forget to double quotes.
      const end = endOfCell(text, at, delimiter);
      cell += text.slice(at, end);
      at = end;
    } else {
      const end = endOfCell(text, at, delimiter);
      cell = text.slice(at, end);
      at = end;
    }
    put(cell);
    if (text[at] === delimiter) {
      at += 1;
      // A delimiter that ends the text has an empty cell behind it.
      if (at === text.length) put('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function endOfCell(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length) {
    const mark = text[at];
    if (mark === delimiter || mark === '\n' || mark === '\r') break;
    at += 1;
  }
  return at;
}
