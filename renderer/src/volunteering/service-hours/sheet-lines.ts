import { MAX_SERVICE_MS, serviceMinutes, serviceOn, sheetProblems, type HoursProblem } from '@contract/volunteering/service-hour-rules.ts';

/** A line of the paper sheet while it is typed in. */
export interface SheetEntry {
  volunteer: { id: number; name: string; note: string } | null;
  /** What stands in the name's field while nobody is chosen. */
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

/** Every line's times and role, those left empty carried down from the line above; the first from `first`. */
export function carried(entries: readonly SheetEntry[], first: Times): Times[] {
  let above = first;
  return entries.map((entry) => (above = { from: entry.from || above.from, to: entry.to || above.to, role: entry.role || above.role }));
}

/** The line below keeps what it had from above, if somebody stands in it: what is typed later changes its own line alone. */
function keepBelow(entries: readonly SheetEntry[], times: readonly Times[], line: number, what: readonly (keyof Times)[]): SheetEntry[] {
  return entries.map((entry, i) =>
    i !== line + 1 || entry.volunteer === null
      ? entry
      : { ...entry, ...Object.fromEntries(what.map((one) => [one, entry[one] || times[i]![one]])) }
  );
}

/** A line's time or role typed anew. @param times of the lines before it */
export const withOwn = (
  entries: readonly SheetEntry[],
  times: readonly Times[],
  line: number,
  of: keyof Times,
  value: string
): SheetEntry[] => keepBelow(entries, times, line, [of]).map((entry, i) => (i === line ? { ...entry, [of]: value } : entry));

/** Without a line; there is always one. */
export const without = (entries: readonly SheetEntry[], times: readonly Times[], line: number): SheetEntry[] =>
  entries.length === 1 ? [blankEntry()] : keepBelow(entries, times, line, ['from', 'to', 'role']).filter((_entry, i) => i !== line);

export interface SheetRowOut {
  volunteerId: number;
  from: string;
  to: string;
  role: string;
  remark: string;
}

/** The lines with somebody in them, as the service takes them, and which line of the grid each is. */
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

/** What is wrong with each row in itself and between rows, by the same rules as the service. */
export const problemsOf = (rows: readonly SheetRowOut[], date: string, now: number): (HoursProblem | null)[] =>
  sheetProblems(
    rows.map((row) => ({ personId: row.volunteerId, ...serviceOn(date, row.from, row.to) })),
    now
  );

/** Hours as they stand at the foot of a sheet, in minutes: 40, 40.5 or 40:30; null for nothing or something else. */
export function footMinutes(text: string): number | null {
  const typed = text.trim().replace('，', '.').replace('：', ':');
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(typed);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  return /^\d{1,5}([.,]\d{1,2})?$/.test(typed) ? Math.round(Number(typed.replace(',', '.')) * 60) : null;
}

/** Puts the people signed up to the shift first among those found for a name; keeps the order otherwise. */
export const bestFirst = <T extends { id: number }>(found: readonly T[], signed: ReadonlySet<number>): T[] => [
  ...found.filter((one) => signed.has(one.id)),
  ...found.filter((one) => !signed.has(one.id))
];

/** How many of those found have the name of one of them; 1 if nobody else can be meant: the only one of them who is signed up is. */
export function sameName(
  found: readonly { id: number; name: string }[],
  one: { id: number; name: string },
  signed: ReadonlySet<number>
): number {
  const same = found.filter((other) => other.name === one.name);
  const expected = same.filter((other) => signed.has(other.id));
  return expected.length === 1 && expected[0]!.id === one.id ? 1 : same.length;
}
