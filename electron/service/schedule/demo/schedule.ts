import { DESK, type Happening } from '../../core/demo/happening.ts';
import { addDays, dateOf, DAY_MS, instantOf, MINUTE_MS, startOfDate, weekdayOf } from '../../../contract/core/time.ts';
import { createClosureTx } from '../closures/write.ts';
import { systemCommand, type Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import type { Station } from '../../core/context.ts';
import { demoStories } from './stories.ts';
import { createReservationTx, type NewReservation } from '../reservations/create.ts';
import { giveTurn } from '../series/plan.ts';
import { atMoment } from '../../core/demo/moment.ts';
import { setSceneTx, type Scene } from './scene.ts';
import { seriesStory } from './series.ts';
import { regularStory } from './story.ts';

const minute = (at: number) => Math.floor(at / MINUTE_MS) * MINUTE_MS;
const quarter = (at: number) => Math.floor(at / (15 * MINUTE_MS)) * 15 * MINUTE_MS;

/** A reservation of the demonstration; fields left out are empty. */
function booking(scene: Scene, zone: string, from: number, minutes: number, over: Partial<NewReservation>): NewReservation {
  return {
    zoneId: scene.zones[zone] ?? 0,
    from,
    to: from + minutes * MINUTE_MS,
    equipment: [],
    staffId: null,
    purposeId: scene.purposes['meeting'] ?? 0,
    title: '',
    organisationId: scene.organisation(0.3),
    expectedHeadcount: 12,
    notes: '',
    ...scene.contact(0.4, 1),
    ...over
  };
}

/** Makes the first of several reservations that fits; it does not matter which. */
async function firstThatFitsTx(cmd: Command, wishes: readonly NewReservation[], approver: boolean): Promise<void> {
  for (const wish of wishes) {
    try {
      await createReservationTx(cmd, wish, approver);
      return;
    } catch (error) {
      if (!(error instanceof StationError) || error.code !== 'CLASH') throw error;
    }
  }
}

const CLOSED_FROM_DAYS = 9;
const CLOSED_DAYS = 6;

/** Dates of the closure to come. */
const duringClosure = (now: number) => Array.from({ length: CLOSED_DAYS }, (_, i) => addDays(dateOf(now), CLOSED_FROM_DAYS + i));

/** Fills today's board at any hour: people in, people due, requests to decide. */
function todayStory(scene: Scene, now: number): Happening[] {
  const yesterday = now - DAY_MS;
  const at = (when: number, run: Happening['run']): Happening => ({ at: when, actor: DESK, run });
  const halls = ['safety_hall', 'growth_hall', 'red_productivity', 'clean_works', 'volunteer_point'];
  const started = quarter(now - 40 * MINUTE_MS);
  const due = minute(now - 5 * MINUTE_MS);
  const next = quarter(now + 45 * MINUTE_MS);
  const later = quarter(now + 150 * MINUTE_MS);
  const workday = [1, 2, 3, 4, 5].map((days) => addDays(dateOf(now), days)).filter((date) => weekdayOf(date) <= 5);
  const request = (i: number) => workday[i] ?? addDays(dateOf(now), i + 1);
  return [
    at(yesterday, (cmd) =>
      firstThatFitsTx(
        cmd,
        ['model_branch', ...halls].map((zone) =>
          booking(scene, zone, due, 60, { title: '班前安全讲评', purposeId: scene.purposes['safety'] ?? 0, expectedHeadcount: 18 })
        ),
        true
      )
    ),
    at(yesterday, (cmd) =>
      firstThatFitsTx(
        cmd,
        [next, later].flatMap((from) =>
          ['red_imprint', ...halls].map((zone) =>
            booking(scene, zone, from, 60, { title: '园区企业参观', purposeId: scene.purposes['visit'] ?? 0, expectedHeadcount: 20 })
          )
        ),
        true
      )
    ),
    at(yesterday, (cmd) =>
      firstThatFitsTx(
        cmd,
        ['mediation_room', 'volunteer_point', ...halls].map((zone) =>
          booking(scene, zone, later, 60, { title: '工友恳谈会', expectedHeadcount: 9 })
        ),
        true
      )
    ),
    at(yesterday, (cmd) =>
      firstThatFitsTx(
        cmd,
        [booking(scene, 'command_centre', instantOf(request(0), '15:00'), 90, { title: '汛期应急会商', expectedHeadcount: 16 })],
        false
      )
    ),
    at(yesterday, (cmd) =>
      firstThatFitsTx(
        cmd,
        ['15:30', '16:30', '10:00'].map((clock) =>
          booking(scene, 'counselling_room', instantOf(request(1), clock), 60, {
            purposeId: scene.purposes['other'] ?? 0,
            expectedHeadcount: 1
          })
        ),
        false
      )
    ),
    at(yesterday, (cmd) =>
      firstThatFitsTx(
        cmd,
        duringClosure(now).map((date) =>
          booking(scene, 'clean_works', instantOf(date, '09:30'), 90, { title: '分包单位廉洁座谈', expectedHeadcount: 14 })
        ),
        true
      )
    ),
    at(now, (cmd) =>
      firstThatFitsTx(
        cmd,
        halls.map((zone) =>
          booking(scene, zone, started, 105, {
            title: '新进班组入场教育',
            purposeId: scene.purposes['safety'] ?? 0,
            expectedHeadcount: 24,
            headcount: 22
          })
        ),
        true
      )
    )
  ];
}

export async function seedScheduleTx(cmd: Command): Promise<void> {
  const scene = await setSceneTx(cmd);
  const told: Happening[] = [];
  for (const tell of demoStories.all()) told.push(...(await tell(cmd, scene)));
  const story = [...(await seriesStory(scene, cmd.now)), ...regularStory(scene, cmd.now), ...told, ...todayStory(scene, cmd.now)];
  story.sort((a, b) => a.at - b.at);
  for (const [i, happening] of story.entries()) {
    await giveTurn(i);
    await atMoment(cmd, happening.at, happening.actor, happening.run);
  }
  const from = startOfDate(addDays(dateOf(cmd.now), CLOSED_FROM_DAYS));
  const to = startOfDate(addDays(dateOf(cmd.now), CLOSED_FROM_DAYS + CLOSED_DAYS));
  await createClosureTx(cmd, { zoneId: scene.zones['clean_works'] ?? 0, from, to, reason: '更换展板与投影设备' });
}

/**
 * Makes ten zones, their equipment, eight weeks of use, four weeks of plans and the stories of higher areas, around the clock's now. It
 * calls the functions that people use. The same now and the same people give the same result.
 */
export async function seedSchedule(station: Station): Promise<void> {
  await systemCommand(station, 'demo.seed', async (cmd) => {
    await seedScheduleTx(cmd);
    return {};
  });
}
