import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, requiredLine, settling, version } from '../core/base.ts';
import { bookedPerson } from './bookings.ts';
import { classFields } from './classes.ts';
import { may } from './errors.ts';
import { rosterMapping } from '../people/people-import.ts';
import { language } from '../core/station.ts';

const procedure = settling([]);

/** Columns of a survey besides those of a roster, with the words they go by. */
export const WISH_FIELDS = ['wish', 'evenings'] as const;
export type WishField = (typeof WISH_FIELDS)[number];
const WISH_HEADERS: Record<WishField, string[]> = {
  wish: [
    '想学',
    '想学什么',
    '想学课程',
    '想学的课程',
    '学习意愿',
    '意愿',
    '意愿课程',
    '点菜',
    '课程',
    '培训需求',
    '需求',
    'wish',
    'wishes',
    'course',
    'wantstolearn'
  ],
  evenings: ['希望时间', '时间', '晚上', '可参加时间', '方便时间', '空闲时间', 'evenings', 'evening', 'time', 'days']
};

/** Which of a survey's own fields a column header names; null if it is none of them. */
export function wishFieldOfHeader(header: string): WishField | null {
  const key = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（(].*?[)）]/g, '')
    .replace(/[\s*_:：.-]/g, '');
  return WISH_FIELDS.find((field) => WISH_HEADERS[field].includes(key)) ?? null;
}

/** What tells a wish's words from others: without case, blanks and punctuation. */
export const wishKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const WEEKDAY_WORDS: readonly [RegExp, number[]][] = [
  [/每天|天天|都可以|都行|any|every ?day/i, [1, 2, 3, 4, 5, 6, 7]],
  [/工作日|平时|weekdays?/i, [1, 2, 3, 4, 5]],
  [/周末|双休|weekends?/i, [6, 7]],
  [/一|mon/i, [1]],
  [/二|tue/i, [2]],
  [/三|wed/i, [3]],
  [/四|thu/i, [4]],
  [/五|fri/i, [5]],
  [/六|sat/i, [6]],
  [/日|天|sun/i, [7]]
];

/** Weekdays (1 Monday … 7 Sunday) that a cell names, such as 周二、周四 or 周末 or 2,4; empty if it names none. */
export function readEvenings(text: string): number[] {
  const found = new Set<number>();
  let rest = text.normalize('NFKC');
  for (const [word, days] of WEEKDAY_WORDS) {
    if (!word.test(rest)) continue;
    for (const day of days) found.add(day);
    if (days.length > 1) rest = rest.replace(word, '');
  }
  for (const digit of rest.match(/[1-7]/g) ?? []) found.add(Number(digit));
  return [...found].sort();
}

/** The single wishes of a cell: 咖啡、面点 are two. */
export const splitWishes = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[,;/、，；\n]|以及|和(?=\p{L})/u)
    .map((part) => part.trim())
    .filter((part) => wishKey(part) !== '');

/** Preferred evenings: weekdays 1 Monday … 7 Sunday. */
const evenings = z.array(z.number().int().min(1).max(7)).max(7).default([]);

export const wishRow = z.object({
  id,
  person: z.object({ id, name: z.string(), organisation: z.string() }),
  /** A course of the catalogue, or what the person said. */
  course: z.object({ id, title: z.string() }).nullable(),
  text: z.string(),
  evenings: z.array(z.number().int()),
  theme: z.object({ id, title: z.string() }).nullable(),
  /** A class that was made for it. */
  classId: id.nullable(),
  at: instant,
  by: z.string()
});
export type WishRow = z.infer<typeof wishRow>;

/** A theme (or a wished course without one) in the ranking. */
export const rankingRow = z.object({
  themeId: id.nullable(),
  courseId: id.nullable(),
  title: z.string(),
  /** Different people, and those of them for whom no class was made yet. */
  people: z.number().int(),
  unserved: z.number().int(),
  organisations: z.array(z.object({ id: id.nullable(), name: z.string(), people: z.number().int() })),
  /** People per weekday 1–7. */
  evenings: z.array(z.number().int()).length(7)
});
export type RankingRow = z.infer<typeof rankingRow>;

export const theme = z.object({
  id,
  title: z.string(),
  course: z.object({ id, title: z.string() }).nullable(),
  wishes: z.number().int(),
  archived: z.boolean(),
  version
});
export type Theme = z.infer<typeof theme>;

/** A row of an imported survey that has a problem, or what will happen to it. */
export const wishProblem = z.object({
  row: z.number().int(),
  code: z.enum([
    'name_missing',
    'wish_missing',
    'wish_long',
    'document_invalid',
    'number_cut',
    'mobile_invalid',
    'evening_unknown',
    'several_known',
    'organisation_unknown',
    'duplicate_in_file',
    'known_wish',
    'person_made',
    'course_found'
  ]),
  severity: z.enum(['error', 'note']),
  value: z.string()
});
const survey = {
  file: z.instanceof(Blob),
  mapping: z.record(z.string(), z.number().int().min(0).max(199)).optional(),
  onlyGoodRows: z.boolean().default(false)
};

