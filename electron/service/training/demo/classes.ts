import { TRAINING, type Happening } from '../../core/demo/happening.ts';
import type { Attendance } from '../../../contract/training/certificate-rules.ts';
import { planDates, STANDING_SESSIONS, type PlannedDate } from '../../../contract/training/class-rules.ts';
import { addDays, dateOf, DAY_MS, HOUR_MS, MINUTE_MS, startOfDate } from '../../../contract/core/time.ts';
import { closeTx, markTx, openSessionTx, underWayTx } from '../attendance/mark.ts';
import { seatedQuery } from '../attendance/session.ts';
import { readCalendar } from '../../schedule/calendar/days.ts';
import { issueTx, setResultsTx } from '../certificates/issue.ts';
import { classResults } from '../certificates/qualify.ts';
import { createClassTx } from '../classes/create.ts';
import { settleClassesTx } from '../classes/settle.ts';
import { classStepTx } from '../classes/steps.ts';
import { readClassTx } from '../classes/store.ts';
import type { Command } from '../../core/command.ts';
import { recordSatisfactionTx } from '../satisfaction/satisfaction.ts';
import { noteTx } from '../sessions/add.ts';
import { checkSessions } from '../sessions/preview.ts';
import { bookingStory } from './bookings.ts';
import { fieldsOf, setCastTx, termNames, type Cast, type Told } from './catalogue.ts';
import { dice } from '../../core/demo/moment.ts';
import type { Scene } from '../../schedule/demo/scene.ts';
import { DEMO_CLASSES, REMARKS, TOPICS, type DemoClass } from './training.ts';
import { wishStory } from './wishes.ts';

/** Days since the beginning of the story; people came a little earlier. */
const SINCE_DAYS = 69;
/** Days before its first date on which a class is planned. */
const PLANNED_BEFORE_DAYS = 12;

/**
 * Two terms of classes around now, from the catalogue to the certificates, as happenings in no order. Empty for a station with too few
 * people to fill them.
 */
export async function trainingStory(cmd: Command, scene: Scene): Promise<Happening[]> {
  const { now } = cmd;
  const { n } = await cmd.tx
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  if (Number(n) < 600) return [];
  let cast: Cast | null = null;
  const told: Told = {
    scene,
    now,
    cast() {
      if (cast === null) throw new Error('the cast comes on first');
      return cast;
    },
    classId: (key) => cast?.classes.get(key) ?? null
  };
  const began: Happening = {
    at: startOfDate(addDays(dateOf(now), -SINCE_DAYS)) + 9 * HOUR_MS,
    actor: TRAINING,
    run: async (at) => {
      cast = await setCastTx(at, dateOf(now));
    }
  };
  const terms = termNames(now, [-66, -24]);
  const calendar = await readCalendar(cmd.tx, addDays(dateOf(now), -SINCE_DAYS), addDays(dateOf(now), 200));
  const story = DEMO_CLASSES.flatMap((demo, i) => {
    const [weekdays, from, to] = demo.slots;
    const rule = {
      start: addDays(dateOf(now), demo.first),
      slots: weekdays.map((weekday) => ({ weekday, from, to })),
      everyWeeks: 1,
      count: demo.count,
      until: null,
      skipHolidays: true
    };
    const dates = demo.count === 0 ? [] : planDates(rule, calendar.kindOf);
    return classStory(told, demo, dates, terms[demo.term - 1] ?? '', i);
  });
  return [began, ...story, ...wishStory(told, terms[1])].filter((happening) => happening.at <= now);
}

function classStory(told: Told, demo: DemoClass, dates: readonly PlannedDate[], term: string, i: number): Happening[] {
  const { now } = told;
  const today = dateOf(now);
  // Within working hours, and each in a minute of its own.
  const plannedOn = Math.max(demo.first - PLANNED_BEFORE_DAYS, 1 - SINCE_DAYS);
  const plannedAt = Math.min(startOfDate(addDays(today, Math.min(plannedOn, -1))) + 10 * HOUR_MS + i * MINUTE_MS, now - HOUR_MS);
  const held = dates.filter((date) => !date.skipped);
  const planned: Happening = { at: plannedAt, actor: TRAINING, run: (cmd) => planTx(cmd, told, demo, dates, term) };
  const [first] = held;
  const last = held.at(-1);
  if (first === undefined || last === undefined || demo.draft === true) return [planned];
  const roll = dice(1900 + i);
  const attended = held.flatMap((date, at) => sessionStory(told, demo, date, at, roll));
  return [planned, ...bookingStory(told, demo, plannedAt, first.from), ...attended, ...endStory(told, demo, last.to)];
}

