import { keyset, numberKey } from '../../db/keyset.ts';
import { contains } from '../../db/contains.ts';
import type { RankingRow, Theme, WishRow } from '../../../contract/training/wishes.ts';
import type { Language } from '../../../contract/core/station.ts';
import { addDays, dateOf, startOfDate } from '../../../contract/core/time.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { cappedCount } from '../../db/paging.ts';
import type { Db } from '../../db/schema.ts';

import { maskPhone } from '../../../contract/people/people-rules.ts';
import { Places } from '../../people/people/import/places.ts';
import { writeWorkbook } from '../../core/documents/excel.ts';
import { subtreeIds } from '../../people/organisations/subtree.ts';
import { daysOf } from './write.ts';

function wishQuery(db: Db) {
  return db
    .selectFrom('wish')
    .innerJoin('person', 'person.id', 'wish.person_id')
    .leftJoin('organisation', 'organisation.id', 'wish.organisation_id')
    .leftJoin('course', 'course.id', 'wish.course_id')
    .leftJoin('wish_theme', 'wish_theme.id', 'wish.theme_id')
    .selectAll('wish')
    .select([
      'person.name',
      'person.mobile',
      'organisation.name as organisation_name',
      'course.title as course_title',
      'wish_theme.title as theme_title'
    ]);
}
type Joined = Awaited<ReturnType<ReturnType<typeof wishQuery>['execute']>>[number];

const toRow = (row: Joined): WishRow => ({
  id: row.id,
  person: { id: row.person_id, name: row.name, organisation: row.organisation_name ?? '' },
  course: row.course_id === null ? null : { id: row.course_id, title: row.course_title ?? '' },
  text: row.text,
  evenings: daysOf(row.evenings),
  theme: row.theme_id === null ? null : { id: row.theme_id, title: row.theme_title ?? '' },
  classId: row.class_id,
  at: row.at,
  by: row.by
});

export interface WishFilter {
  themeId?: number | undefined;
  courseId?: number | undefined;
  loose?: boolean | undefined;
  personId?: number | undefined;
  organisationId?: number | undefined;
  text?: string | undefined;
}

/** A page of wishes, newest first. @throws StationError INVALID for a cursor that is none */
export async function listWishes(db: Db, input: WishFilter & { after?: string | undefined; limit: number }) {
  let query = wishQuery(db);
  if (input.themeId !== undefined) query = query.where('wish.theme_id', '=', input.themeId);
  if (input.courseId !== undefined) query = query.where('wish.course_id', '=', input.courseId);
  if (input.loose === true) query = query.where('wish.theme_id', 'is', null);
  if (input.personId !== undefined) query = query.where('wish.person_id', '=', input.personId);
  if (input.organisationId !== undefined)
    query = query.where('wish.organisation_id', 'in', [0, ...(await subtreeIds(db, [input.organisationId]))]);
  const text = input.text?.trim() ?? '';
  if (text !== '') query = query.where(contains(['wish.text', 'course.title', 'person.name'], text));
  const { rows: shown, next } = await keyset(query, input, 'desc', [
    numberKey('wish.at', (row) => row.at),
    numberKey('wish.id', (row) => row.id)
  ]);
  return {
    rows: shown.map(toRow),
    next,
    total: input.after === undefined ? await cappedCount(db, query.clearSelect().select('wish.id')) : null
  };
}

export interface RankingInput {
  organisationId?: number | undefined;
  weekday?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  served: boolean;
}

/**
 * What is wished most, by number of different people, then of those for whom no class was made yet. Wishes in a theme
 * count together, those outside under their course, the rest under their own words.
 */
