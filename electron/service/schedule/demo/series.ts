import { DESK, type Happening } from '../../core/demo/happening.ts';
import { addDays, dateOf, HOUR_MS, MINUTE_MS, startOfDate } from '../../../contract/core/time.ts';
import type { SeriesRule } from '../../../contract/schedule/series.ts';
import { requestOf } from '../reservations/create.ts';
import { createSeriesTx } from '../series/create.ts';
import { expandRule } from '../series/expand.ts';
import { checkPlan, useOn } from '../series/plan.ts';
import type { Scene } from './scene.ts';
import { tryStepTx } from './story.ts';

interface SeriesHabit {
  zone: string;
  title: string;
  purpose: string;
  weekdays: number[];
  from: string;
  to: string;
  people: number;
}

const SERIES: readonly SeriesHabit[] = [
  { zone: 'growth_hall', title: '新工人夜校', purpose: 'class', weekdays: [2, 4], from: '19:00', to: '21:00', people: 45 },
  { zone: 'safety_hall', title: '每周安全一课', purpose: 'safety', weekdays: [1], from: '08:30', to: '10:00', people: 30 }
];

const DAYS_BACK = 28;
const DAYS = 56;
/** Index of the date of each series to which nobody came. */
const MISSED = 3;

/** The night school and the Monday safety lesson: two series that began four weeks ago and last four more. */
export async function seriesStory(scene: Scene, now: number): Promise<Happening[]> {
  const start = addDays(dateOf(now), -DAYS_BACK);
  const story = SERIES.map(async (habit) => {
    const rule: SeriesRule = { every: 'week', interval: 1, weekdays: habit.weekdays, start, until: addDays(start, DAYS), count: null };
    const dates = await expandRule(rule);
    const made: Happening = {
      at: startOfDate(addDays(start, -3)) + 9 * HOUR_MS,
      actor: DESK,
      run: async (cmd) => {
        const common = {
          zoneId: scene.zones[habit.zone] ?? 0,
          purposeId: scene.purposes[habit.purpose] ?? 0,
          title: habit.title,
          expectedHeadcount: habit.people,
          equipment: [],
          staffId: null,
          organisationId: null,
          contactId: null,
          contactName: '周戊辰',
          contactPhone: '13900001005',
          notes: ''
        };
        // Dates on public holidays are skipped, as the desk would do.
        const plan = dates.map((date) => {
          const request = requestOf({ ...common, ...useOn(date, habit.from, habit.to) }, habit.people);
          return { date, request: { ...request, zoneId: common.zoneId } };
        });
        const clashing = (await checkPlan(cmd.tx, plan, { now: cmd.now })).filter((date) => date.clashes.length > 0);
        const decisions = clashing.map(({ date }) => ({ date, action: 'skip' as const }));
        await createSeriesTx(cmd, { ...common, from: habit.from, to: habit.to, rule, decisions }, true);
      }
    };
    const kept = dates.flatMap((date, i) => (i === MISSED ? [] : oneDate(scene, habit, date, i)));
    return [made, ...kept].filter((happening) => happening.at <= now);
  });
  return (await Promise.all(story)).flat();
}

function oneDate(scene: Scene, habit: SeriesHabit, date: string, i: number): Happening[] {
  const use = useOn(date, habit.from, habit.to);
  const step = (at: number, name: 'check_in' | 'finish'): Happening => ({
    at,
    actor: DESK,
    run: async (cmd) => {
      const row = await cmd.tx
        .selectFrom('reservation')
        .select('id')
        .where('zone_id', '=', scene.zones[habit.zone] ?? 0)
        .where('from_at', '=', use.from)
        .where('series_id', 'is not', null)
        .executeTakeFirst();
      if (row) await tryStepTx(cmd, row.id, name, { headcount: habit.people - 4 + ((i * 5) % 9) });
    }
  });
  return [step(use.from - 4 * MINUTE_MS, 'check_in'), step(use.to, 'finish')];
}
