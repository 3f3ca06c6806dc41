import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, requiredLine, settling, version } from '../core/base.ts';
import { bookedPerson } from './bookings.ts';
import { classFields } from './classes.ts';
import { may } from './errors.ts';
import { cleanCell, isNothing } from '../core/cell-text.ts';
import { rosterMapping, rosterOpened } from '../people/people-import.ts';
import { fieldOfHeader, headerKey } from '../people/roster-headers.ts';
import { readWeekTimes } from './week-times.ts';
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
    '想学哪些课程',
    '想学什么课程',
    '想学什么技能',
    '想学的技能',
    '想参加的课程',
    '想参加的培训',
    '希望学习的课程',
    '希望学习的内容',
    '希望学什么',
    '希望参加的培训',
    '感兴趣的课程',
    '意向课程',
    '培训意愿',
    '学习需求',
    '课程',
    '课程名称',
    '培训需求',
    '需求',
    'wish',
    'wishes',
    'course',
    'wantstolearn'
  ],
  evenings: [
    '希望时间',
    '时间',
    '晚上',
    '上课时间',
    '希望的时间',
    '希望上课时间',
    '希望的上课时间',
    '可上课时间',
    '可参加时间',
    '可参加的时间',
    '方便时间',
    '方便的时间',
    '方便的晚上',
    '什么时间方便',
    '什么时候方便',
    '哪些晚上方便',
    '哪几天晚上有空',
    '什么时候有空',
    '空闲时间',
    '有空的时间',
    'evenings',
    'evening',
    'time',
    'times',
    'days'
  ]
};

/** Which of a survey's own fields a column header names; null if it is none of them. */
export function wishFieldOfHeader(header: string): WishField | null {
  const key = headerKey(header);
  return WISH_FIELDS.find((field) => WISH_HEADERS[field].includes(key)) ?? null;
}

/** Which field of a survey a column header names: its own, or one of a roster. */
export const surveyFieldOfHeader = (header: string): string | null => wishFieldOfHeader(header) ?? fieldOfHeader(header);

/** What tells a wish's words from others: without case, blanks and punctuation. */
export const wishKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Weekdays (1 Monday … 7 Sunday) of whose evenings a cell speaks, such as 周二、周四 or 周末 or 2,4; empty if it is not understood. */
export const readEvenings = (text: string): number[] => readWeekTimes(text).days;

const OPENING = '([{（【《“「';
const CLOSING = ')]}）】》”」';
const SEPARATES = /[,;、，；/\n]/;
/** A number before a wish in a list: 1、咖啡 2、面点. */
const NUMBERED = /(?:^|\s)(?:\d{1,2}[、.．)）](?!\d)|[①-⑳])\s*/gu;
/** Words between two wishes; a wish is hardly a single character. */
const JOINS = /以及|(?<=\p{L}{2})(?:和|与)(?=\p{L}{2})/u;

/** The single wishes of a cell: 咖啡、面点 are two. What stands in brackets belongs to the wish before: 咖啡（拉花、手冲） is one. */
export function splitWishes(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  const cell = cleanCell(text);
  if (isNothing(cell)) return [];
  for (const mark of cell.replace(NUMBERED, '；')) {
    if (OPENING.includes(mark)) depth += 1;
    else if (CLOSING.includes(mark)) depth = Math.max(0, depth - 1);
    if (depth === 0 && SEPARATES.test(mark.normalize('NFKC'))) {
      parts.push(part);
      part = '';
    } else part += mark;
  }
  parts.push(part);
  return parts
    .flatMap((one) => (/[([{（【《“「]/.test(one) ? [one] : one.split(JOINS)))
    .map((one) => one.normalize('NFKC').replace(/^[\s.。…]+|[\s.。…]+$/g, ''))
    .filter((one) => !isNothing(one) && wishKey(one) !== '');
}

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
    'course_found',
    'cell_fault',
    'field_ignored',
    'perhaps_known',
    'left_out'
  ]),
  severity: z.enum(['error', 'note']),
  value: z.string()
});
/** Which sheet and which row of headers (index from 0); left out: those the program finds. */
const layout = { sheet: z.number().int().min(0).max(9999).optional(), headerAt: z.number().int().min(0).max(9999).optional() };
const survey = {
  file: z.instanceof(Blob),
  ...layout,
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
    /** What is in a survey's file and which columns are what, as far as their headers say it. */
    open: procedure
      .meta({ permission: 'people.import', read: true })
      .input(z.object({ file: z.instanceof(Blob), ...layout }))
      .output(
        rosterOpened.extend({
          columns: z.array(z.object({ header: z.string(), field: z.string().nullable(), samples: z.array(z.string()) }))
        })
      )
      .errors(may('TOO_LARGE', 'FILE_UNREADABLE', 'CANCELLED')),
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
