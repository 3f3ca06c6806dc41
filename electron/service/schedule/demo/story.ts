import { type Happening, DESK, HEAD, unlessTaken } from '../../core/demo/happening.ts';
import { STEP_RULES, type ReservationStep } from '../../../contract/schedule/reservation.ts';
import { addDays, dateOf, HOUR_MS, instantOf, MINUTE_MS, startOfDate, weekdayOf } from '../../../contract/core/time.ts';
import type { Actor } from '../../core/audit/chain.ts';
import type { Command } from '../../core/command.ts';
import { createReservationTx, type NewReservation } from '../reservations/create.ts';
import { settleDueTx } from '../reservations/settle.ts';
import { stepTx } from '../reservations/steps.ts';
import { readReservationTx } from '../reservations/store.ts';
import { HABITS, type Habit } from './habits.ts';
import { dice } from '../../core/demo/moment.ts';
import type { Scene } from './scene.ts';

const WEEKS_BACK = 8;
const WEEKS_AHEAD = 4;
const NOBODY: Actor = { id: null, name: '' };

/** Past and planned reservations from eight weeks before to four weeks after `now` (UTC ms), in order of time. */
export function regularStory(scene: Scene, now: number): Happening[] {
  const roll = dice(20201231);
  const happenings: Happening[] = [];
  const today = dateOf(now);
  for (let date = addDays(today, -7 * WEEKS_BACK); date <= addDays(today, 7 * WEEKS_AHEAD); date = addDays(date, 1)) {
    HABITS.forEach((habit, i) => {
      if (!habit.days.includes(weekdayOf(date))) return;
      // Rolled in any case, so that one habit's luck does not change another's.
      const luck = { takesPlace: roll(), fate: roll(), people: roll(), early: roll(), title: roll(), lead: roll(), host: roll() };
      // Fewer dates are booked further ahead.
      const distance = Math.max(0, (startOfDate(date) - now) / (7 * 24 * HOUR_MS));
      if (luck.takesPlace < habit.chance * (1 - distance * 0.15)) happenings.push(...oneUse(scene, habit, date, luck, i, now));
    });
  }
  return happenings;
}

/** Takes a step if the state of the reservation allows it. */
export async function tryStepTx(
  cmd: Command,
  id: number,
  step: ReservationStep,
  input: { reason?: string; headcount?: number } = {}
): Promise<void> {
  const row = await readReservationTx(cmd, id);
  if (STEP_RULES[step].from.includes(row.state)) await stepTx(cmd, row, step, input);
}

type Luck = Record<'takesPlace' | 'fate' | 'people' | 'early' | 'title' | 'lead' | 'host', number>;

function oneUse(scene: Scene, habit: Habit, date: string, luck: Luck, i: number, now: number): Happening[] {
  const zone = scene.zones[habit.zone];
  if (zone === undefined) return [];
  const from = instantOf(date, habit.from);
  const to = from + habit.minutes * MINUTE_MS;
  const [least, most] = habit.people;
  const expected = Math.round(least + luck.people * (most - least));
  const contact = scene.contact(luck.host, i);
  const wish: NewReservation = {
    zoneId: zone,
    from,
    to,
    equipment: (habit.equipment ?? []).flatMap(([name, quantity]) => {
      const equipmentId = scene.equipment[name];
      return equipmentId === undefined ? [] : [{ equipmentId, quantity }];
    }),
    staffId: null,
    purposeId: scene.purposes[habit.purpose] ?? 0,
    title: habit.titles[Math.floor(luck.title * habit.titles.length)] ?? '',
    organisationId: scene.organisation(luck.host),
    expectedHeadcount: expected,
    notes: '',
    ...contact
  };
  let id: number | null = null;
  const bookedAt = Math.min(startOfDate(addDays(date, -2 - Math.floor(luck.lead * 5))) + 10 * HOUR_MS, now - HOUR_MS);
  const booked: Happening = {
    at: bookedAt,
    actor: DESK,
    run: async (cmd) => {
      const made = await unlessTaken(() => createReservationTx(cmd, wish, false));
      id = made?.id ?? null;
    }
  };
  const then = (at: number, actor: Actor, work: (cmd: Command, id: number) => Promise<unknown>): Happening => ({
    at,
    actor,
    run: async (cmd) => {
      if (id !== null) await work(cmd, id);
    }
  });
  const approved = then(Math.min(bookedAt + 3 * HOUR_MS, now - 30 * MINUTE_MS), HEAD, (cmd, own) => tryStepTx(cmd, own, 'approve'));
  const story = [booked, approved];
  if (luck.fate < 0.06) {
    const reason = luck.fate < 0.03 ? '主办单位改期' : '工期紧张，另行安排';
    return [...story, then(Math.min(from - 5 * HOUR_MS, now), DESK, (cmd, own) => tryStepTx(cmd, own, 'cancel', { reason }))].filter(
      (h) => h.at <= now
    );
  }
  if (luck.fate < 0.1)
    return [...story, { at: from + 20 * MINUTE_MS, actor: NOBODY, run: async (cmd: Command) => void (await settleDueTx(cmd)) }].filter(
      (h) => h.at <= now
    );
  const came = Math.max(1, Math.round(expected * (0.8 + luck.early * 0.3)));
  return [
    ...story,
    then(from - Math.round(luck.lead * 8) * MINUTE_MS, DESK, (cmd, own) => tryStepTx(cmd, own, 'check_in', { headcount: came })),
    then(to - Math.round(luck.early * 12 - 3) * MINUTE_MS, DESK, (cmd, own) => tryStepTx(cmd, own, 'finish', { headcount: came }))
  ].filter((h) => h.at <= now);
}
