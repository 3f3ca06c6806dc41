import type { LeftOut, Measured, Result, Row } from './row.ts';

/** The result of a row that could not be measured. */
interface Failed {
  failed: string;
}

const rounded = (value: number) => Number(value.toPrecision(4));

/**
 * A line of the report. A void or failed row is not ok; a row skipped for a stated reason is.
 * @param more `allowance`: factor on the budget, above 1 on shared machines; `seconds`: duration of the measurement
 */
export function judgement(
  row: Pick<Row, 'id' | 'name' | 'unit' | 'budget'>,
  size: number,
  measured: Measured | LeftOut | Failed,
  { allowance = 1, seconds = 0 }: { allowance?: number; seconds?: number } = {}
): Result {
  const { id, name, unit, budget } = row;
  const nothing = { id, name, size, unit, ours: 0, floor: 0, ratio: 0, budget, self: 0, seconds: rounded(seconds) };
  if ('leftOut' in measured) return { ...nothing, ok: true, note: `left out: ${measured.leftOut}` };
  if ('failed' in measured) return { ...nothing, ok: false, note: `failed: ${measured.failed}` };
  const { ours, floor, ratio, self, isVoid } = measured;
  const note = isVoid ? `void: the floor against itself is ${self.toFixed(2)}` : measured.note;
  return {
    id,
    name,
    size,
    unit,
    ours: rounded(ours),
    floor: rounded(floor),
    ratio: rounded(ratio),
    budget,
    ok: !isVoid && ratio <= budget * allowance,
    self: rounded(self),
    seconds: rounded(seconds),
    ...(note === undefined ? {} : { note })
  };
}

/** Widths of the columns, fixed because a line is printed before the next is known; the name comes last. */
const WIDTHS = [1, 4, 9, 14, 14, 9, 7, 7];
const aligned = (cells: readonly string[]) =>
  cells
    .map((cell, at) => (at < 2 ? cell.padEnd(WIDTHS[at] as number) : cell.padStart(WIDTHS[at] ?? 0)))
    .join('  ')
    .trimEnd();

/** What stands above the lines of `resultLine`. */
export const headLine = (): string => aligned(['', 'row', 'bookings', 'ours', 'floor', 'ratio', 'budget', 'took', 'of what']);

/** A result as one line of text. */
export function resultLine({ ok, id, name, size, unit, ours, floor, ratio, budget, seconds, note }: Result): string {
  const figures = [`${ours} ${unit}`, `${floor} ${unit}`, ratio.toPrecision(3), `≤ ${budget}`, `${seconds.toFixed(0)} s`];
  return aligned([ok ? '✓' : '✗', id, size.toLocaleString('en'), ...figures, note === undefined ? name : `${name} (${note})`]);
}

const HEAD = ['', 'row', 'bookings', 'ours', 'floor', 'ratio', 'budget', 'floor/floor'];

/** The results as a table of text. */
export function table(results: readonly Result[]): string {
  const lines = results.map((result) => [
    result.ok ? '✓' : '✗',
    `${result.id} ${result.name}`,
    result.size.toLocaleString('en'),
    `${result.ours} ${result.unit}`,
    `${result.floor} ${result.unit}`,
    result.ratio.toFixed(2),
    `≤ ${result.budget}`,
    result.self.toFixed(2)
  ]);
  const widths = HEAD.map((head, column) => Math.max(head.length, ...lines.map((line) => (line[column] as string).length)));
  const print = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number)))
      .join('  ')
      .trimEnd();
  const notes = results.filter((result) => result.note !== undefined).map((result) => `  ${result.id}: ${result.note}`);
  return [print(HEAD), ...lines.map(print), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}