/** Plans a class without the dates that fall on a holiday or clash, as the desk would do. */
async function planTx(cmd: Command, told: Told, demo: DemoClass, dates: readonly PlannedDate[], term: string): Promise<void> {
  const cast = told.cast();
  const fields = fieldsOf(demo, told.scene, cast, term);
  const wanted = dates.filter((date) => !date.skipped);
  const checked = await checkSessions(
    cmd.tx,
    wanted.map((date) => ({ ...fields, from: date.from, to: date.to })),
    fields,
    { now: cmd.now },
    false
  );
  const taken = wanted.filter((_, i) => (checked[i]?.clashes.length ?? 0) > 0);
  const sessions = wanted.filter((date) => !taken.includes(date)).map(({ from, to }) => ({ from, to }));
  const skipped = dates
    .filter((date) => date.skipped || taken.includes(date))
    .map((date) => ({ from: date.from, to: date.to, why: date.skipped ? '节假日' : '时间冲突' }));
  const { id } = await createClassTx(cmd, { ...fields, sessions, skipped });
  cast.classes.set(demo.key, id);
  if (demo.draft !== true && sessions.length > 0) await classStepTx(cmd, await readClassTx(cmd, id), 'open', '');
}

/** Index of a person of the second coffee class who hardly ever comes, to show what no-shows lead to. */
const TRUANT = 2;

function sessionStory(told: Told, demo: DemoClass, date: PlannedDate, at: number, roll: () => number): Happening[] {
  const idOf = async (cmd: Command): Promise<number | null> => {
    const classId = told.classId(demo.key);
    if (classId === null) return null;
    const row = await cmd.tx
      .selectFrom('class_session')
      .select('id')
      .where('class_id', '=', classId)
      .where('from_at', '=', date.from)
      .where('state', 'in', STANDING_SESSIONS)
      .executeTakeFirst();
    return row?.id ?? null;
  };
  return [
    {
      at: date.from + 6 * MINUTE_MS,
      actor: TRAINING,
      run: async (cmd) => {
        await settleClassesTx(cmd);
        const id = await idOf(cmd);
        if (id === null) return;
        const session = await openSessionTx(cmd, id);
        const seated = await seatedQuery(cmd.tx, session).select('booking.person_id').orderBy('booking.id').execute();
        for (const [i, { person_id }] of seated.entries()) {
          const status = demo.key === 'coffee2' && i === TRUANT && at > 0 ? null : fateOf(roll());
          if (status !== null) await markTx(cmd, session, person_id, status, status === 'excused' ? 'list' : 'scan');
        }
        await underWayTx(cmd, session);
      }
    },
    {
      at: date.to + 3 * MINUTE_MS,
      actor: TRAINING,
      run: async (cmd) => {
        await settleClassesTx(cmd);
        const id = await idOf(cmd);
        if (id === null) return;
        const topic = TOPICS[demo.course]?.[at];
        if (topic !== undefined) await noteTx(cmd, { id, topic, notes: '' });
        // The last list of a running class stays open, so that a viewer of the demonstration can close it.
        if (demo.term === 1 || date.to < told.now - 2 * DAY_MS) await closeTx(cmd, await openSessionTx(cmd, id));
      }
    }
  ];
}

/** The mark of a person, present for most; null: no mark. */
function fateOf(luck: number): Attendance | null {
  if (luck < 0.83) return 'present';
  if (luck < 0.89) return 'late';
  if (luck < 0.91) return 'left_early';
  return luck < 0.95 ? 'excused' : null;
}

/** What follows the last session: satisfaction, the test, and the certificates a few days later. */
function endStory(told: Told, demo: DemoClass, end: number): Happening[] {
  return [
    {
      at: end + 10 * MINUTE_MS,
      actor: TRAINING,
      run: async (cmd) => {
        await settleClassesTx(cmd);
        const classId = told.classId(demo.key);
        if (classId === null) return;
        const { rows, rule } = await classResults(cmd.tx, classId, cmd.now);
        const came = rows.filter((row) => row.numbers.attended > 0);
        const answers = came.flatMap((row, i) => {
          const [score, remark] = REMARKS[i % REMARKS.length] ?? [5, ''];
          // Half of the papers have no name, and some people hand none in.
          return i % 5 === 4 ? [] : [{ personId: i % 2 === 0 ? row.person.id : null, score, remark }];
        });
        if (answers.length > 0) await recordSatisfactionTx(cmd, { classId, answers });
        if (rule?.testNeeded === true)
          await setResultsTx(
            cmd,
            classId,
            came.map((row, i) => ({ personId: row.person.id, passed: i % 7 !== 5, score: i % 7 === 5 ? 52 : 70 + ((i * 7) % 28) }))
          );
      }
    },
    {
      at: startOfDate(addDays(dateOf(end), 3)) + 15 * HOUR_MS,
      actor: TRAINING,
      run: async (cmd) => {
        const classId = told.classId(demo.key);
        if (classId === null) return;
        const { rows, rule } = await classResults(cmd.tx, classId, cmd.now);
        const qualified = rule === null ? [] : rows.filter((row) => row.missing.length === 0);
        if (qualified.length > 0) await issueTx(cmd, { classId, personIds: qualified.map((row) => row.person.id) });
      }
    }
  ];
}
