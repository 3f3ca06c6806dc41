import { COURSE_OFFERS } from '../../../contract/training/course-offers.ts';
import type { ClassFields } from '../../../contract/training/classes.ts';
import { addDays, dateOf } from '../../../contract/core/time.ts';
import type { Command } from '../../core/command.ts';
import { createCourseTx, createOfferedCoursesTx } from '../courses/write.ts';
import { createTrainerTx } from '../trainers/write.ts';
import type { Scene } from '../../schedule/demo/scene.ts';
import { DEMO_COURSES, DEMO_TRAINERS, type DemoClass } from './training.ts';

/** Courses, trainers and people of the demonstration, and its classes once they are made. */
export interface Cast {
  courses: Map<string, number>;
  trainers: number[];
  /** People on record, in the order of the roster. */
  people: number[];
  classes: Map<string, number>;
}

/** The state of the story of the classes while it runs. */
export interface Told {
  scene: Scene;
  now: number;
  /** Available from the first happening on. */
  cast(): Cast;
  /** Id of a class by its key in the story; null if it was not made. */
  classId(key: string): number | null;
}

/** Makes the catalogue and the trainers. @param today the date to which the trainers' days relate */
export async function setCastTx(cmd: Command, today: string): Promise<Cast> {
  const categories = await cmd.tx.selectFrom('course_category').select(['id', 'key']).execute();
  for (const { category, capacity, materials, ...course } of DEMO_COURSES) {
    await createCourseTx(cmd, {
      ...course,
      categoryId: categories.find((row) => row.key === category)?.id ?? 0,
      defaultCapacity: capacity,
      materials: [...materials],
      needs: [],
      certificateTitle: '',
      certificateTemplate: null
    });
  }
  await createOfferedCoursesTx(
    cmd,
    COURSE_OFFERS.map((offer) => offer.key)
  );
  const rows = await cmd.tx.selectFrom('course').select(['id', 'title']).execute();
  const courses = new Map(rows.map((row) => [row.title, row.id]));
  const idsOf = (titles: readonly string[]) => titles.flatMap((title) => courses.get(title) ?? []);
  const people = (await cmd.tx.selectFrom('person').select('id').where('merged_into', 'is', null).orderBy('id').limit(600).execute()).map(
    (row) => row.id
  );
  const trainers: number[] = [];
  for (const trainer of DEMO_TRAINERS) {
    trainers.push(
      await createTrainerTx(cmd, {
        personId: people[trainer.person] ?? 0,
        courseIds: idsOf(trainer.courses),
        qualifications: trainer.qualifications.map(([name, needed, days], i) => ({
          name,
          number: `示例-${String(trainer.person).padStart(4, '0')}-${i + 1}`,
          validUntil: days === null ? null : addDays(today, days),
          courseIds: idsOf(needed)
        })),
        hours: trainer.hours.flatMap(([weekdays, from, to]) => weekdays.map((weekday) => ({ weekday, from, to }))),
        leave: trainer.leave.map(([from, to, reason]) => ({ from: addDays(today, from), to: addDays(today, to), reason })),
        notes: ''
      })
    );
  }
  return { courses, trainers, people, classes: new Map() };
}

const SEASONS = ['冬季', '春季', '夏季', '秋季'];

/** Names of the two terms around a moment (UTC ms), such as 2026 秋季. */
export function termNames(now: number, firstDays: readonly [number, number]): [string, string] {
  const nameOf = (days: number) => {
    const date = addDays(dateOf(now), days);
    return `${date.slice(0, 4)} ${SEASONS[Math.floor((Number(date.slice(5, 7)) % 12) / 3)] ?? ''}`;
  };
  const [first, second] = [nameOf(firstDays[0]), nameOf(firstDays[1])];
  return first === second ? [`${first}一期`, `${second}二期`] : [first, second];
}

/** The fields of a class of the demonstration. */
export function fieldsOf(demo: DemoClass, scene: Scene, cast: Cast, term: string): ClassFields {
  const trainer = cast.trainers[demo.trainer];
  return {
    courseId: cast.courses.get(demo.course) ?? 0,
    title: demo.title ?? '',
    term,
    trainerIds: trainer === undefined ? [] : [trainer],
    zoneId: scene.zones[demo.zone] ?? 0,
    equipment: [],
    capacity: demo.capacity,
    minToOpen: demo.minToOpen,
    bookingFrom: null,
    bookingTo: null,
    price: 0,
    who: { kind: 'all' },
    quota: demo.quota ?? null,
    cancelNotice: { unit: 'hours', amount: 24 },
    bySession: false,
    promoteAfterStart: false,
    notes: ''
  };
}
