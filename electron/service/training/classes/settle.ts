import { dueClassStep } from '../../../contract/training/class-rules.ts';
import { promoteTx } from '../bookings/promote.ts';
import { endBookingTx } from '../bookings/store.ts';
import type { Command } from '../../core/command.ts';
import type { DueWork } from '../../core/due.ts';
import { fixedQuery } from '../../db/fixed.ts';
import type { Db } from '../../db/schema.ts';
import { lapseTx } from '../../people/waiting-list.ts';
import { holdSessionTx } from '../sessions/held.ts';
import { applyStepTx } from './steps.ts';
import { readClassTx, refreshClassTx, subjectOf } from './store.ts';

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
  db.selectFrom('class').select('id').where('state', '=', 'confirmed').where('first_at', '<=', now);
const endingQuery = (db: Db, now: number) => db.selectFrom('class').select('id').where('state', '=', 'running').where('last_at', '<=', now);
const holdingQuery = (db: Db, now: number) =>
  db
    .selectFrom('class_session')
    .innerJoin('class', 'class.id', 'class_session.class_id')
    .select('class_id as id')
    .where('class_session.state', '=', 'planned')
    .where('class_session.to_at', '<=', now)
    .where('class.state', 'in', ['confirmed', 'running', 'finished']);
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
    if (step !== 'finish' && step !== null) {
      await applyStepTx(cmd, row, step, '');
      continue;
    }
    if (row.state === 'running' || row.state === 'finished') await holdOverTx(cmd, classId);
    if (step === null) return;
    await applyStepTx(cmd, await readClassTx(cmd, classId), step, '');
  }
}

async function holdOverTx(cmd: Command, classId: number): Promise<void> {
  const over = await cmd.tx
    .selectFrom('class_session')
    .selectAll()
    .where('class_id', '=', classId)
    .where('state', '=', 'planned')
    .where('to_at', '<=', cmd.now)
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