export async function rankWishes(db: Db, input: RankingInput): Promise<{ rows: RankingRow[]; people: number; wishes: number }> {
  let query = wishQuery(db);
  if (input.organisationId !== undefined)
    query = query.where('wish.organisation_id', 'in', [0, ...(await subtreeIds(db, [input.organisationId]))]);
  if (input.from !== undefined) query = query.where('wish.at', '>=', startOfDate(input.from));
  if (input.to !== undefined) query = query.where('wish.at', '<', startOfDate(addDays(input.to, 1)));
  const all = (await query.orderBy('wish.id').execute()).filter(
    (row) => input.weekday === undefined || daysOf(row.evenings).includes(input.weekday)
  );
  const groups = new Map<string, Joined[]>();
  for (const row of all) {
    const key = row.theme_id !== null ? `t${row.theme_id}` : row.course_id !== null ? `c${row.course_id}` : `w${row.text_key}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const rows = [...groups.values()].map(toRanking).filter((row) => input.served || row.unserved > 0);
  rows.sort((a, b) => b.people - a.people || b.unserved - a.unserved || (a.title < b.title ? -1 : 1));
  return { rows, people: new Set(all.map((row) => row.person_id)).size, wishes: all.length };
}

function toRanking(wishes: Joined[]): RankingRow {
  const [first] = wishes as [Joined, ...Joined[]];
  const people = (list: Joined[]) => new Set(list.map((row) => row.person_id)).size;
  const organisations = new Map<number, Joined[]>();
  for (const row of wishes) organisations.set(row.organisation_id ?? 0, [...(organisations.get(row.organisation_id ?? 0) ?? []), row]);
  return {
    themeId: first.theme_id,
    courseId: first.theme_id === null ? first.course_id : null,
    title: first.theme_title ?? first.course_title ?? first.text,
    people: people(wishes),
    unserved: people(wishes.filter((row) => row.class_id === null)),
    organisations: [...organisations]
      .map(([id, list]) => ({ id: id === 0 ? null : id, name: list[0]?.organisation_name ?? '', people: people(list) }))
      .sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1)),
    evenings: [1, 2, 3, 4, 5, 6, 7].map((day) => people(wishes.filter((row) => daysOf(row.evenings).includes(day))))
  };
}

export async function listThemes(db: Db, archived: boolean): Promise<Theme[]> {
  let query = db
    .selectFrom('wish_theme')
    .leftJoin('course', 'course.id', 'wish_theme.course_id')
    .selectAll('wish_theme')
    .select('course.title as course_title')
    .select((eb) =>
      eb
        .selectFrom('wish')
        .select((one) => one.fn.countAll<number>().as('n'))
        .whereRef('wish.theme_id', '=', 'wish_theme.id')
        .as('wishes')
    )
    .orderBy('wish_theme.title');
  if (!archived) query = query.where('wish_theme.archived_at', 'is', null);
  return (await query.execute()).map((row) => ({
    id: row.id,
    title: row.title,
    course: row.course_id === null ? null : { id: row.course_id, title: row.course_title ?? '' },
    wishes: Number(row.wishes ?? 0),
    archived: row.archived_at !== null,
    version: row.version
  }));
}

const MOST = 20_000;

/** The ranking and the wishes behind it as a workbook. */
export async function exportWishes(context: Context, language: Language) {
  await unnumberedCommand(context, async (cmd) => {
    cmd.audit({ entity: 'wish' });
    return {};
  });
  const { db, clock } = context.station;
  const zh = language === 'zh-CN';
  const word = (a: string, b: string) => (zh ? a : b);
  const weekdays = zh ? ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] : ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const ranking = await rankWishes(db, { served: true });
  const places = await Places.load(db, false);
  const wishes = await wishQuery(db).orderBy('wish.at', 'desc').limit(MOST).execute();
  const bytes = await writeWorkbook([
    {
      name: word('意愿排行', 'Ranking'),
      columns: [
        { header: word('想学', 'Wish'), width: 26 },
        { header: word('人数', 'People'), width: 8, type: 'number' },
        { header: word('未开班人数', 'Unserved'), width: 12, type: 'number' },
        ...weekdays.map((header) => ({ header, width: 6, type: 'number' as const })),
        { header: word('单位', 'Organisations'), width: 50 }
      ],
      rows: ranking.rows.map((row) => [
        row.title,
        row.people,
        row.unserved,
        ...row.evenings,
        row.organisations.map((one) => `${one.name || '–'} ${one.people}`).join('; ')
      ])
    },
    {
      name: word('意愿明细', 'Wishes'),
      columns: [
        { header: word('姓名', 'Name') },
        { header: word('手机', 'Mobile'), width: 14 },
        { header: word('单位', 'Organisation'), width: 36 },
        { header: word('想学', 'Wish'), width: 26 },
        { header: word('主题', 'Theme'), width: 20 },
        { header: word('希望时间', 'Evenings'), width: 20 },
        { header: word('登记日期', 'Recorded'), width: 12 }
      ],
      rows: wishes.map((row) => [
        row.name,
        maskPhone(row.mobile ?? ''),
        row.organisation_id === null ? '' : places.cellOf(row.organisation_id),
        row.course_title ?? row.text,
        row.theme_title ?? '',
        daysOf(row.evenings)
          .map((day) => weekdays[day - 1])
          .join('、'),
        dateOf(row.at)
      ])
    }
  ]);
  return { name: `${word('学习意愿', 'wishes')}-${dateOf(clock.now())}.xlsx`, file: new Blob([bytes as BlobPart]), rows: wishes.length };
}
