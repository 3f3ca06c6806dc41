import { trainersOfSessions } from './read.ts';
import type { HolderKind } from '../../schedule/allocation/holders.ts';

const namesOf = (people: readonly { name: string }[] | undefined) => (people ?? []).map((one) => one.name).join('、');

/** Class sessions as holders of allocations. */
export const sessionHolderKind: HolderKind = {
  async labels(db, ids) {
    const rows = await db
      .selectFrom('class_session')
      .innerJoin('class', 'class.id', 'class_session.class_id')
      .innerJoin('course', 'course.id', 'class.course_id')
      .select(['class_session.id', 'class.code', 'class.title', 'course.title as course_title'])
      .where('class_session.id', 'in', ids)
      .execute();
    return rows.map((row) => ({ id: row.id, label: `${row.code} ${row.title || row.course_title}` }));
  },
  async uses(db, ids, now) {
    const rows = await db
      .selectFrom('class_session')
      .innerJoin('class', 'class.id', 'class_session.class_id')
      .innerJoin('course', 'course.id', 'class.course_id')
      .select([
        'class_session.id',
        'class_id',
        'from_at',
        'to_at',
        'class_session.state',
        'attended',
        'single_taken',
        'class_session.version'
      ])
      .select([
        'class.code',
        'class.title',
        'class.state as class_state',
        'taken',
        'course.title as course_title',
        'course.title_en as course_title_en'
      ])
      .where('class_session.id', 'in', ids)
      .execute();
    const trainers = await trainersOfSessions(db, ids);
    return rows.map((row) => {
      const done = row.state === 'held' || (row.to_at <= now && row.class_state !== 'draft');
      return {
        id: row.id,
        recordId: row.class_id,
        number: row.code,
        from: row.from_at,
        to: row.to_at,
        title: row.title || row.course_title,
        titleEn: row.title === '' ? row.course_title_en : '',
        who: namesOf(trainers.get(row.id)),
        state: row.class_state === 'draft' ? ('tentative' as const) : done ? ('done' as const) : ('coming' as const),
        expected: row.taken + row.single_taken,
        headcount: done || row.attended > 0 ? row.attended : null,
        version: row.version
      };
    });
  }
};

declare module '../../schedule/allocation/request.ts' {
  interface HolderKinds {
    session: true;
  }
}
