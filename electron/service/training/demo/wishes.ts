import { DESK, TRAINING, type Happening } from '../../core/demo/happening.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/core/time.ts';
import { markCallTx } from '../../people/calls/calls.ts';
import { assignTx, createThemeTx, makeClassTx, recordWishTx } from '../wishes/write.ts';
import { peopleOf } from './bookings.ts';
import { fieldsOf, type Told } from './catalogue.ts';
import { DEMO_WISHES, type DemoClass } from './training.ts';

/** Themes with the words of their wishes. */
const THEMES: readonly { title: string; course: string; words: string[] }[] = [
  { title: '汽车与新能源维修', course: '汽车维修', words: ['汽车维修', '修车', '新能源汽车'] },
  { title: '短视频与直播', course: '短视频剪辑', words: ['短视频剪辑', '直播带货'] }
];

/** The class made from the first theme: a draft, with everybody who wished it listed for a call. */
const FROM_THEME: DemoClass = {
  key: 'car2',
  course: '汽车维修',
  title: '汽车与新能源维修',
  term: 2,
  zone: 'growth_hall',
  trainer: 5,
  slots: [[4], '19:00', '21:00'],
  first: 20,
  count: 0,
  capacity: 24,
  minToOpen: 12,
  people: { from: 0, step: 1, count: 0 },
  draft: true
};

/** Wishes of workers, put into themes, and a class made from the first theme. */
export function wishStory(told: Told, term: string): Happening[] {
  const { now } = told;
  const wished = DEMO_WISHES.flatMap(({ text, people, evenings }, w) =>
    Array.from({ length: people.count }, (_, i): Happening => ({
      at: Math.floor((now - 24 * DAY_MS + ((i * 7 + w * 3) % 18) * DAY_MS + w * HOUR_MS) / MINUTE_MS) * MINUTE_MS,
      actor: DESK,
      run: async (cmd) => {
        const personId = peopleOf(told, people)[i];
        if (personId !== undefined)
          await recordWishTx(cmd, { person: { personId }, courseId: null, text, evenings: i % 4 === 3 ? [] : evenings });
      }
    }))
  );
  const themed: Happening = {
    at: now - 5 * DAY_MS,
    actor: TRAINING,
    run: async (cmd) => {
      for (const { title, course, words } of THEMES) {
        const courseIds = words.flatMap((word) => told.cast().courses.get(word) ?? []);
        const themeId = await createThemeTx(cmd, { title, courseId: told.cast().courses.get(course) ?? null });
        const wishes = await cmd.tx
          .selectFrom('wish')
          .select('id')
          .where((eb) => eb.or([eb('text', 'in', words), eb('course_id', 'in', courseIds)]))
          .execute();
        if (wishes.length > 0)
          await assignTx(
            cmd,
            wishes.map((wish) => wish.id),
            themeId
          );
      }
    }
  };
  const made: Happening = {
    at: now - 2 * DAY_MS,
    actor: TRAINING,
    run: async (cmd) => {
      const theme = await cmd.tx
        .selectFrom('wish_theme')
        .select('id')
        .where('title', '=', THEMES[0]?.title ?? '')
        .executeTakeFirst();
      if (theme === undefined) return;
      const { id } = await makeClassTx(cmd, {
        ...fieldsOf(FROM_THEME, told.scene, told.cast(), term),
        themeId: theme.id,
        wishedCourseId: null
      });
      const calls = await cmd.tx.selectFrom('call').select('id').where('class_id', '=', id).orderBy('id').limit(5).execute();
      for (const [i, call] of calls.entries()) await markCallTx(cmd, { id: call.id, outcome: i === 3 ? 'message' : 'reached', note: '' });
    }
  };
  return [...wished, themed, made];
}
