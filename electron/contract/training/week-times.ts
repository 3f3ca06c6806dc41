import { cleanCell } from '../core/cell-text.ts';

/**
 * Times of the week as people write them into a survey: 周二、周四晚上, 周一至周五, 周三 19:00-21:00, Mon and Wed. What is kept of
 * them are evenings, by weekday. A text is understood whole or not at all: 周三下午 is no evening, and 周三没空 is no Wednesday.
 */
export interface WeekTimes {
  /** Weekdays, 1 Monday … 7 Sunday, in order; empty where nothing is understood. */
  days: number[];
  /** Whether every word of the text was understood; an empty text says nothing and is. */
  understood: boolean;
}

const NAMES = ['一', '二', '三', '四', '五', '六', '日'] as const;
const DIGITS = '一二三四五六日天';
const dayOf = (mark: string): number => (/[1-7]/.test(mark) ? Number(mark) : Math.min(DIGITS.indexOf(mark) + 1, 7));
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The canonical words for weekdays: 周一、周三. */
export const writeWeekdays = (days: readonly number[]): string => days.map((day) => `周${NAMES[day - 1] ?? ''}`).join('、');

/** Who says when they cannot come says nothing that can be kept. */
const REFUSES = /没|不(?!限|论|管)|除|别|勿|加班|上班|无(?!所谓)|non?\b|not|n't|except|never|without|but/;

const TO = '(?:-|–|—|~|至|到|to|through|until)';
/** A day with its prefix, perhaps several marks after one prefix (周一三五), or an English name. */
const DAYS = new RegExp(
  String.raw`(?:每个?)?(?:周|星期|礼拜)([${DIGITS}1-7]+)(?![${DIGITS}\d])|(mon|tue|wed|thu|fri|sat|sun)(?:days?|s|sday|sdays|nesdays?|rsdays?|rs|urdays?)?\b`,
  'y'
);
/** After a day the prefix may be left out: 周一、三、五 and 周一至五. */
const BARE = new RegExp(String.raw`([${DIGITS}1-7])(?![\d:点时个月号${DIGITS}])`, 'y');
const RANGE = new RegExp(String.raw`\s*${TO}\s*`, 'y');
const LIST = /\s*(?:、|,|，|\/|;|；|和|或者?|及|与|\band\b|\bor\b|&|\+|\s)\s*/y;
const EVERY =
  /每天|天天|每日|每晚|都可以|都可|都行|都有空|都有时间|都方便|均可|随时|任意时间|任意|任何时间|无所谓|不限|全周|any ?(?:day|time|evening)?s?\b|every ?(?:day|evening)s?\b|daily\b|all (?:days|week)\b/y;
const WORKDAYS = /工作日|平时|平日|周中|weekdays?\b/y;
const WEEKEND = /周末|双休日?|休息日|weekends?\b/y;
const EVENING = /晚上|晚间|夜间|夜晚|傍晚|下班(?:以后|之后|后)|全天|整天|晚|(?:in the )?(?:evenings?|nights?)\b|after work\b|all day\b/y;
/** Words that change nothing. */
const FILLER =
  /[\s、,，;；。.:：()（）!！/]+|的|都|可以?|方便|有空|有时间|时间|期间|就行|即可|or\b|and\b|on\b|at\b|from\b|is fine\b|fine\b|ok\b/y;
const CLOCK = String.raw`(\d{1,2})(?:[:：](\d{2})|[点时](半|\d{1,2}分?)?)?\s*(pm|p\.m\.)?`;
const CLOCKS = new RegExp(String.raw`(晚上?|夜里?)?${CLOCK}(?:\s*${TO}\s*(?:晚上?)?${CLOCK})?\s*(?:以后|之后|后|左右|开始|起)?`, 'y');
/** Evenings begin here, as in the opening hours of the courses. */
const EVENING_FROM = 17;

