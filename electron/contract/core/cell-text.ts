/**
 * What stands in the cells of a spreadsheet, as text: how the station writes it and how it reads it back. Exports and imports
 * both go through this file, so that an exported workbook brought in again says exactly what it said.
 *
 * - A text that a spreadsheet program would take for a formula gets an apostrophe in front (OWASP: CSV injection), and so does
 *   a text that begins with one. Reading takes one apostrophe away: it is also what people type to keep a number whole.
 * - In a path of organisations (`park/enterprise/site`) a separator that belongs to a name has a backslash before it, and so
 *   has a backslash. A path that begins with a separator begins at the top of the tree.
 */

/** Characters that nobody sees: soft hyphen, zero-width, marks of writing direction, byte-order mark. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]/gu;
const BLANKS = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Full-width digits and letters; punctuation stays as it is, because Chinese text is written with it. */
const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;

/** Text that a spreadsheet program would take for a formula, or reading would take an apostrophe from, gets one in front. */
export function escapeCell(value: string): string {
  return /^[=+\-@\t\r']/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
}

/** A cell's text without what cannot be seen, trimmed, full-width digits and letters narrowed, one leading apostrophe gone. */
export function cleanCell(text: string): string {
  const seen = text
    .replace(INVISIBLE, '')
    .replace(BLANKS, ' ')
    .replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\r\n?/g, '\n')
    .trim();
  return seen.replace(/^'|^[‘’`](?=\d)/, '').trim();
}

/** Whether two texts are the same in a spreadsheet: what differs only in blanks or in what cannot be seen is no change. */
export const sameCell = (one: string, other: string): boolean => cleanCell(escapeCell(one)) === cleanCell(escapeCell(other));

/** Words and strokes people write into a cell that holds nothing. */
const NOTHING = /^(无|暂无|没有|未填|未知|不详|空|[-‐-―－—_~～]+|[/／\\、.。·…]+|n\s*\/?\s*a|nil|null|none)$/i;

/** Whether a cleaned text only says that there is nothing. */
export const isNothing = (text: string): boolean => text === '' || NOTHING.test(text);

/** What a formula shows that went wrong. */
const FAULT = /^#(n\/a|ref!|value!|name\?|div\/0!|null!|num!|spill!|calc!|field!|busy!|getting_data|数据|名称\?)/i;
export const isFault = (text: string): boolean => FAULT.test(text);

const SEPARATOR = /[/／>＞]/;

/** Names from the top down as one text. @param fromTop says so, where the end of the path alone would fit several */
export function joinPath(names: readonly string[], fromTop = false): string {
  return (fromTop ? '/' : '') + names.map((name) => name.replace(/[/／>＞\\]/g, (mark) => `\\${mark}`)).join('/');
}

/** A path as it was written: its names, each with the separator before it, and whether it begins at the top. */
export interface WrittenPath {
  names: string[];
  /** The separators between the names, as they stand in the text; one less than there are names. */
  between: string[];
  fromTop: boolean;
}

/** Takes a path apart at its separators; a mark after a backslash belongs to a name. Empty names are passed over. */
export function splitPath(text: string): WrittenPath {
  const path: WrittenPath = { names: [], between: [], fromTop: false };
  let name = '';
  let separator: string | null = null;
  const take = () => {
    const trimmed = name.trim();
    if (trimmed !== '') {
      if (path.names.length > 0) path.between.push(separator ?? '/');
      path.names.push(trimmed);
      separator = null;
    }
    name = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] as string;
    if (mark === '\\' && at + 1 < text.length) {
      name += text[at + 1];
      at += 1;
    } else if (SEPARATOR.test(mark)) {
      if (path.names.length === 0 && name.trim() === '') path.fromTop = true;
      take();
      separator = mark;
    } else name += mark;
  }
  take();
  return path;
}
