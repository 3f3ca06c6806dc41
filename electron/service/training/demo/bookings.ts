import { DESK, HEAD, type Happening } from '../../core/demo/happening.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/core/time.ts';
import { acceptTx, cancelBookingTx } from '../bookings/answer.ts';
import { bookGroupTx, bookTx } from '../bookings/book.ts';
import { markCallTx } from '../../people/calls/calls.ts';
import type { BookingRecord } from '../bookings/store.ts';
import { settleClassesTx } from '../classes/settle.ts';
import { classStepTx } from '../classes/steps.ts';
import { readClassTx } from '../classes/store.ts';
import type { Command } from '../../core/command.ts';
import { StationError } from '../../core/errors.ts';
import type { Told } from './catalogue.ts';
import type { DemoClass } from './training.ts';

/** Bookings, cancellations and calls of the demonstration. */

/** Runs work and ignores a refusal, as if the desk had told somebody. */
async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StationError) || error.code !== 'BOOKING_REFUSED') throw error;
  }
}

async function firstBooking(cmd: Command, classId: number, state: BookingRecord['state'], skip = 0): Promise<BookingRecord | undefined> {
  return cmd.tx
    .selectFrom('booking')
    .selectAll()
    .where('class_id', '=', classId)
    .where('state', '=', state)
    .orderBy('id')
    .offset(skip)
    .limit(1)
    .executeTakeFirst();
}

/** People of the roster who book a class, without trainers. */
export const peopleOf = (told: Told, { from, step, count }: DemoClass['people']): number[] => {
  const { people, trainers } = told.cast();
  return Array.from({ length: count }, (_, i) => people[(from + i * step) % people.length] ?? 0).filter((id) => !trainers.includes(id));
};

export function bookingStory(told: Told, demo: DemoClass, plannedAt: number, firstAt: number): Happening[] {
  const { now } = told;
  const until = Math.min(firstAt - 30 * HOUR_MS, now - 4 * DAY_MS < plannedAt ? now - 2 * HOUR_MS : now - 3 * DAY_MS);
  const span = Math.max(until - plannedAt, HOUR_MS);
  const inClass = (at: number, work: (cmd: Command, classId: number) => Promise<unknown>, actor = DESK): Happening => ({
    at,
    actor,
    run: async (cmd) => {
      const classId = told.classId(demo.key);
      if (classId === null) return;
      await settleClassesTx(cmd);
      await work(cmd, classId);
    }
  });
  const booked = Array.from({ length: demo.people.count }, (_, i) =>
    inClass(plannedAt + Math.round((span * (i + 1)) / (demo.people.count + 1)), (cmd, classId) =>
      unlessRefused(async () => {
        const personId = peopleOf(told, demo.people)[i];
        if (personId !== undefined) await bookTx(cmd, { personId }, { classId, sessionId: null, overrideReason: '', whenFull: 'wait' });
      })
    )
  );
  const group = (at: number, name: string, people: DemoClass['people']) =>
    inClass(at, (cmd, classId) =>
      unlessRefused(() =>
        bookGroupTx(cmd, { classId, sessionId: null, name, personIds: peopleOf(told, people), overrideReason: '', whenFull: 'wait' })
      )
    );
  const cancel = (at: number, skip: number, reason: string) =>
    inClass(at, async (cmd, classId) => {
      const row = await firstBooking(cmd, classId, 'booked', skip);
      if (row !== undefined) await cancelBookingTx(cmd, row, { reason, excused: false });
    });
  const accept = (at: number) =>
    inClass(at, async (cmd, classId) => {
      const row = await firstBooking(cmd, classId, 'offered');
      if (row !== undefined) await acceptTx(cmd, row);
    });
  const more: Record<string, () => Happening[]> = {
    // Two waiting people get seats; one cancels too late.
    coffee1: () => [
      cancel(firstAt - 29 * HOUR_MS, 4, '调到夜班'),
      cancel(firstAt - 28 * HOUR_MS, 7, ''),
      accept(firstAt - 27 * HOUR_MS),
      accept(firstAt - 26 * HOUR_MS),
      cancel(firstAt + 2 * DAY_MS - 3 * HOUR_MS, 9, '家里有事')
    ],
    coffee2: () => [cancel(firstAt - 28 * HOUR_MS, 5, '项目转场')],
    law1: () => [group(until, '支护班', { from: 205, step: 3, count: 6 })],
    // A full class with a list: an accepted offer, a lapsed offer that went to the next, a seat on offer now, a team that waits together.
    photo2: () => [
      group(now - 3 * DAY_MS + HOUR_MS, '钢筋一班', { from: 21, step: 2, count: 3 }),
      cancel(now - 50 * HOUR_MS, 1, '周末加班'),
      accept(now - 46 * HOUR_MS),
      cancel(now - 30 * HOUR_MS, 2, ''),
      inClass(now - 5 * HOUR_MS, async () => {}),
      cancel(now - 3 * HOUR_MS, 3, '回老家')
    ],
    // The trainer fell ill, so everybody is listed for a call and some are called.
    robots2: () => [
      inClass(
        now - 20 * HOUR_MS,
        async (cmd, classId) => void (await classStepTx(cmd, await readClassTx(cmd, classId), 'cancel', '讲师病假，下期再开')),
        HEAD
      ),
      inClass(now - 18 * HOUR_MS, async (cmd, classId) => {
        const calls = await cmd.tx
          .selectFrom('call')
          .select('id')
          .where('class_id', '=', classId)
          .where('open', '=', 1)
          .orderBy('id')
          .limit(4)
          .execute();
        for (const [i, { id }] of calls.entries())
          await markCallTx(cmd, { id, outcome: i === 2 ? 'no_answer' : 'reached', note: i === 1 ? '愿意等下一期' : '' });
      })
    ]
  };
  return [...booked, ...(more[demo.key]?.() ?? [])].map((happening) => ({
    ...happening,
    at: Math.floor(happening.at / MINUTE_MS) * MINUTE_MS
  }));
}
