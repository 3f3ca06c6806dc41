import { dueClassStep } from '../../../contract/training/class-rules.ts';
import { promoteTx } from '../bookings/promote.ts';
import { endBookingTx } from '../bookings/store.ts';
import type { Command } from '../../core/command.ts';
import type { DueWork } from '../../core/due.ts';
import { fallDueTx } from '../../core/station/by-clock.ts';
import { isLeftToPeople, notLeftToPeople } from '../../core/station/clock-hold.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import { lapseTx } from '../../people/waiting-list.ts';
import { holdSessionTx } from '../sessions/held.ts';
import { applyStepTx } from './steps.ts';
import { readClassTx, refreshClassTx, subjectOf, type ClassRecord } from './store.ts';

/** Lapsed offers, and classes that begin, end or have sessions whose time is over. */
async function due(db: Db, now: number) {
  // Usually nothing is due, which one query tells.
  if ((await dueQuery(db, { now })).length === 0) return { offers: [], classIds: [] };
  const offers = await lapsed(db, { now });
  const classes = [...(await starting(db, { now })), ...(await ending(db, { now })), ...(await holding(db, { now }))];
  return { offers, classIds: [...new Set(classes.map((row) => row.id))] };
}

const lapsed = fixedQuery((db, { now }: { now: number }) =>
  db
    .selectFrom('booking')
    .selectAll()
    .where('offer_until', 'is not', null)
    .where('offer_until', '<=', now)
    .orderBy('offer_until')
    .orderBy('id')
);
const startingQuery = (db: Db, now: number) =>
  db
    .selectFrom('class')
    .select('id')
    .where('state', '=', 'confirmed')
    .where('first_at', '<=', now)
    .where((eb) => notLeftToPeople(eb, 'class', 'class.id', 'class.first_at'));
const endingQuery = (db: Db, now: number) =>
  db
    .selectFrom('class')
    .select('id')
    .where('state', '=', 'running')
    .where('last_at', '<=', now)
    .where((eb) => notLeftToPeople(eb, 'class', 'class.id', 'class.last_at'));
const holdingQuery = (db: Db, now: number) =>
  db
    .selectFrom('class_session')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .select('class_id as id')
    .where('class_session.state', '=', 'planned')
    .where('class_session.to_at', '<=', now)
    .where('class.state', 'in', ['running', 'finished'])
    .where((eb) => notLeftToPeople(eb, 'session', 'class_session.id', 'class_session.to_at'));
const starting = fixedQuery((db, { now }: { now: number }) => startingQuery(db, now));
const ending = fixedQuery((db, { now }: { now: number }) => endingQuery(db, now));
const holding = fixedQuery((db, { now }: { now: number }) => holdingQuery(db, now).distinct());
const dueQuery = fixedQuery((db, { now }: { now: number }) =>
  db
    .selectFrom('booking')
    .select('id')
    .where('offer_until', 'is not', null)
    .where('offer_until', '<=', now)
    .unionAll(startingQuery(db, now))
    .unionAll(endingQuery(db, now))
    .unionAll(holdingQuery(db, now))
    .limit(1)
);

/** Settles what is due, inside a command, before it reads or writes classes. @returns whether anything was due */
export async function settleClassesTx(cmd: Command): Promise<boolean> {
  const { offers, classIds } = await due(cmd.tx, cmd.now);
  await lapseTx(offers, {
    listOf: (offer) => offer.class_id,
    end: (offer) => endBookingTx(cmd, offer, 'expired'),
    promote: (classId) => promoteTx(cmd, classId)
  });
  for (const id of classIds) await advanceTx(cmd, id);
  return offers.length > 0 || classIds.length > 0;
}

/** Takes every due step of a class, and marks sessions whose time is over as held. */
export async function advanceTx(cmd: Command, classId: number): Promise<void> {
  for (;;) {
    const row = await readClassTx(cmd, classId);
    const step = dueClassStep(subjectOf(row), cmd.now);
    if (step === 'confirm') {
      await applyStepTx(cmd, row, step, '');
      continue;
    }
    if (step === null && row.state !== 'running' && row.state !== 'finished') return;
    const went = await fallDueTx(cmd, classesDue.action, (clock) => advanceByTimeTx(clock, row, step));
    if (went !== true) return;
  }
}

/** @returns whether it took a step, after which another may be due */
async function advanceByTimeTx(cmd: Command, row: ClassRecord, due: 'start' | 'finish' | null): Promise<boolean> {
  const dueAt = due === 'start' ? row.first_at : row.last_at;
  const step = due === null || (await isLeftToPeople(cmd.tx, 'class', row.id, dueAt ?? 0)) ? null : due;
  if (step !== 'start' && (row.state === 'running' || row.state === 'finished')) await holdOverTx(cmd, row.id);
  if (step === null) return false;
  await applyStepTx(cmd, await readClassTx(cmd, row.id), step, '');
  return true;
}

async function holdOverTx(cmd: Command, classId: number): Promise<void> {
  const over = await cmd.tx
    .selectFrom('class_session')
    .selectAll()
    .where('class_id', '=', classId)
    .where('state', '=', 'planned')
    .where('to_at', '<=', cmd.now)
    .where((eb) => notLeftToPeople(eb, 'session', 'class_session.id', 'class_session.to_at'))
    .orderBy('from_at')
    .execute();
  if (over.length === 0) return;
  const row = await readClassTx(cmd, classId);
  for (const session of over) await holdSessionTx(cmd, row, session);
  await refreshClassTx(cmd, classId);
  cmd.audit({ action: 'classes.settle', entity: 'class', entityId: classId, after: { held: over.map((session) => session.id) } });
}

/** Offers, classes and sessions, which fall due by time alone. */
export const classesDue: DueWork = {
  action: 'classes.settle',
  isDue: async (db, now) => (await dueQuery(db, { now })).length > 0,
  settleTx: settleClassesTx
};