/** Reads when somebody can come. */
export function readWeekTimes(text: string): WeekTimes {
  const plain = cleanCell(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (plain === '') return { days: [], understood: true };
  if (REFUSES.test(plain)) return { days: [], understood: false };
  const days = /^[1-7一二三四五六日天]([\s,，、/;；-]*[1-7一二三四五六日天])*$/.test(plain) ? readMarks(plain) : readWords(plain);
  return days === null || days.size === 0 ? { days: [], understood: false } : { days: [...days].sort(), understood: true };
}

function between(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = from; ; day = (day % 7) + 1) {
    days.push(day);
    if (day === to) return days;
  }
}

/** Nothing but marks of days: 2,4 or 二、四 or 1-5. */
function readMarks(plain: string): Set<number> | null {
  const range = /^([1-7一二三四五六日天])\s*-\s*([1-7一二三四五六日天])$/.exec(plain);
  if (range) return new Set(between(dayOf(range[1] as string), dayOf(range[2] as string)));
  if (plain.includes('-')) return null;
  return new Set([...plain].filter((mark) => DIGITS.includes(mark) || /[1-7]/.test(mark)).map(dayOf));
}

/** The days of a text in words; null as soon as something in it is not understood. */
function readWords(plain: string): Set<number> | null {
  const days = new Set<number>();
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(plain);
    if (found === null || found[0] === '') return null;
    at += found[0].length;
    return found;
  };
  const dayHere = (bare: boolean): number[] | null => {
    const found = take(DAYS);
    if (found) return found[1] === undefined ? [ENGLISH.indexOf(found[2] as string) + 1] : [...found[1]].map(dayOf);
    const mark = bare ? take(BARE) : null;
    return mark ? [dayOf(mark[1] as string)] : null;
  };
  while (at < plain.length) {
    const first = dayHere(false);
    if (first !== null) {
      at = readList(
        first,
        days,
        dayHere,
        take,
        () => at,
        (back) => (at = back)
      );
      continue;
    }
    if (take(EVERY)) between(1, 7).forEach((day) => days.add(day));
    else if (take(WORKDAYS)) between(1, 5).forEach((day) => days.add(day));
    else if (take(WEEKEND)) between(6, 7).forEach((day) => days.add(day));
    else {
      const clocks = take(CLOCKS);
      if (clocks !== null ? !isEvening(clocks) : take(EVENING) === null && take(FILLER) === null) return null;
    }
  }
  return days;
}

/** Reads on after a day: 至 another day, or further days of a list whose prefix is left out. Returns where it ended. */
function readList(
  first: number[],
  days: Set<number>,
  dayHere: (bare: boolean) => number[] | null,
  take: (pattern: RegExp) => RegExpExecArray | null,
  where: () => number,
  backTo: (at: number) => void
): number {
  let last = first;
  last.forEach((day) => days.add(day));
  for (;;) {
    const before = where();
    if (take(RANGE)) {
      const end = dayHere(true);
      if (end !== null) {
        between(last.at(-1) as number, end[0] as number).forEach((day) => days.add(day));
        end.forEach((day) => days.add(day));
        last = end;
        continue;
      }
    } else if (take(LIST)) {
      const next = dayHere(true);
      if (next !== null) {
        next.forEach((day) => days.add(day));
        last = next;
        continue;
      }
    }
    backTo(before);
    return before;
  }
}

/** Whether a time or span of times lies in the evening; a small number alone could be the morning. */
function isEvening(found: RegExpExecArray): boolean {
  const [, evening, hour, minutes, points, afternoon, , , , endAfternoon] = found;
  // A number alone is no time.
  if (
    minutes === undefined &&
    points === undefined &&
    afternoon === undefined &&
    evening === undefined &&
    !/[点时]/.test(found[0]) &&
    !found[0].includes('-')
  )
    return false;
  const given = Number(hour);
  const late = evening !== undefined || afternoon !== undefined || endAfternoon !== undefined;
  const from = late && given < 12 ? given + 12 : given;
  return from >= EVENING_FROM && from < 24;
}