const read = { permission: 'wishes.read', read: true } as const;
const write = { permission: 'wishes.write' } as const;
const plan = { permission: 'classes.plan' } as const;

/** What workers want to learn. Topic: `wishes`. */
export const wishes = {
  list: procedure
    .meta(read)
    .input(
      z.object({
        ...pageInput,
        themeId: id.optional(),
        courseId: id.optional(),
        /** In no theme yet. */ loose: z.boolean().optional(),
        personId: id.optional(),
        organisationId: id.optional(),
        text: line(60).optional()
      })
    )
    .output(pageOf(wishRow)),
  /** Records what somebody wants to learn; the same wish twice is one. */
  record: procedure
    .meta(write)
    .input(commandInput({ person: bookedPerson, courseId: id.nullable().default(null), text: line(120).default(''), evenings }))
    .output(z.object({ id, personId: id, known: z.boolean() }))
    .errors(may('NOT_FOUND', 'DUPLICATE_PERSON')),
  remove: procedure.meta(write).input(commandInput({ id })).output(z.object({})).errors(may('NOT_FOUND')),
  /** By number of people, then organisation and evening; wishes in no theme count under their course or their words. */
  ranking: procedure
    .meta(read)
    .input(
      z.object({
        organisationId: id.optional(),
        weekday: z.number().int().min(1).max(7).optional(),
        from: date.optional(),
        to: date.optional(),
        served: z.boolean().default(false)
      })
    )
    .output(z.object({ rows: z.array(rankingRow), people: z.number().int(), wishes: z.number().int() })),
  /** The ranking as .xlsx with the wishes behind it. Recorded in the audit. */
  export: procedure
    .meta({ permission: 'wishes.read' })
    .input(z.object({ language }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() })),
  themes: {
    list: procedure
      .meta(read)
      .input(z.object({ archived: z.boolean().default(false) }))
      .output(z.array(theme)),
    create: procedure
      .meta(plan)
      .input(commandInput({ title: requiredLine(60), courseId: id.nullable().default(null) }))
      .output(z.object({ id }))
      .errors(may('NAME_TAKEN', 'NOT_FOUND')),
    update: procedure
      .meta(plan)
      .input(commandInput({ id, version, title: requiredLine(60), courseId: id.nullable(), archived: z.boolean() }))
      .output(z.object({ version }))
      .errors(may('NOT_FOUND', 'STALE', 'NAME_TAKEN')),
    /** Puts wishes into a theme, or (null) back out of it. */
    assign: procedure
      .meta(plan)
      .input(commandInput({ wishIds: z.array(id).min(1).max(1000), themeId: id.nullable() }))
      .output(z.object({ assigned: z.number().int() }))
      .errors(may('NOT_FOUND')),
    /** Makes one theme of two: all wishes of `from` go over, and `from` is archived. */
    merge: procedure
      .meta(plan)
      .input(commandInput({ fromId: id, intoId: id }))
      .output(z.object({ moved: z.number().int() }))
      .errors(may('NOT_FOUND'))
  },
  /** Makes a draft class of a theme (or a wished course) and puts everybody who wished it on the list of calls. */
  makeClass: procedure
    .meta(plan)
    .input(commandInput({ themeId: id.nullable().default(null), wishedCourseId: id.nullable().default(null), ...classFields }))
    .output(z.object({ id, code: z.string(), invited: z.number().int() }))
    .errors(may('NOT_FOUND')),
  import: {
    /** What a survey sheet would bring: columns 姓名, 手机, 身份证号, 单位, 想学, 希望时间 or chosen by `mapping` (roster fields, `wish`, `evenings`). Writes nothing. */
    preview: procedure
      .meta({ permission: 'people.import', read: true })
      .input(z.object(survey))
      .output(
        z.object({
          columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
          mapping: rosterMapping.and(z.record(z.string(), z.number().int())),
          rows: z.number().int(),
          counts: z.object({ new: z.number().int(), known: z.number().int(), people: z.number().int(), bad: z.number().int() }),
          problems: z.array(wishProblem)
        })
      )
      .errors(may('TOO_LARGE', 'FILE_UNREADABLE', 'CANCELLED')),
    /** Writes it, all or nothing unless only good rows are wanted; the same file twice changes nothing. */
    apply: procedure
      .meta({ permission: 'people.import' })
      .input(commandInput(survey))
      .output(z.object({ created: z.number().int(), known: z.number().int(), people: z.number().int(), left: z.number().int() }))
      .errors(may('TOO_LARGE', 'FILE_UNREADABLE', 'CANCELLED', 'IMPORT_HAS_PROBLEMS'))
  }
};
