import { MAX_SERVICE_MS, serviceMinutes, serviceOn, sheetProblems, type HoursProblem } from '@contract/volunteering/service-hour-rules.ts';

/** A line of the paper sheet in the form. */
export interface SheetEntry {
  volunteer: { id: number; name: string; note: string } | null;
  /** Text of the name field while nobody is chosen. */
  typed: string;
  /** Empty: as in the line above. */
  from: string;
  to: string;
  role: string;
  remark: string;
}
export const blankEntry = (): SheetEntry => ({ volunteer: null, typed: '', from: '', to: '', role: '', remark: '' });

export interface Times {
  from: string;
  to: string;
  role: string;
}

/** Times and role of every line; empty ones are carried down from the line above, for the first line from `first`. */
export function carried(entries: readonly SheetEntry[], first: Times): Times[] {
  let above = first;
  return entries.map((entry) => (above = { from: entry.from || above.from, to: entry.to || above.to, role: entry.role || above.role }));
}

/** Writes carried values into the line below if it has a volunteer, so that a later change only affects its own line. */
function keepBelow(entries: readonly SheetEntry[], times: readonly Times[], line: number, what: readonly (keyof Times)[]): SheetEntry[] {
  return entries.map((entry, i) =>
    i !== line + 1 || entry.volunteer === null
      ? entry
      : { ...entry, ...Object.fromEntries(what.map((one) => [one, entry[one] || times[i]![one]])) }
  );
}

/** Changes a line's own times or role. @param times carried times of all lines before the change */
export const withOwn = (
  entries: readonly SheetEntry[],
  times: readonly Times[],
  line: number,
  of: keyof Times,
  value: string
): SheetEntry[] => keepBelow(entries, times, line, [of]).map((entry, i) => (i === line ? { ...entry, [of]: value } : entry));

/** Removes a line; at least one always remains. */
export const without = (entries: readonly SheetEntry[], times: readonly Times[], line: number): SheetEntry[] =>
  entries.length === 1 ? [blankEntry()] : keepBelow(entries, times, line, ['from', 'to', 'role']).filter((_entry, i) => i !== line);

export interface SheetRowOut {
  volunteerId: number;
  from: string;
  to: string;
  role: string;
  remark: string;
}

/** The rows to send, of lines with a volunteer, and the grid line of each. */
export function rowsOf(entries: readonly SheetEntry[], first: Times): { rows: SheetRowOut[]; lines: number[] } {
  const times = carried(entries, first);
  const lines = entries.flatMap((entry, index) =>
    entry.volunteer === null || times[index]!.from === '' || times[index]!.to === '' ? [] : [index]
  );
  return {
    lines,
    rows: lines.map((index) => ({ volunteerId: entries[index]!.volunteer!.id, ...times[index]!, remark: entries[index]!.remark.trim() }))
  };
}

/** Minutes of a line; 0 while its times are not complete. */
export function minutesOf(date: string, times: Pick<Times, 'from' | 'to'>): number {
  if (date === '' || times.from === '' || times.to === '') return 0;
  const { from, to } = serviceOn(date, times.from, times.to);
  return to - from > MAX_SERVICE_MS ? 0 : serviceMinutes(from, to);
}

/** The problem of each row, by itself or with another row, by the rules of the service. @param now UTC ms */
export const problemsOf = (rows: readonly SheetRowOut[], date: string, now: number): (HoursProblem | null)[] =>
  sheetProblems(
    rows.map((row) => ({ personId: row.volunteerId, ...serviceOn(date, row.from, row.to) })),
    now
  );

/** Minutes of the hours at the foot of a sheet (40, 40.5 or 40:30); null for any other text. */
export function footMinutes(text: string): number | null {
  const typed = text.trim().replace('，', '.').replace('：', ':');
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(typed);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  return /^\d{1,5}([.,]\d{1,2})?$/.test(typed) ? Math.round(Number(typed.replace(',', '.')) * 60) : null;
}

/** Sorts volunteers signed up to the shift first and keeps the order otherwise. */
export const bestFirst = <T extends { id: number }>(found: readonly T[], signed: ReadonlySet<number>): T[] => [
  ...found.filter((one) => signed.has(one.id)),
  ...found.filter((one) => !signed.has(one.id))
];

/** The number of hits with the same name as one of them; 1 if it is the only one of these signed up, who is then meant. */
export function sameName(
  found: readonly { id: number; name: string }[],
  one: { id: number; name: string },
  signed: ReadonlySet<number>
): number {
  const same = found.filter((other) => other.name === one.name);
  const expected = same.filter((other) => signed.has(other.id));
  return expected.length === 1 && expected[0]!.id === one.id ? 1 : same.length;
}
